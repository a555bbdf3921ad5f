"""Stores filled by hand, so that what is asked of a store is tested without reading a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.codebook.codebook import load_codebook
from dragoman.records import (
    Actor,
    Event,
    Relation,
    Span,
    Stance,
    Statement,
    Story,
    StoryRecord,
    Topic,
    Versions,
    When,
)
from dragoman.store.writer import Entry, Writer

VERSIONS = Versions("0", "plover", "atlas", "by hand")


def make_actor(code: str, **known: Any) -> Actor:
    """An actor of that code, named by it; codes that are no country's are groups."""
    kind = "country" if len(code) == 3 else "group"
    return Actor(text=code, start=0, end=len(code), **{kind: code, **known})


def make_event(actors: str, recipients: str, type_: str, day: str = "2023-05-05", **known: Any) -> Event:
    """An event of codes separated by spaces: `make_event("USA", "CHN GBR", "ACCUSE/disapprove")`."""
    name, *modes = type_.split("/")
    kind = load_codebook().types[name]
    told = f"{actors} {type_} {recipients}".strip()
    given: dict[str, Any] = {
        "id": "",
        "type": name,
        "mode": tuple(modes),
        "context": (),
        "actor": tuple(map(make_actor, actors.split())),
        "recipient": tuple(map(make_actor, recipients.split())),
        "factuality": "actual",
        "said_by": None,
        "date": When(day, "story"),
        "place": None,
        "trigger": Span(0, 1, told[:1]),
        "evidence": Span(0, len(told), told),
        "quad": kind.quad,
        "score": kind.modes.get(modes[0], kind.score) if modes else kind.score,
        "confidence": 0.9,
        "why": "by hand",
    }
    return Event(**{**given, **known})


def make_statement(speaker: str, about: str, *issues: str, **known: Any) -> Statement:
    """A statement by a code about codes and issues; `side` is its stance toward all of these."""
    told = f"{speaker} on {about} {' '.join(issues)}"
    side = known.pop("side", None)
    targets = (*about.split(), *issues)
    given: dict[str, Any] = {
        "id": told,
        "speaker": make_actor(speaker),
        "speakers": (make_actor(speaker),),
        "cue": None,
        "content": Span(0, len(told), told),
        "kind": "indirect",
        "act": "claim",
        "addressee": (),
        "events": (),
        "about": tuple(map(make_actor, about.split())),
        "issues": tuple(Topic(issue, 0, 1, issue) for issue in issues),
        "stance": tuple(Stance(toward, side, Span(0, 1, told[:1])) for toward in targets if side),
    }
    return Statement(**{**given, **known})


def make_record(
    identity: str,
    published: str | None = "2023-05-05",
    events: Sequence[Event] = (),
    statements: Sequence[Statement] = (),
    relations: Sequence[Relation] = (),
    **known: Any,
) -> StoryRecord:
    """The records of a story; events get ids by their place."""
    from msgspec.structs import replace

    numbered = tuple(
        event if event.id else replace(event, id=f"{identity}-{at}") for at, event in enumerate(events)
    )
    given: dict[str, Any] = {"language": "en", "title": identity, "url": None, "publisher": "The Daily"}
    return StoryRecord(
        id=identity,
        published=published,
        events=numbered,
        statements=tuple(statements),
        relations=tuple(relations),
        doubts=(),
        versions=VERSIONS,
        **{**given, **known},
    )


def fill_store(path: Path, records: Iterable[StoryRecord]) -> Path:
    """A store at `path` with these records, whose stories hold the words of their events."""
    entries = []
    for record in records:
        told = [
            *(event.evidence.text for event in record.events),
            *(s.content.text for s in record.statements),
        ]
        story = Story(
            id=record.id,
            text=f"{record.id}. {'. '.join(told)}",
            language=record.language,
            title=record.title,
            published=record.published,
            url=record.url,
            publisher=record.publisher,
        )
        entries.append(Entry(story=story, source="by hand", record=record))
    with Writer(path) as writer:
        run = writer.begin_run("add", ["by hand"])
        writer.add(run, entries)
        writer.end_run(run)
    return path
