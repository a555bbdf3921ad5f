"""Events of two actors, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

Told: TypeAlias = tuple[int, float]
"""What one story tells: its number of events and their summed score."""


class Total(Struct, frozen=True):
    """Stories, the events they tell, and their summed score."""

    stories: int
    events: int
    score: float

    def mean(self) -> float | None:
        """The mean score of an event; None without events."""
        return round(self.score / self.events, 3) if self.events else None


class DyadEvent(Struct, frozen=True):
    """A row of the question dyad_events; its truths stay 1 and 0, for series have many rows."""

    event: int
    teller: int
    first_day: str
    last_day: str | None
    type: str
    quad: str
    score: float
    claimed: int
    forward: int
    backward: int
    deed: int


class Tally(Struct, frozen=True):
    """Events, the sum of their scores, and their mean score (None without events)."""

    events: int = 0
    score_sum: float = 0.0
    score_mean: float | None = None


def tell_stories(rows: Sequence[DyadEvent]) -> list[Told]:
    """For each story of asserted events, their number and summed score."""
    told: dict[int, Told] = {}
    for row in rows:
        if not row.claimed:
            count, score = told.get(row.teller, (0, 0.0))
            told[row.teller] = count + 1, score + row.score
    return list(told.values())


def count_names(names: Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items())) if names else {}


def tally_events(rows: Sequence[DyadEvent]) -> Tally:
    if not rows:
        return Tally()
    total = round(sum([row.score for row in rows]), 3)
    return Tally(len(rows), total, round(total / len(rows), 3))


def total_stories(told: Sequence[Told]) -> Total:
    """What stories add up to."""
    return Total(len(told), sum([events for events, _ in told]), sum([score for _, score in told]))
