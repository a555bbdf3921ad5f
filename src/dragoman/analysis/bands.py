"""How sure a mean is: bands by drawing stories anew.

Stories are the unit that is drawn, since events of one story stand or fall together. Each story gets a weight
drawn from a Poisson distribution of mean 1 (the Poisson bootstrap: Hanley and MacGibbon, "Creating
non-parametric bootstrap samples using Poisson frequencies", 2006; the bootstrap is Efron's, 1979), so that
the number of stories varies as well. Stories with the same events and scores are drawn together: the sum of k
such weights is Poisson of mean k. Numbers at random are a hash of the period, the kind of story and the draw
(SplitMix: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), so that the same
stories give the same bands, and all periods are drawn at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

DRAWS = 400
LEVEL = 0.95
"""The share of draws that a band holds."""
ENOUGH = 5
"""Stories below which nothing is said of a mean: with fewer, bands by drawing are far too narrow."""

_SEED = 1299
_STEPS = 1 << 16  # into which a chance is cut: finer than a band of 400 draws can show
_TABLED = 40  # the mean up to which Poisson draws are looked up; above, it is drawn
_AT_ONCE = 1_000  # kinds of story drawn at once: 400 draws of so many stay near the processor

Band = tuple[float, float]
Draws: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]
_Whole: TypeAlias = npt.NDArray[np.uint64]


class Resampled:
    """Draws of the number of events and of the sum of scores: arrays of `DRAWS` columns, a row a period."""

    def __init__(self, events: Draws, scores: Draws) -> None:
        self.events = events
        self.scores = scores

    def pick(self, places: Places) -> Resampled:
        """The draws of the periods at these places."""
        return Resampled(self.events[places], self.scores[places])

    def pool(self, width: int, places: Places) -> Resampled:
        """For the periods at these places the draws of the `width` periods before each, together."""
        return Resampled(_pool(self.events, width, places), _pool(self.scores, width, places))

    def means(self) -> Draws:
        """The mean score of each draw; NaN where a draw holds no event."""
        empty = self.events == 0
        return np.where(empty, np.nan, self.scores / np.where(empty, 1, self.events))


def _pool(draws: Draws, width: int, places: Places) -> Draws:
    summed = np.zeros((draws.shape[0] + 1, draws.shape[1]))
    for at, row in enumerate(draws):  # row by row: ten times as fast as numpy's own along this axis
        np.add(summed[at], row, out=summed[at + 1])
    # Scores are multiples of a half: sums of them are exact, so that an empty year is 0 and no rounding.
    return summed[places] - summed[np.maximum(places - width, 0)]


def draw_periods(periods: Sequence[Sequence[tuple[int, float]]], seeds: Sequence[int]) -> Resampled:
    """Draws for each period, of which each story is given as its number of events and their summed score.

    Each period draws from its own seed: what happens in one does not move the bands of another.
    """
    at = np.repeat(np.arange(len(periods)), [len(stories) for stories in periods])
    told = np.array([story for stories in periods for story in stories], dtype=np.float64).reshape(-1, 2)
    return draw_stories(at, told[:, 0], told[:, 1], seeds)


def draw_stories(
    at: npt.NDArray[np.int64], counts: npt.NDArray[Any], amounts: Draws, seeds: Sequence[int]
) -> Resampled:
    """The same of stories in columns: the place of its period among `seeds`, its events, their score."""
    order = np.lexsort((amounts, counts, at))
    told = np.column_stack([at, counts, amounts])[order]
    first = np.ones(len(told), dtype=bool)
    first[1:] = (told[1:] != told[:-1]).any(axis=1)
    begins = np.flatnonzero(first)
    times = np.diff(begins, append=len(told))
    places = told[begins, 0].astype(int)
    # Within its period a kind of story has a number, from 0 on.
    numbers = np.arange(len(places)) - np.searchsorted(places, places)
    hashed = _mix(_mix(np.array(seeds, dtype=np.uint64) + _SEED)[places] + numbers.astype(np.uint64))
    # Whole numbers and halves: sums of them are exact with 24 bits too, and half as much is moved.
    kinds = told[begins, 1:].astype(np.float32)
    events, scores = np.zeros((len(seeds), DRAWS)), np.zeros((len(seeds), DRAWS))
    for start in range(0, len(places), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        weights = _draw_weights(times[part], hashed[part])
        ends = np.flatnonzero(np.diff(places[part], prepend=-1))
        held = places[part][ends]
        events[held] += np.add.reduceat(weights * kinds[part, :1], ends, axis=0)
        scores[held] += np.add.reduceat(weights * kinds[part, 1:], ends, axis=0)
    return Resampled(events, scores)


def _draw_weights(means: npt.NDArray[np.int_], seeds: _Whole) -> npt.NDArray[np.float32]:
    """Poisson draws of these means, a row for each."""
    # Each hash gives four chances of 16 bits.
    steps = np.arange(1, DRAWS // 4 + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    chances = _mix(seeds[:, None] + steps).view(np.uint16)
    drawn = np.empty(chances.shape, dtype=np.float32)
    for mean in np.unique(means):
        alike = np.flatnonzero(means == mean)
        if len(alike) == len(means) and mean <= _TABLED:
            return _table_poisson(int(mean))[chances]
        if mean <= _TABLED:
            drawn[alike] = _table_poisson(int(mean))[chances[alike]]
        else:
            for at in alike:
                drawn[at] = np.random.default_rng(int(seeds[at])).poisson(mean, DRAWS)
    return drawn


@cache
def _table_poisson(mean: int) -> npt.NDArray[np.float32]:
    """The number that each chance of `_STEPS` stands for."""
    most = mean + 40
    logs = np.log(mean) - np.log(np.arange(1, most))
    below = np.cumsum(np.exp(np.concatenate([[0.0], np.cumsum(logs)]) - mean))
    return np.searchsorted(below, (np.arange(_STEPS) + 0.5) / _STEPS).astype(np.float32)


def _mix(numbers: _Whole) -> _Whole:
    """The numbers hashed, each bit of them moving all others."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def list_bands(draws: Draws) -> list[Band | None]:
    """For each row the bounds between which `LEVEL` of the draws lie; None when too few say anything."""
    ranked = np.sort(draws, axis=1)  # NaN stand last
    known = (~np.isnan(draws)).sum(axis=1)
    bounds = []
    for part in ((1 - LEVEL) / 2, (1 + LEVEL) / 2):
        place = np.maximum(known - 1, 0) * part
        lower = np.floor(place).astype(int)
        below = np.take_along_axis(ranked, lower[:, None], axis=1)[:, 0]
        above = np.take_along_axis(ranked, np.minimum(lower + 1, DRAWS - 1)[:, None], axis=1)[:, 0]
        apart = place - lower
        bounds.append(np.where(apart > 0, below + (above - below) * apart, below).round(3))
    told = known >= DRAWS // 2
    pairs = zip(told.tolist(), bounds[0].tolist(), bounds[1].tolist(), strict=True)
    return [(low, high) if enough else None for enough, low, high in pairs]
