"""The brief: what happened in a time, told from records alone, each line with the words it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeGuard

from dragoman.analysis.bands import ENOUGH
from dragoman.analysis.brief_lines import Brief, Group, Line, Section, Source
from dragoman.analysis.choosing import (
    Choice,
    ToldEvent,
    choose_statements,
    group_dyads,
    is_between,
    merge_alike,
)
from dragoman.analysis.movers import Mover, list_movers
from dragoman.analysis.periods import Span
from dragoman.analysis.pledges import list_pledges
from dragoman.analysis.reading import settle_span
from dragoman.analysis.shelf import Shelf
from dragoman.analysis.telling import Teller, shorten
from dragoman.records import Span as Words
from dragoman.records import StoryRecord, When, Where
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer, read_answer
from dragoman.store.rows import EventRow
from dragoman.store.tellings import OneEvent, Telling

DYADS = 8
"""Dyads that are told of."""
LINES = 4
"""Lines on each of them."""
OTHERS = 8
"""Lines of each further section."""
SOURCES = 3
"""Stories that are named under a line."""
LOOKED_AT = 12
"""Events alike among which other publishers are looked for."""


def make_brief(
    desk: Desk, since: str | None = None, until: str | None = None, *, language: str = "en"
) -> Brief:
    """The brief of a time (YYYY, YYYY-MM, YYYY-MM-DD, or "last 7 days"), in English ("en") or Dutch ("nl").

    Raises StoreError for dates that are none, DataError for a language without templates.
    """
    return _Writer(desk, settle_span(desk, since, until), Teller(language)).write()


class _Writer:
    """One brief in the making."""

    def __init__(self, desk: Desk, span: Span, tell: Teller) -> None:
        self.desk = desk
        self.span = span
        self.tell = tell
        self.shelf = Shelf(desk)
        self._events: dict[tuple[str, str], OneEvent] = {}

    def write(self) -> Brief:
        [(stories, publishers, newest)] = self._ask("reading_extent")
        events = merge_alike(self._read_events())
        movers = list_movers(self.desk, self.span.first, self.span.last)
        sections = (
            self._tell_changes(movers, events),
            self._tell_dyads(movers, events),
            self._tell_pledges(),
            self._tell_within(events),
            self._tell_statements(),
            self._tell_relations(),
        )
        told = tuple(
            section for section in sections if any(group.lines or group.note for group in section.groups)
        )
        publisher = self.tell.count("publisher", publishers) if publishers else ""
        made = self.tell("made", stories=self.tell.count("story", stories), publishers=publisher)
        if not told:
            made = self.tell("nothing", newest=self.tell.tell_day(newest) or "–")
        return Brief(
            language=self.tell.language,
            since=self.span.first,
            until=self.span.last,
            title=self.tell("title", days=self.tell.tell_days(self.span.first, self.span.last)),
            made=made,
            stories=stories,
            publishers=publishers,
            sections=told,
        )

    # ── sections ────────────────────────────────────────────────────────────

    def _tell_changes(self, movers: Sequence[Mover], events: Sequence[Choice]) -> Section:
        changed = [one for one in movers if one.against_past.verdict in ("better", "worse")][:OTHERS]
        by_dyad = group_dyads(events)
        groups = []
        for mover in changed:
            chosen = by_dyad.get((mover.one, mover.other), [])
            sources = [source for one in chosen for source in self._list_sources(one)]
            names = {"one": self.tell.name_code(mover.one), "other": self.tell.name_code(mover.other)}
            sentence = self.tell(mover.against_past.verdict, **names)
            line = Line(
                sentence=f"{sentence[:1].upper()}{sentence[1:]} {self._tell_figures(mover)}",
                days="",
                sources=tuple(sources[:SOURCES]),
            )
            groups.append(Group(lines=(line,)))
        if movers and not groups:
            groups.append(Group(lines=(), note=self.tell("changed_none")))
        return Section(kind="changed", title=self.tell("changed"), groups=tuple(groups))

    def _tell_dyads(self, movers: Sequence[Mover], events: Sequence[Choice]) -> Section:
        standing = {(one.one, one.other): one for one in movers}
        dyads = sorted(
            group_dyads(events).items(), key=lambda item: (-sum(one.weight for one in item[1]), item[0])
        )
        groups = []
        for pair, chosen in dyads[:DYADS]:
            mover = standing.get(pair)
            groups.append(
                Group(
                    title=self.tell(
                        "dyad", one=self.tell.title_code(pair[0]), other=self.tell.title_code(pair[1])
                    ),
                    note=self._tell_standing(mover) if mover is not None else None,
                    lines=tuple(self._tell_event(one) for one in _by_day(chosen[:LINES])),
                )
            )
        return Section(kind="between", title=self.tell("between"), groups=tuple(groups))

    def _tell_pledges(self) -> Section:
        pledges = list_pledges(self.desk, self.span.first, self.span.last, open_only=True)
        lines = []
        for pledge in [one for one in pledges if one.conditional][:OTHERS]:
            record = self.shelf.find(pledge.story)
            event = next(one for one in record.events if one.id == pledge.id)
            sentence = self.tell("conditional", sentence=self.tell.tell_event(event))
            words = [pledge.evidence, *([pledge.condition] if pledge.condition else [])]
            sources = tuple(self._make_source(record, event.id, one) for one in words)
            lines.append(Line(sentence=sentence, days=self.tell.tell_day(pledge.day), sources=sources))
        return Section(kind="pledged", title=self.tell("pledged"), groups=(Group(lines=tuple(lines)),))

    def _tell_within(self, events: Sequence[Choice]) -> Section:
        chosen = [one for one in events if not is_between(one.first)][:OTHERS]
        lines = tuple(self._tell_event(one) for one in _by_day(chosen))
        return Section(kind="within", title=self.tell("within"), groups=(Group(lines=lines),))

    def _tell_statements(self) -> Section:
        lines = []
        for story, identity in choose_statements(self.desk, self.span, OTHERS):
            record = self.shelf.find(story)
            statement = next(one for one in record.statements if one.id == identity)
            source = self._make_source(record, identity, statement.content)
            line = Line(
                sentence=self.tell.tell_statement(statement),
                days=self.tell.tell_day(record.published),
                sources=(source,),
            )
            lines.append(line)
        return Section(kind="said", title=self.tell("said"), groups=(Group(lines=tuple(lines)),))

    def _tell_relations(self) -> Section:
        told: dict[str, list[Source]] = defaultdict(list)
        days: dict[str, str] = {}
        for story, identity, day in self._ask("told_relations"):
            record = self.shelf.find(story)
            relation = next(one for one in record.relations if one.id == identity)
            sentence = self.tell.tell_relation(relation)
            told[sentence].append(self._make_source(record, identity, relation.evidence))
            days.setdefault(sentence, self.tell.tell_day(record.published or day))
        lines = tuple(
            Line(sentence=sentence, days=days[sentence], sources=tuple(sources[:SOURCES]))
            for sentence, sources in list(told.items())[:OTHERS]
        )
        return Section(kind="relations", title=self.tell("relations"), groups=(Group(lines=lines),))

    # ── lines ───────────────────────────────────────────────────────────────

    def _tell_event(self, chosen: Choice) -> Line:
        record = self.shelf.find(chosen.first.story)
        event = next(one for one in record.events if one.id == chosen.first.id)
        sentence = self.tell.tell_event(event, self._name_place(event.place))
        if denied_by := self._find_one(chosen.first).denied_by:
            sentence = self.tell("denied", sentence=sentence, names=self.tell.join_codes(denied_by))
        if event.context:
            named = ", ".join(self.tell.name_contexts(event.context[:3]))
            sentence = self.tell("about", sentence=sentence, issues=named)
        first, last = chosen.first.first_day, chosen.first.last_day
        return Line(
            sentence=f"{sentence}.",
            days=self.tell.tell_day(event.date.edtf)
            if _is_plain(event.date)
            else self.tell.tell_days(first, last),
            sources=tuple(self._list_sources(chosen)),
        )

    def _name_place(self, place: Where | None) -> str | None:
        if place is None:
            return None
        country = self.tell.name_code(place.country or "") if place.precision == "country" else ""
        return country or place.name

    def _list_sources(self, chosen: Choice) -> list[Source]:
        """The stories that tell it, other publishers before more of the same, copies left out."""
        tellings = [
            telling
            for told in chosen.tellings[:LOOKED_AT]
            for telling in self._find_tellings(told)
            if telling.copy_of is None and telling.stand != "denies"
        ]
        rows = list({row.story: row for row in reversed([one.event for one in tellings])}.values())[::-1]
        others = {row.publisher: row for row in reversed(rows)}
        first = [row for row in rows if others[row.publisher] is row]
        return [_source_event(row) for row in (*first, *(row for row in rows if row not in first))][:SOURCES]

    def _find_tellings(self, told: ToldEvent) -> list[Telling]:
        """The tellings of an event, that which the line is told from first."""
        own = [one for one in self._find_one(told).tellings if one.event.story == told.story]
        return [*own, *(one for one in self._find_one(told).tellings if one not in own)]

    def _find_one(self, told: ToldEvent) -> OneEvent:
        key = told.story, told.id
        if key not in self._events:
            self._events[key] = self.desk.one_event(*key)
        return self._events[key]

    def _make_source(self, record: StoryRecord, identity: str, words: Words) -> Source:
        return Source(
            story=record.id,
            record=identity,
            publisher=record.publisher,
            published=record.published,
            language=record.language,
            title=record.title,
            url=record.url,
            start=words.start,
            end=words.end,
            text=shorten(words.text, 400),
        )

    def _tell_figures(self, mover: Mover) -> str:
        compared = mover.against_past
        low, high = compared.change_band or (0.0, 0.0)
        number = self.tell.tell_number
        return self.tell(
            "figures",
            now=number(mover.score_mean),
            usual=number(compared.usual_mean),
            low=number(low),
            high=number(high),
            stories=self.tell.count("story", mover.stories),
        )

    def _tell_standing(self, mover: Mover) -> str:
        compared = mover.against_past
        if mover.stories < ENOUGH:
            return self.tell("standing_few", events=self.tell.count("event", mover.events))
        key = "few" if compared.verdict == "too few stories" else compared.verdict
        verdict = self.tell(f"verdict_{key}", usual=self.tell.tell_number(compared.usual_mean))
        return self.tell(
            "standing",
            events=self.tell.count("event", mover.events),
            mean=self.tell.tell_number(mover.score_mean),
            verdict=verdict,
        )

    # ── records ─────────────────────────────────────────────────────────────

    def _ask(self, name: str) -> list[tuple[Any, ...]]:
        return fetch_answer(self.desk, name, since=self.span.first, until=self.span.last)

    def _read_events(self) -> list[ToldEvent]:
        return read_answer(self.desk, "told_events", ToldEvent, since=self.span.first, until=self.span.last)


def _source_event(row: EventRow) -> Source:
    return Source(
        story=row.story,
        record=row.id,
        publisher=row.publisher,
        published=row.published,
        language=row.language,
        title=row.title,
        url=row.url,
        start=row.starts,
        end=row.ends,
        text=shorten(row.evidence, 400),
    )


def _by_day(chosen: Sequence[Choice]) -> list[Choice]:
    return sorted(chosen, key=lambda one: (one.first.first_day, -one.weight))


def _is_plain(date: When | None) -> TypeGuard[When]:
    """Whether the date is a year, month or day and no more."""
    return date is not None and all(part.isdigit() for part in date.edtf.split("-"))
