"""One event: its words among the words around it, who is who and why, what decided it, the judgements."""

from __future__ import annotations

from msgspec import Struct

from dragoman.records import Doubt, Event, Statement, StoryRecord, Versions
from dragoman.store.rows import StoryRow
from dragoman.store.tellings import OneEvent
from dragoman.web.judging import Judged, read_judged
from dragoman.web.marking import Mark, Piece, mark_text
from dragoman.web.page import Page
from dragoman.web.pages.story import Shown, list_marks, show_events
from dragoman.web.questions import Question, WrongQuestion

_AROUND = 160
"""Characters of text on either side of the evidence."""
_NAMES = frozenset({"actor", "time", "place"})


class EventPage(Struct, frozen=True, kw_only=True):
    """The context of the page of an event.

    `passage` is the text around it, `statements` those that report it, `within` the request, refusal or
    threat whose content it is, `contents` its own; what is `disputing` says otherwise. `told` is
    the event with all stories that tell it, where several do.
    """

    story: StoryRow
    shown: Shown
    passage: tuple[Piece, ...]
    statements: list[Statement]
    within: Shown | None
    contents: list[Shown]
    disputing_events: list[Shown]
    disputing_statements: list[Statement]
    doubts: list[Doubt]
    judged: Judged
    told: OneEvent | None
    versions: Versions


def ask_event(question: Question) -> EventPage:
    """The event `id` of the story `story`."""
    return find_event(question, question.need("story"), question.need("id"))


def find_event(question: Question, story: str, identity: str) -> EventPage:
    """That event; raises WrongQuestion when there is none."""
    rows = question.desk.stories(story=story)
    record = question.desk.record(story) if rows else None
    shown = {one.event.id: one for one in show_events(record)} if record else {}
    if record is None or identity not in shown:
        raise WrongQuestion(f"there is no event “{identity}” in “{story}”", where="/event")
    text = question.desk.story(story).text
    event = shown[identity].event
    return EventPage(
        story=rows[0],
        shown=shown[identity],
        passage=cut_passage(text, event.evidence.start, event.evidence.end, record, identity),
        statements=[one for one in record.statements if identity in one.events or one.id == event.claimed_in],
        within=shown.get(event.of or ""),
        contents=[one for one in shown.values() if one.event.of == identity],
        disputing_events=[shown[one] for one in event.disputed if one in shown],
        disputing_statements=[one for one in record.statements if one.id in event.disputed],
        doubts=_list_doubts(record, event),
        judged=read_judged(question.desk, story, event),
        told=_find_tellings(question, story, identity),
        versions=record.versions,
    )


def cut_passage(text: str, low: int, high: int, record: StoryRecord, identity: str) -> tuple[Piece, ...]:
    """The text around a record, from word to word, with what is marked of it and the names in it."""
    start, end = max(0, low - _AROUND), min(len(text), high + _AROUND)
    while start and not text[start - 1].isspace() and start < low:
        start += 1
    while end < len(text) and not text[end].isspace() and end > high:
        end -= 1
    kept: list[Mark] = [
        mark
        for mark in list_marks(record)
        if (mark.record == identity or mark.kind in _NAMES) and mark.start >= start and mark.end <= end
    ]
    before = (Piece("… "),) if start else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *mark_text(text, start, end, kept), *after)


def _find_tellings(question: Question, story: str, identity: str) -> OneEvent | None:
    told = question.desk.one_event(story, identity)
    return told if len(told.tellings) > 1 else None


def _list_doubts(record: StoryRecord, event: Event) -> list[Doubt]:
    low, high = event.evidence.start, event.evidence.end
    return [doubt for doubt in record.doubts if doubt.start < high and doubt.end > low]


EVENT = Page(name="event", ask=ask_event, listed=False)
