"""What events and stories add up to."""

from __future__ import annotations

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


class Tally(Struct, frozen=True):
    """Events, the sum of their scores, and their mean score (None without events)."""

    events: int = 0
    score_sum: float = 0.0
    score_mean: float | None = None


def total_stories(told: Sequence[Told]) -> Total:
    """What stories add up to."""
    return Total(len(told), sum([events for events, _ in told]), sum([score for _, score in told]))
