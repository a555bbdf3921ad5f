"""What is asked of the store, as conditions of SQL. Only names written here become SQL; values are bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.days import bound_days

Many = Sequence[str] | str | None
"""One value, several of which one must fit, or None for any."""


class Condition(Struct, frozen=True):
    """A condition of SQL, true of `alias` rows, and the values bound in it."""

    sql: str
    values: tuple[Any, ...] = ()


class StoryFilter(Struct, frozen=True, kw_only=True):
    """Which stories: by language, publisher, source, state, day of publication, or words in them."""

    story: Many = None
    language: Many = None
    publisher: Many = None
    source: Many = None
    state: Many = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


class EventFilter(Struct, frozen=True, kw_only=True):
    """Which events. `actor`, `recipient`, `party` (either side) and `said_by` are codes or ids of persons.

    `between` are two codes, in either direction. `since` and `until` bound the event's own day, as `YYYY`,
    `YYYY-MM` or `YYYY-MM-DD`. `text` are words of the evidence.
    """

    actor: Many = None
    recipient: Many = None
    party: Many = None
    between: tuple[str, str] | None = None
    type: Many = None
    mode: Many = None
    context: Many = None
    quad: Many = None
    factuality: Many = None
    claimed: bool | None = None
    standing: Many = None
    said_by: Many = None
    country: Many = None
    confidence: float | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


class StatementFilter(Struct, frozen=True, kw_only=True):
    """Which statements. `speaker` and `about` are codes or ids; `issue` a name of the codebook's issues.

    `side` asks for a stance (for, against, neutral) toward what `about` or `issue` names.
    """

    speaker: Many = None
    about: Many = None
    issue: Many = None
    side: Many = None
    act: Many = None
    kind: Many = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


class RelationFilter(Struct, frozen=True, kw_only=True):
    """Which tellings of a relation: by party, by pair, by how it stands, by the day of the story."""

    party: Many = None
    between: tuple[str, str] | None = None
    change: Many = None
    issue: Many = None
    since: str | None = None
    until: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


def limit_stories(asked: StoryFilter) -> list[Condition]:
    """The conditions on `stories s`."""
    return [
        *_one_of("s.id", asked.story),
        *_one_of("s.language", asked.language),
        *_one_of("s.publisher", asked.publisher),
        *_one_of("s.source", asked.source),
        *_one_of("s.state", asked.state),
        *_within("s.first_day", asked.since, asked.until),
        *_telling("s.story", "stories_text", asked.text),
    ]


def limit_events(asked: EventFilter) -> list[Condition]:
    """The conditions on `events e` joined with `stories s`."""
    conditions = [
        *_taking_part("actor", asked.actor),
        *_taking_part("recipient", asked.recipient),
        *_taking_part(None, asked.party),
        *_taking_part("source", asked.said_by),
        *_one_of("e.type", asked.type),
        *_listed("e.modes", asked.mode),
        *_one_of("e.quad", asked.quad),
        *_one_of("e.factuality", asked.factuality),
        *_one_of("e.standing", asked.standing),
        *_one_of("e.country", asked.country),
        *_within("e.first_day", asked.since, asked.until),
        *_telling("e.event", "events_text", asked.text),
        *_of_story(asked.story, asked.publisher, asked.language),
    ]
    if asked.between is not None:
        one, other = asked.between
        sql = "e.event IN (SELECT event FROM dyads WHERE (actor, recipient) IN (VALUES (?, ?), (?, ?)))"
        conditions.append(Condition(sql, (one, other, other, one)))
    if contexts := _list(asked.context):
        sql = f"e.event IN (SELECT event FROM event_contexts WHERE context IN ({_marks(contexts)}))"
        conditions.append(Condition(sql, contexts))
    if asked.claimed is not None:
        conditions.append(Condition("e.claimed = ?", (int(asked.claimed),)))
    if asked.confidence is not None:
        conditions.append(Condition("e.confidence >= ?", (asked.confidence,)))
    return conditions


def limit_statements(asked: StatementFilter) -> list[Condition]:
    """The conditions on `statements t` joined with `stories s`."""
    conditions = [
        *_one_of("t.act", asked.act),
        *_one_of("t.kind", asked.kind),
        *_within("t.first_day", asked.since, asked.until),
        *_telling("t.statement", "statements_text", asked.text),
        *_of_story(asked.story, asked.publisher, asked.language),
    ]
    if speakers := _list(asked.speaker):
        sql = f"(t.speaker IN ({_marks(speakers)}) OR t.entity IN ({_marks(speakers)}))"
        conditions.append(Condition(sql, speakers * 2))
    sides = _list(asked.side)
    sided = f" AND side IN ({_marks(sides)})" if sides else ""
    asked_targets = [(kind, _list(given)) for kind, given in (("actor", asked.about), ("issue", asked.issue))]
    for kind, targets in asked_targets:
        if targets:
            sql = (
                "t.statement IN (SELECT statement FROM statement_targets "
                f"WHERE kind = '{kind}' AND target IN ({_marks(targets)}){sided})"
            )
            conditions.append(Condition(sql, (*targets, *sides)))
    if sides and not any(targets for _, targets in asked_targets):
        sql = f"t.statement IN (SELECT statement FROM statement_targets WHERE side IN ({_marks(sides)}))"
        conditions.append(Condition(sql, sides))
    return conditions


def limit_relations(asked: RelationFilter) -> list[Condition]:
    """The conditions on `relations r` joined with `stories s`."""
    conditions = [
        *_one_of("r.change", asked.change),
        *_listed("r.issues", asked.issue),
        *_within("r.first_day", asked.since, asked.until),
        *_of_story(asked.story, asked.publisher, asked.language),
    ]
    if parties := _list(asked.party):
        sql = f"(r.one IN ({_marks(parties)}) OR r.other IN ({_marks(parties)}))"
        conditions.append(Condition(sql, parties * 2))
    if asked.between is not None:
        conditions.append(Condition("(r.one, r.other) = (?, ?)", tuple(sorted(asked.between))))
    return conditions


def join_conditions(conditions: Sequence[Condition]) -> Condition:
    """All conditions as one."""
    sql = " AND ".join(one.sql for one in conditions) or "true"
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def match_words(text: str) -> str:
    """A full-text question from what a user wrote: words that must all stand there, “phrases”, prefix*.

    Nothing in it can be wrong SQL or FTS5: each word is quoted. Raises StoreError when no word is in it.
    """
    parts = [f'"{phrase}"' for phrase in re.findall(r'["“„]([^"“”„]+)["”]', text) if re.search(r"\w", phrase)]
    rest = re.sub(r'["“„][^"“”„]*["”]', " ", text)
    for word in rest.split():
        bare = re.sub(r"[^\w'’-]", " ", word).strip()
        if re.search(r"\w", bare):
            parts.append(f'"{bare}"' + ("*" if word.endswith("*") else ""))
    if not parts:
        raise StoreError(f"“{text}” holds no word to look for", remedy='give a word, a "phrase" or a prefix*')
    return " ".join(parts)


def _one_of(column: str, given: Many) -> list[Condition]:
    values = _list(given)
    return [Condition(f"{column} IN ({_marks(values)})", values)] if values else []


def _listed(column: str, given: Many) -> list[Condition]:
    values = _list(given)
    sql = " OR ".join(f"',' || {column} || ',' LIKE '%,' || ? || ',%'" for _ in values)
    return [Condition(f"({sql})", values)] if values else []


def _within(column: str, since: str | None, until: str | None) -> list[Condition]:
    conditions = []
    if since is not None:
        conditions.append(Condition(f"{column} >= ?", (_bound(since)[0],)))
    if until is not None:
        conditions.append(Condition(f"{column} <= ?", (_bound(until)[1],)))
    return conditions


def _bound(stated: str) -> tuple[str, str]:
    first, last = bound_days(stated) if re.fullmatch(r"\d{4}(-\d\d){0,2}", stated, re.ASCII) else (None, None)
    if first is None or last is None:
        raise StoreError(
            f"“{stated}” is not a date", remedy=f"write YYYY, YYYY-MM or YYYY-MM-DD, as {date.min}"
        )
    return first, last


def _telling(key: str, table: str, text: str | None) -> list[Condition]:
    if text is None:
        return []
    return [Condition(f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (match_words(text),))]


def _taking_part(role: str | None, given: Many) -> list[Condition]:
    values = _list(given)
    if not values:
        return []
    limit = f"role = '{role}'" if role else "role <> 'source'"
    marks = _marks(values)
    sql = (
        f"e.event IN (SELECT event FROM participants WHERE code IN ({marks}) AND {limit} "
        f"UNION ALL SELECT event FROM participants WHERE entity IN ({marks}) AND {limit})"
    )
    return [Condition(sql, values * 2)]


def _of_story(story: Many, publisher: Many, language: Many) -> list[Condition]:
    return [
        *_one_of("s.id", story),
        *_one_of("s.publisher", publisher),
        *_one_of("s.language", language),
    ]


def _list(given: Many) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
