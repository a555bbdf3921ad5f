"""A time against the time before it: whether the mean score of events changed, and how sure that is."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dragoman.analysis.bands import ENOUGH, Band
from dragoman.analysis.tallies import Total

Verdict = Literal["better", "worse", "unclear", "too few stories"]


class Comparison(Struct, frozen=True, kw_only=True):
    """A period against the twelve months before it: the change of the mean score and its band.

    `usual_events` are events a period. `verdict` is better or worse when the band holds no zero, and
    "too few stories" when one of the two has fewer than five.
    """

    usual_mean: float | None
    usual_events: float
    usual_stories: int
    change: float | None
    change_band: Band | None
    verdict: Verdict


def compare_totals(now: Total, before: Total, periods: float, band: Band | None) -> Comparison:
    """What stories told now against what others told in `periods` periods before.

    `band` is that of the difference of the two means.
    """
    mean, usual = now.mean(), before.mean()
    enough = now.stories >= ENOUGH and before.stories >= ENOUGH
    band = band if enough else None
    verdict: Verdict = "too few stories"
    if band is not None:
        verdict = "better" if band[0] > 0 else "worse" if band[1] < 0 else "unclear"
    return Comparison(
        usual_mean=usual,
        usual_events=round(before.events / periods, 3),
        usual_stories=before.stories,
        change=round(mean - usual, 3) if mean is not None and usual is not None else None,
        change_band=band,
        verdict=verdict,
    )
