"""What a time expression is read against: the day of the story, the tense, the date told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct

from dragoman.stages.times.intervals import Interval

Lean = Literal["past", "future"]
Length = tuple[tuple[int, str], ...]
TURN = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


class Unresolved(Exception):
    """The expression needs a day that is not known, or names one that the calendar does not have."""


class Node(Struct, frozen=True):
    """A time expression before it is read: what it means, and of what."""

    means: str
    args: dict[str, str | int | tuple[tuple[int, str], ...] | Node]


class Context(Struct, frozen=True):
    """`day` is the story's (None: not known); `lean` tells which Thursday is meant; `anchor` is the date
    that "a week earlier" counts from, the story's own when None."""

    day: date | None
    lean: Lean
    anchor: Interval | None
    reader: Callable[[Node, Context], Interval]

    @property
    def today(self) -> date:
        """The story's day; raises Unresolved without one."""
        if self.day is None:
            raise Unresolved("no date to count from")
        return self.day

    @property
    def told(self) -> Interval:
        """What "the day before" counts from; raises Unresolved without any."""
        if self.anchor is not None and self.anchor.first is not None and self.anchor.last is not None:
            return self.anchor
        return Interval(self.today, self.today, "day")

    def at(self, day: date | None, lean: Lean) -> Context:
        """The same, counted from another day."""
        return Context(day, lean, self.anchor, self.reader)

    def read(self, node: Node) -> Interval:
        """What a part of the expression means here; raises Unresolved."""
        return self.reader(node, self)
