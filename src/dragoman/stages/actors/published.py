"""Which links rest on the publisher alone: a story that names no country, printed where it is at home."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from dragoman.records import Actor, Event, Statement
from dragoman.stages.actors.home import Home
from dragoman.stages.actors.memory import HOME

PUBLISHER = "publisher"  # `via` of links to a home country that only the publisher tells


def mark_events(events: Iterable[Event], home: Home) -> tuple[Event, ...]:
    """The events, their links to a home country that only the publisher tells marked so."""
    if not home.by_publisher:
        return tuple(events)
    return tuple(
        replace(
            one,
            actor=_mark(one.actor),
            recipient=_mark(one.recipient),
            said_by=None if one.said_by is None else _mark((one.said_by,))[0],
        )
        for one in events
    )


def mark_statements(statements: Iterable[Statement], home: Home) -> tuple[Statement, ...]:
    """The statements, their links marked as those of events are."""
    if not home.by_publisher:
        return tuple(statements)
    return tuple(
        replace(
            one,
            speaker=None if one.speaker is None else _mark((one.speaker,))[0],
            addressee=_mark(one.addressee),
            speakers=_mark(one.speakers),
            about=_mark(one.about),
        )
        for one in statements
    )


def _mark(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(replace(one, via=PUBLISHER) if one.via == HOME else one for one in actors)
