"""Shares of counts, with how sure they are: Wilson's interval, and Newcombe's for a difference of two."""

from __future__ import annotations

from math import sqrt

from msgspec import Struct

from dragoman.analysis.bands import ENOUGH, Band

LIKELY = 1.959964
"""The normal deviate of 95 %."""
SURE = 2.575829
"""The normal deviate of 99 %, for what is judged of many things at once."""


class Share(Struct, frozen=True):
    """`part` of `whole`, as a share from 0 to 1 (None of nothing)."""

    part: int
    whole: int
    share: float | None


def make_share(part: int, whole: int) -> Share:
    """The share that a part is of a whole."""
    return Share(part, whole, round(part / whole, 4) if whole else None)


def bound_share(share: Share) -> Band | None:
    """The 95 % interval of a share (Wilson, 1927); None of fewer than five."""
    if share.whole < ENOUGH:
        return None
    low, high = _wilson(share.part / share.whole, share.whole, LIKELY)
    return round(max(low, 0.0), 4), round(min(high, 1.0), 4)


def bound_difference(now: Share, before: Share, deviate: float = LIKELY) -> Band | None:
    """The interval of `now` less `before`, by default of 95 % (Newcombe, 1998, method 10).

    None where one of them has fewer than five.
    """
    if now.whole < ENOUGH or before.whole < ENOUGH:
        return None
    here, there = now.part / now.whole, before.part / before.whole
    (low, high), (earlier_low, earlier_high) = (
        _wilson(here, now.whole, deviate),
        _wilson(there, before.whole, deviate),
    )
    change = here - there
    return (
        round(change - sqrt((here - low) ** 2 + (earlier_high - there) ** 2), 4),
        round(change + sqrt((high - here) ** 2 + (there - earlier_low) ** 2), 4),
    )


def _wilson(share: float, whole: int, deviate: float) -> Band:
    middle = share + deviate**2 / (2 * whole)
    width = deviate * sqrt(share * (1 - share) / whole + deviate**2 / (4 * whole**2))
    scale = 1 + deviate**2 / whole
    return (middle - width) / scale, (middle + width) / scale
