"""A story: its text with what was made of it marked, and each record beside its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dragoman.records import Actor, Doubt, Event, Relation, Statement, StoryRecord, When, Where
from dragoman.standings import find_standing, is_claimed
from dragoman.store.rows import StoryRow
from dragoman.web.marking import Mark, Passage, Piece, cut_passages, mark_text
from dragoman.web.page import Page
from dragoman.web.questions import Question, WrongQuestion

CLAIMED = "claimed"


class Shown(Struct, frozen=True, kw_only=True):
    """An event with how it stands ("actual", "denied" …), whether only a source says so, and its number."""

    event: Event
    standing: str
    claimed: bool
    number: int


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph, or a part of a long one (`goes_on`: not its first), as a tree of pieces, with the records
    whose evidence begins in it, in text order."""

    pieces: tuple[Piece, ...]
    goes_on: bool
    events: list[Shown]
    statements: list[Statement]
    relations: list[Relation]


class StoryPage(Struct, frozen=True, kw_only=True):
    """The context of the page of a story.

    `record` is None for a story that is kept without being coded; `doubts` are what was left out, and why.
    """

    story: StoryRow
    record: StoryRecord | None
    paragraphs: list[Paragraph]
    events: list[Shown]
    doubts: list[Doubt]


def ask_story(question: Question) -> StoryPage:
    """The story of that `id`."""
    identity = question.need("id")
    rows = question.desk.stories(story=identity)
    if not rows:
        raise WrongQuestion(f"there is no story “{identity}”", where="/story")
    text = question.desk.story(identity).text
    record = question.desk.record(identity)
    events = show_events(record) if record else []
    marks = list(list_marks(record)) if record else []
    return StoryPage(
        story=rows[0],
        record=record,
        paragraphs=[_make_paragraph(text, part, marks, record, events) for part in cut_passages(text)],
        events=events,
        doubts=list(record.doubts) if record else [],
    )


def show_events(record: StoryRecord) -> list[Shown]:
    """The events of a story in text order, numbered as they stand in the record."""
    shown = [
        Shown(event=event, standing=find_standing(event), claimed=is_claimed(event), number=number)
        for number, event in enumerate(record.events, start=1)
    ]
    return sorted(shown, key=lambda one: (one.event.evidence.start, -one.event.evidence.end))


def list_marks(record: StoryRecord) -> Iterator[Mark]:
    """Everything of the records that has words in the text."""
    for statement in record.statements:
        content, cue = statement.content, statement.cue
        yield Mark(content.start, content.end, "statement", statement.id, statement.kind)
        if cue is not None:
            yield Mark(cue.start, cue.end, "cue", statement.id)
    for relation in record.relations:
        yield Mark(relation.evidence.start, relation.evidence.end, "relation", relation.id)
        if relation.trigger is not None:
            yield Mark(relation.trigger.start, relation.trigger.end, "change", relation.id)
    for event in record.events:
        look = tell_look(event)
        for evidence, trigger in [(event.evidence, event.trigger)] + [
            (one.evidence, one.trigger) for one in event.mentions
        ]:
            yield Mark(evidence.start, evidence.end, "event", event.id, look)
            yield Mark(trigger.start, trigger.end, "trigger", event.id, look)
    yield from _list_names(record)


def tell_look(event: Event) -> str:
    """How an event is drawn: its quad and how it stands, as names of style classes."""
    standing = find_standing(event)
    claimed = f" {CLAIMED}" if is_claimed(event) else ""
    return f"{event.quad.replace(' ', '-')} {event.factuality} is-{standing.replace(' ', '-')}{claimed}"


def tell_actor(actor: Actor) -> str:
    """An actor's code and sector: `CHN GOV`; `?` for one that is not linked."""
    return " ".join(filter(None, (actor.country or actor.group or "?", actor.sector)))


def _list_names(record: StoryRecord) -> Iterator[Mark]:
    """The actors, times and places that records name, each place in the text once."""
    actors: dict[tuple[int, int], Actor] = {}
    places: dict[tuple[int, int], Where] = {}
    times: dict[tuple[int, int], When] = {}
    for event in record.events:
        for actor in (*event.actor, *event.recipient, *((event.said_by,) if event.said_by else ())):
            actors.setdefault((actor.start, actor.end), actor)
        for place in (*event.places, *((event.place,) if event.place else ())):
            places.setdefault((place.start, place.end), place)
    for statement in record.statements:
        for actor in (*statement.speakers, *statement.about, *statement.addressee):
            actors.setdefault((actor.start, actor.end), actor)
        if statement.speaker is not None:
            actors.setdefault((statement.speaker.start, statement.speaker.end), statement.speaker)
    for when in (*record.times, *(event.date for event in record.events if event.date)):
        if when.start is not None and when.end is not None:
            times.setdefault((when.start, when.end), when)
    for (start, end), actor in actors.items():
        yield Mark(start, end, "actor", told=tell_actor(actor))
    for (start, end), place in places.items():
        if (start, end) not in actors:
            yield Mark(start, end, "place", told=place.country or "")
    for (start, end), when in times.items():
        yield Mark(start, end, "time", told=when.edtf)


def _make_paragraph(
    text: str, part: Passage, marks: Sequence[Mark], record: StoryRecord | None, events: Sequence[Shown]
) -> Paragraph:
    statements = record.statements if record else ()
    relations = record.relations if record else ()
    start, end = part.start, part.end
    return Paragraph(
        pieces=mark_text(text, part.start, part.end, marks),
        goes_on=part.goes_on,
        events=[one for one in events if start <= one.event.evidence.start < end],
        statements=[one for one in statements if start <= one.content.start < end],
        relations=[one for one in relations if start <= one.evidence.start < end],
    )


STORY = Page(name="story", ask=ask_story, listed=False, scripts=("story.js",))
