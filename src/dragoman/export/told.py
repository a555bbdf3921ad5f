"""What is exported: the events that were asked for, with their whole records, a story at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from msgspec import Struct

from dragoman.records import Event, Story, StoryRecord
from dragoman.store.desk import Desk

HAPPENED: Mapping[str, Any] = {"factuality": ("actual",), "claimed": False}
"""What is counted unless something else is asked for: what the writer tells as having happened."""


class Told(Struct, frozen=True):
    """A story with those of its events that were asked for, in text order; `added` is when it came in."""

    story: Story
    added: str
    record: StoryRecord
    events: tuple[Event, ...]


def tell_stories(desk: Desk, asked: Mapping[str, Any]) -> Iterator[Told]:
    """The stories that have events that fit `EventFilter(**asked)`, in the order they came in."""
    for key, group in groupby(desk.iterate_ids("events", **asked), key=lambda row: row[0]):
        wanted = {identity for _, identity in group}
        record = desk.record(key)
        if record is not None:
            ((added,),) = desk.fetch("SELECT added FROM stories WHERE id = ?", (key,))
            events = tuple(event for event in record.events if event.id in wanted)
            yield Told(desk.story(key), added, record, events)


def narrow_to_happened(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked, for formats that count: without a word about it, only what happened.

    Who asks for a factuality, a standing or for claims gets what is asked for.
    """
    if {"factuality", "standing", "claimed"} & asked.keys():
        return dict(asked)
    return {**HAPPENED, **asked}
