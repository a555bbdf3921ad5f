"""Change points: since when a series stands on another level.

Binary segmentation (Scott and Knott, 1974): the split of a series into two levels that fits best is kept when
few shuffles of its periods have a split that fits as well (permutation tests for change points: Antoch and
Hušková, 2001); then each side is split in turn. The fit of a mean is the gain in the weighted sum of squares,
that of a rate the gain in the Poisson likelihood. Shuffling takes periods as exchangeable when nothing
changed: a series in which months hang together gives more change points than its alarm rate says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct

ALARM = 0.015
"""How often a series without a change may show one. Two series are tested of a dyad, so 3 % of the dyads."""
SHORTEST = 3
"""Periods on each side of a change."""
SHUFFLES = 499

_SEED = 1453

Numbers: TypeAlias = npt.NDArray[np.float64]
Gain: TypeAlias = Callable[[Numbers, Numbers], Numbers]
"""The gain of each split of series (last axis) given as amounts and weights; one shorter than the series."""


class Split(Struct, frozen=True):
    """A change before the period `at`: the level before and after, and the share of shuffles that fit as
    well.
    """

    at: int
    before: float
    after: float
    p: float


def find_splits(amounts: Sequence[float], weights: Sequence[float], gain: Gain) -> list[Split]:
    """The changes of level of `amounts / weights`, in order.

    `weights` are what amounts are measured against: events for a mean score, stories read for a rate. Periods
    of weight 0 say nothing and are passed over.
    """
    kept = [at for at, weight in enumerate(weights) if weight > 0]
    amount = np.array([amounts[at] for at in kept], dtype=np.float64)
    weight = np.array([weights[at] for at in kept], dtype=np.float64)
    ends = sorted(_split(amount, weight, 0, gain))
    bounds = [0, *(at for at, _ in ends), len(kept)]
    levels = [
        float(amount[one:other].sum() / weight[one:other].sum())
        for one, other in pairwise(bounds)
        if other > one
    ]
    return [
        Split(kept[at], round(levels[k], 4), round(levels[k + 1], 4), round(p, 4))
        for k, (at, p) in enumerate(ends)
    ]


def gain_of_mean(amounts: Numbers, weights: Numbers) -> Numbers:
    """How much less the weighted squares are around two means than around one."""
    left, right, whole = _sides(amounts, weights)
    return left[0] ** 2 / left[1] + right[0] ** 2 / right[1] - whole[0] ** 2 / whole[1]


def gain_of_rate(amounts: Numbers, weights: Numbers) -> Numbers:
    """How much likelier counts are under two Poisson rates than under one."""
    left, right, whole = _sides(amounts, weights)
    return _rate(*left) + _rate(*right) - _rate(*whole)


def _split(amounts: Numbers, weights: Numbers, offset: int, gain: Gain) -> Iterator[tuple[int, float]]:
    if len(amounts) < 2 * SHORTEST:
        return
    inner = slice(SHORTEST - 1, len(amounts) - SHORTEST)
    gains = gain(amounts, weights)[inner]
    at = int(np.argmax(gains)) + SHORTEST
    # The seed is the series: it always gives the same answer, and no two series share their shuffles.
    random = np.random.default_rng((_SEED, crc32(amounts.tobytes()), crc32(weights.tobytes())))
    order = np.argsort(random.random((SHUFFLES, len(amounts))), axis=1)
    shuffled = gain(amounts[order], weights[order])[:, inner].max(axis=1)
    # Ties count against a change, with a margin for rounding in sums taken in another order.
    p = (1 + int((shuffled >= gains.max() * (1 - 1e-9)).sum())) / (SHUFFLES + 1)
    if p > ALARM or gains.max() <= 0:
        return
    yield offset + at, p
    yield from _split(amounts[:at], weights[:at], offset, gain)
    yield from _split(amounts[at:], weights[at:], offset + at, gain)


def _sides(amounts: Numbers, weights: Numbers) -> tuple[tuple[Numbers, Numbers], ...]:
    amount, weight = np.cumsum(amounts, axis=-1), np.cumsum(weights, axis=-1)
    left = amount[..., :-1], weight[..., :-1]
    whole = amount[..., -1:], weight[..., -1:]
    return left, (whole[0] - left[0], whole[1] - left[1]), whole


def _rate(amounts: Numbers, weights: Numbers) -> Numbers:
    some = np.where(amounts > 0, amounts, 1.0)
    return np.where(amounts > 0, amounts * np.log(some / weights), 0.0)
