"""The events of two actors in columns, cut into periods: series have many rows, counted all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dragoman.analysis.periods import By, cut_period
from dragoman.analysis.tallies import Tally, Total

Wholes: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]

_NOWHERE = -1  # the period of an event that stands in none


class StoryColumns(Struct, frozen=True):
    """What each story tells in a period: the period's place, its number of events and their summed score."""

    at: Wholes
    events: Wholes
    scores: Numbers


class DyadColumns:
    """Rows of the question dyad_events, a column each."""

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 11
        self.tellers: Wholes = np.array(columns[1], dtype=np.int64)
        self.first_days: Sequence[str] = columns[2]
        self.last_days: Sequence[str | None] = columns[3]
        self.types: Sequence[str] = columns[4]
        self.quads: Sequence[str] = columns[5]
        self.scores: Numbers = np.array(columns[6], dtype=np.float64)
        self.claimed: Truths = np.array(columns[7], dtype=np.bool_)
        self.forward: Truths = np.array(columns[8], dtype=np.bool_)
        self.backward: Truths = np.array(columns[9], dtype=np.bool_)
        self.deeds: Truths = np.array(columns[10], dtype=np.bool_)

    def begin(self, day: str) -> DyadColumns:
        """The events from that day on; rows stand in the order of their first days."""
        after = slice(bisect_left(self.first_days, day), None)
        later = copy(self)
        for name, column in vars(self).items():
            setattr(later, name, column[after])
        return later

    def __len__(self) -> int:
        return len(self.tellers)

    def cut(self, starts: Sequence[str], by: By) -> DyadCut:
        """The events by the period that holds their whole date; `starts` are the first days of periods."""
        return DyadCut(self, starts, by)


class DyadCut:
    """The events of two actors by period: `at` is the place of its period for each, -1 where it has none.

    `coarse` events have a date wider than a period. What is counted are asserted events, unless it says
    otherwise; lists have an entry a period.
    """

    def __init__(self, events: DyadColumns, starts: Sequence[str], by: By) -> None:
        self.events = events
        self.periods = len(starts)
        places = {start: at for at, start in enumerate(starts)}
        known = {day: cut_period(day, by) for day in set(events.first_days)}
        found = {day: places.get(start, _NOWHERE) for day, start in known.items()}
        self.at: Wholes = np.array([found[day] for day in events.first_days], dtype=np.int64)
        self.coarse: Truths = np.array(
            [
                last is not None and last != first and cut_period(last, by) != known[first]
                for first, last in zip(events.first_days, events.last_days, strict=True)
            ],
            dtype=np.bool_,
        )
        self.at[self.coarse] = _NOWHERE
        self.placed: Truths = self.at >= 0
        self.asserted: Truths = self.placed & ~events.claimed

    def count(self, which: Truths) -> Wholes:
        """How many of the placed events that are true in `which` stand in each period."""
        return np.bincount(self.at[which & self.placed], minlength=self.periods)

    def tally(self, which: Truths) -> list[Tally]:
        """Number, summed and mean score of the asserted events that are true in `which`."""
        which = which & self.asserted
        counts = self.count(which).tolist()
        sums = np.bincount(self.at[which], self.events.scores[which], self.periods).tolist()
        none = Tally()
        return [
            Tally(count, round(total, 3), round(total / count, 3)) if count else none
            for count, total in zip(counts, sums, strict=True)
        ]

    def name(self, names: Sequence[str]) -> list[dict[str, int]]:
        """How many asserted events have each of the names, in alphabetical order."""
        listed = sorted(set(names))
        numbers = {name: number for number, name in enumerate(listed)}
        codes = np.array([numbers[name] for name in names], dtype=np.int64)
        wide = max(len(listed), 1)
        keys = (self.at * wide + codes)[self.asserted]
        counted: list[dict[str, int]] = [{} for _ in range(self.periods)]
        kinds, times = np.unique(keys, return_counts=True)
        for at, code, many in zip(
            (kinds // wide).tolist(), (kinds % wide).tolist(), times.tolist(), strict=True
        ):
            counted[at][listed[code]] = many
        return counted

    def tell(self) -> StoryColumns:
        """Each story that tells asserted events of a period, in order of periods."""
        at, tellers = self.at[self.asserted], self.events.tellers[self.asserted]
        _, codes = np.unique(tellers, return_inverse=True)
        wide = int(codes.max()) + 1 if len(codes) else 1
        keys, places, events = np.unique(at * wide + codes, return_inverse=True, return_counts=True)
        scores: Numbers = np.bincount(places, self.events.scores[self.asserted], len(keys)).astype(np.float64)
        return StoryColumns(keys // wide, events.astype(np.int64), scores)

    def total(self, stories: StoryColumns) -> list[Total]:
        """What the stories of each period add up to."""
        parts = (
            np.bincount(stories.at, minlength=self.periods),
            np.bincount(stories.at, stories.events, self.periods).astype(np.int64),
            np.bincount(stories.at, stories.scores, self.periods),
        )
        return [Total(*part) for part in zip(*(part.tolist() for part in parts), strict=True)]
