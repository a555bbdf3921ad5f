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

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

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
_AT_ONCE = 4_000  # kinds of story drawn at once: 400 draws of so many take 13 MB

Band = tuple[float, float]
Draws: TypeAlias = npt.NDArray[np.float64]
_Whole: TypeAlias = npt.NDArray[np.uint64]


class Resampled:
    """Draws of the number of events and of the sum of scores: arrays of `DRAWS` rows, a column a period."""

    def __init__(self, events: Draws, scores: Draws) -> None:
        self.events = events
        self.scores = scores

    def pool(self, width: int) -> Resampled:
        """For each period, and for the end, the draws of the `width` periods before it, together."""
        return Resampled(_roll(self.events, width), _roll(self.scores, width))

    def means(self) -> Draws:
        """The mean score of each draw; NaN where a draw holds no event."""
        empty = self.events == 0
        return np.where(empty, np.nan, self.scores / np.where(empty, 1, self.events))


def _roll(draws: Draws, width: int) -> Draws:
    summed = np.concatenate([np.zeros((draws.shape[0], 1)), np.cumsum(draws, axis=1)], axis=1)
    # Scores are multiples of a half: sums of them are exact, so that an empty year is 0 and no rounding.
    rolled = summed.copy()
    rolled[:, width:] -= summed[:, : max(summed.shape[1] - width, 0)]
    return rolled


def draw_periods(periods: Sequence[Iterable[tuple[int, float]]], seeds: Sequence[int]) -> Resampled:
    """Draws for each period, of which each story is given as its number of events and their summed score.

    Each period draws from its own seed: what happens in one does not move the bands of another.
    """
    kinds = [
        (at, number, times, count, score)
        for at, stories in enumerate(periods)
        for number, ((count, score), times) in enumerate(sorted(Counter(stories).items()))
    ]
    events = np.zeros((DRAWS, len(periods)))
    scores = np.zeros((DRAWS, len(periods)))
    for first in range(0, len(kinds), _AT_ONCE):
        part = np.array(kinds[first : first + _AT_ONCE], dtype=np.float64)
        # Whole numbers and halves: sums of them are exact with 24 bits too, and half as much is moved.
        counts, amounts = part[:, 3].astype(np.float32), part[:, 4].astype(np.float32)
        at, number, times = part[:, 0].astype(int), part[:, 1].astype(np.uint64), part[:, 2].astype(int)
        weights = _draw_weights(times, _mix(_mix(np.array(seeds, dtype=np.uint64) + _SEED)[at] + number))
        begins = np.flatnonzero(np.diff(at, prepend=-1))
        events[:, at[begins]] += np.add.reduceat(weights * counts, begins, axis=1)
        scores[:, at[begins]] += np.add.reduceat(weights * amounts, begins, axis=1)
    return Resampled(events, scores)


def _draw_weights(means: npt.NDArray[np.int_], seeds: _Whole) -> npt.NDArray[np.float32]:
    """Poisson draws of these means, a column for each."""
    # Each hash gives four chances of 16 bits.
    steps = np.arange(1, DRAWS // 4 + 1, dtype=np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
    hashes = _mix(seeds[None, :] + steps).view(np.uint16).reshape(DRAWS // 4, len(seeds), 4)
    chances = np.ascontiguousarray(hashes.swapaxes(1, 2)).reshape(DRAWS, len(seeds))
    drawn = np.empty(chances.shape, dtype=np.float32)
    for mean in np.unique(means):
        alike = np.flatnonzero(means == mean)
        if mean <= _TABLED:
            drawn[:, alike] = _table_poisson(int(mean))[chances[:, alike]]
        else:
            for at in alike:
                drawn[:, at] = np.random.default_rng(int(seeds[at])).poisson(mean, DRAWS)
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
    """For each column the bounds between which `LEVEL` of the draws lie; None when too few say anything."""
    ranked = np.sort(draws, axis=0)  # NaN stand last
    known = (~np.isnan(draws)).sum(axis=0)
    bounds = []
    for part in ((1 - LEVEL) / 2, (1 + LEVEL) / 2):
        place = np.maximum(known - 1, 0) * part
        lower = np.floor(place).astype(int)
        below = np.take_along_axis(ranked, lower[None, :], axis=0)[0]
        above = np.take_along_axis(ranked, np.minimum(lower + 1, DRAWS - 1)[None, :], axis=0)[0]
        apart = place - lower
        bounds.append(np.where(apart > 0, below + (above - below) * apart, below).round(3))
    told = known >= DRAWS // 2
    pairs = zip(told.tolist(), bounds[0].tolist(), bounds[1].tolist(), strict=True)
    return [(low, high) if enough else None for enough, low, high in pairs]
