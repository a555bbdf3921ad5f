"""How sure a mean is: bands by drawing stories anew.

Stories are the unit that is drawn, since events of one story stand or fall together. Each story gets a weight
drawn from a Poisson distribution of mean 1 (the Poisson bootstrap: Hanley and MacGibbon, "Creating
non-parametric bootstrap samples using Poisson frequencies", 2006; the bootstrap is Efron's, 1979), so that
the number of stories varies as well. Stories with the same events and scores are drawn together: the sum of k
such weights is Poisson of mean k. Draws begin from a fixed seed, so that the same stories give the same
bands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

DRAWS = 400
LEVEL = 0.95
"""The share of draws that a band holds."""
ENOUGH = 5
"""Stories below which nothing is said of a mean: with fewer, bands by drawing are far too narrow."""

_SEED = 1299

Band = tuple[float, float]
Draws: TypeAlias = npt.NDArray[np.float64]


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
    earlier = np.concatenate([np.zeros((draws.shape[0], width)), summed], axis=1)[:, : summed.shape[1]]
    # Scores are multiples of a half: sums of them are exact, so that an empty year is 0 and no rounding.
    rolled: Draws = summed - earlier
    return rolled


def draw_periods(periods: Sequence[Iterable[tuple[int, float]]], seeds: Sequence[int]) -> Resampled:
    """Draws for each period, of which each story is given as its number of events and their summed score.

    Each period draws from its own seed: what happens in one does not move the bands of another.
    """
    events = np.zeros((DRAWS, len(periods)))
    scores = np.zeros((DRAWS, len(periods)))
    for at, stories in enumerate(periods):
        alike = sorted(Counter(stories).items())
        if not alike:
            continue
        draws = _begin(seeds[at]).poisson([times for _, times in alike], (DRAWS, len(alike)))
        events[:, at] = draws @ np.array([count for (count, _), _ in alike], dtype=np.float64)
        scores[:, at] = draws @ np.array([score for (_, score), _ in alike], dtype=np.float64)
    return Resampled(events, scores)


def _begin(seed: int) -> np.random.Generator:
    return np.random.default_rng((_SEED, seed))


def band_of(draws: Draws) -> Band | None:
    """The bounds between which `LEVEL` of the draws lie; None when too few draws say anything."""
    known = draws[~np.isnan(draws)]
    if len(known) < DRAWS // 2:
        return None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return round(float(low), 3), round(float(high), 3)
