"""Answers for assistants: plain values, each with the words and stories it rests on, bounded in size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

import dragoman
from dragoman.analysis.actors import name_actor, settle_actor
from dragoman.analysis.agreement import compare_stances
from dragoman.analysis.brief import make_brief
from dragoman.analysis.brief_text import write_markdown
from dragoman.analysis.dyads import Period, trace_dyad
from dragoman.analysis.evidence import list_evidence
from dragoman.analysis.isolation import trace_isolation
from dragoman.analysis.issues import trace_issues
from dragoman.analysis.pledges import list_pledges
from dragoman.store.asking import ask_sql, list_tables
from dragoman.store.desk import Desk
from dragoman.store.excerpts import find_excerpts
from dragoman.store.rows import EventRow, StatementRow

MOST = 100
"""Rows of one answer at most."""
LONGEST = 60_000
"""Characters of a story at most."""

Answer = dict[str, Any]


class Answers:
    """Everything that may be asked; each question opens the store for itself, and only reads."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError when there is no store at `path`."""
        self.path = path
        self._open().close()

    def search_stories(
        self, words: str, since: str | None, until: str | None, language: str | None, limit: int
    ) -> Answer:
        """Stories that hold the words, newest first, each with the passage that does."""
        with self._open() as desk:
            rows = desk.stories(text=words, since=since, until=until, language=language, limit=_bound(limit))
            passages = find_excerpts(desk, words, [row.id for row in rows])
        told = {story: "".join(piece for piece, _ in pieces) for story, pieces in passages.items()}
        keep = ("id", "title", "published", "publisher", "url", "language", "events", "statements")
        stories = [
            {name: getattr(row, name) for name in keep} | {"passage": told.get(row.id, "")} for row in rows
        ]
        return {"stories": stories}

    def read_story(self, identity: str) -> Answer:
        """A story with its text, and the events and statements read in it."""
        with self._open() as desk:
            story = desk.story(identity)
            events = [_tell_event(row) for row in desk.events(story=identity, order="kept")]
            statements = [_tell_statement(row) for row in desk.statements(story=identity, order="kept")]
        told = msgspec.to_builtins(story) | {"text": story.text[:LONGEST]}
        return {
            "story": told,
            "cut": len(story.text) > LONGEST,
            "events": events,
            "statements": statements,
        }

    def search_events(self, limit: int, **asked: str | None) -> Answer:
        """Events that fit, newest first, each with its words; actors may be codes or names."""
        wanted: dict[str, Any] = {name: value for name, value in asked.items() if value}
        for role in ("actor", "recipient", "party"):
            if role in wanted:
                wanted[role] = settle_actor(wanted[role])
        with self._open() as desk:
            return {"events": [_tell_event(row) for row in desk.events(limit=_bound(limit), **wanted)]}

    def search_statements(self, limit: int, **asked: str | None) -> Answer:
        """Statements that fit, newest first, in their own words; actors may be codes or names."""
        wanted: dict[str, Any] = {name: value for name, value in asked.items() if value}
        for role in ("speaker", "about"):
            if role in wanted:
                wanted[role] = settle_actor(wanted[role])
        with self._open() as desk:
            rows = desk.statements(limit=_bound(limit), **wanted)
        return {"statements": [_tell_statement(row) for row in rows]}

    def sum_up_dyad(self, one: str, other: str, since: str | None, until: str | None, by: str) -> Answer:
        """How two actors stand: their series, its changes, their issues, and the newest events in words."""
        with self._open() as desk:
            series = trace_dyad(desk, one, other, since=since, until=until, by=by)
            issues = trace_issues(desk, one, other, since=since, until=until)
            evidence = list_evidence(desk, one, other, since=since, until=until, limit=20)
            stances = compare_stances(desk, one, other, since=since, until=until)
            pledges = list_pledges(desk, since, until, open_only=True)
            told = desk.relations(
                between=(series.one, series.other), since=series.since, until=series.until, limit=10
            )
        return {
            "actors": {code: name_actor(code) for code in (series.one, series.other)},
            "scale": "mean scores run from -10 (assault) to +10 (aid)",
            "since": series.since,
            "until": series.until,
            "events": series.events,
            "stories": series.stories,
            "claimed_only": series.claimed,
            "periods": [_tell_period(period) for period in series.periods if period.events][-MOST:],
            "changes": msgspec.to_builtins(series.changes),
            "issues": [
                _keep(issue, "issue", "kind", "stories", "score_mean", "trend") for issue in issues[:15]
            ],
            "agreement": _keep(stances, "agreement", "weight", "enough", "targets"),
            "open_pledges": [
                msgspec.to_builtins(pledge)
                for pledge in pledges
                if {pledge.actor, pledge.recipient} == {series.one, series.other}
            ][:10],
            "relations_told": [
                _keep(row, "change", "issues", "evidence", "story", "publisher", "published", "url")
                for row in told
            ],
            "evidence": evidence.to_dicts(),
        }

    def sum_up_actor(self, actor: str, since: str | None, until: str | None) -> Answer:
        """An actor: how isolated it stands, how it was named, and its newest events in words."""
        code = settle_actor(actor)
        with self._open() as desk:
            standing = trace_isolation(desk, code, since=since, until=until)
            names = desk.actors(code, limit=20)
            events = desk.events(party=code, since=since, until=until, limit=20)
        return {
            "code": code,
            "name": name_actor(code),
            "standing": msgspec.to_builtins(standing),
            "named_as": [_keep(row, "text", "name", "office", "sector", "times") for row in names],
            "evidence": [_tell_event(row) for row in events],
        }

    def tell_brief(self, since: str, until: str | None, language: str) -> str:
        """What happened in a time, as Markdown, each line with its words."""
        with self._open() as desk:
            return write_markdown(make_brief(desk, since, until, language=language))

    def ask_sql(self, sql: str) -> Answer:
        """What a question in SQL gives; it can only read."""
        answer = ask_sql(self.path, sql, rows=MOST)
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        return {"columns": list(answer.columns), "rows": rows, "more": answer.more}

    def list_tables(self) -> dict[str, list[str]]:
        """The tables and views that SQL may ask, with their columns."""
        return {table: list(columns) for table, columns in list_tables(self.path).items()}

    def _open(self) -> Desk:
        return dragoman.open(self.path)


def _bound(limit: int) -> int:
    return max(1, min(limit, MOST))


def _keep(row: object, *names: str) -> Answer:
    return {name: msgspec.to_builtins(getattr(row, name)) for name in names}


def _tell_event(row: EventRow) -> Answer:
    names: Sequence[str] = (
        "id", "type", "modes", "actors", "recipients", "factuality", "claimed", "said_by", "date", "place",
        "score", "confidence", "evidence", "starts", "ends", "story", "title", "published", "publisher",
        "url", "language",
    )  # fmt: skip
    return _keep(row, *names)


def _tell_statement(row: StatementRow) -> Answer:
    names: Sequence[str] = (
        "id", "speaker", "speaker_name", "act", "about", "issues", "content", "starts", "ends", "story",
        "title", "published", "publisher", "url", "language",
    )  # fmt: skip
    return _keep(row, *names)


def _tell_period(period: Period) -> Answer:
    told = _keep(period, "first", "events", "stories", "score_mean", "mean_band", "quads", "share", "claimed")
    past = period.against_past
    return told | {"against_past": past.verdict if past else None}
