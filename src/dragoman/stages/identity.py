"""One event told twice in a sentence is one record."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Actor, Event

NEAR = 200  # characters between two triggers that may tell the same event within a sentence or two


def merge_mentions(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without those that repeat another of the same type, participants and factuality nearby."""
    kept: list[Event] = []
    for event in events:
        if not any(_same(event, other) for other in kept):
            kept.append(event)
    return tuple(sorted(kept, key=lambda event: (event.trigger.start, event.id)))


def _same(a: Event, b: Event) -> bool:
    return (
        a.type == b.type
        and a.factuality == b.factuality
        and _people(a.actor) == _people(b.actor)
        and _people(a.recipient) == _people(b.recipient)
        and (a.mode == b.mode or not a.mode or not b.mode or a.trigger.start == b.trigger.start)
        and abs(a.trigger.start - b.trigger.start) < NEAR
    )


def _people(actors: Sequence[Actor]) -> frozenset[str | None]:
    return frozenset(actor.country or actor.group for actor in actors)
