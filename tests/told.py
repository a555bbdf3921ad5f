"""Records made by hand: an event as a story tells it, with only what matters for identity."""

from __future__ import annotations

from dragoman.identity.traits import Traits, list_traits
from dragoman.records import Actor, Event, Span, Story, StoryRecord, Versions, When, Where

VERSIONS = Versions(dragoman="0", codebook="p", atlas="a", model="m")
OSLO = Where("Oslo", "NOR", 59.9, 10.7, "geonames:1", 0, 0, "point")
BERGEN = Where("Bergen", "NOR", 60.4, 5.3, "geonames:2", 0, 0, "point")


def make_actor(stated: str) -> Actor:
    """ "NOR", "NOR GOV" or "NOR GOV Q7": code, sector, id of a person."""
    code, sector, person = (*stated.split(), None, None)[:3]
    return Actor(text=stated, start=0, end=0, country=code, sector=sector, id=person, name=person)


def make_event(
    kind: str,
    actors: str,
    recipients: str = "",
    *,
    id: str = "e1",
    date: str = "2023-04-11",
    basis: str = "text",
    frame: str = "meet",
    factuality: str = "actual",
    said_by: str | None = None,
    text: str = "de gezant sprak over vis",
    place: Where | None = None,
    contexts: tuple[str, ...] = (),
    of: str | None = None,
    disputed: tuple[str, ...] = (),
) -> Event:
    """An event; `kind` is TYPE or TYPE/mode, parties are separated by semicolons."""
    name, _, mode = kind.partition("/")
    span = Span(0, len(text), text)
    return Event(
        id=id,
        type=name,
        mode=(mode,) if mode else (),
        context=contexts,
        actor=tuple(make_actor(one) for one in actors.split(";") if one),
        recipient=tuple(make_actor(one) for one in recipients.split(";") if one),
        factuality=factuality,  # type: ignore[arg-type]
        said_by=make_actor(said_by) if said_by else None,
        date=When(date, basis),  # type: ignore[arg-type]
        place=place,
        places=(place,) if place else (),
        trigger=span,
        evidence=span,
        quad="verbal cooperation",
        score=1.0,
        confidence=0.9,
        why=f"nl/{frame} {frame}",
        of=of,
        disputed=disputed,
    )


def make_record(
    identity: str, *events: Event, language: str = "nl", published: str = "2023-04-12"
) -> StoryRecord:
    return StoryRecord(
        id=identity, language=language, published=published, title=None, url=None, publisher=f"P {identity}",
        events=events, statements=(), relations=(), doubts=(), versions=VERSIONS,
    )  # fmt: skip


def make_story(record: StoryRecord, text: str | None = None) -> Story:
    return Story(
        id=record.id, language=record.language, published=record.published, publisher=record.publisher,
        text=text or f"Tekst van {record.id}.",
    )  # fmt: skip


def trait(event: Event, story: str = "a", language: str = "nl", published: str = "2023-04-12") -> Traits:
    """The traits of one event of a story."""
    (found,) = list_traits(make_record(story, event, language=language, published=published))
    return found
