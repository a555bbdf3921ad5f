"""Which dyads stand otherwise than they did: every dyad of a time against its own past twelve months.

Where hundreds of dyads are compared, some differ by chance. Verdicts here hold for the list as a whole: of
those called better or worse, a tenth at most is expected to be so by chance (false discovery rate: Benjamini
and Hochberg, 1995, on normal approximations of the bootstrapped differences).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import erfc, sqrt

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dragoman.analysis.bands import ENOUGH, Draws, draw_periods, list_bands
from dragoman.analysis.comparison import Comparison, compare_totals
from dragoman.analysis.periods import count_days, step_days
from dragoman.analysis.reading import settle_span
from dragoman.analysis.tallies import Told, total_stories
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer

YEAR = 365
"""Days of the past that a time is compared with."""
FALSE_SHARE = 0.1
"""The share of the verdicts better and worse that may be expected to be chance."""


class DyadStory(Struct, frozen=True):
    """A row of the question dyads_by_story; `now` stays 1 and 0, for there are many rows."""

    one: str
    other: str
    now: int
    teller: int
    events: int
    score: float
    deeds: int


class Mover(Struct, frozen=True, kw_only=True):
    """Two actors in a time: counted events, how many of them deeds, stories that tell them, mean score.

    `against_past` holds the comparison with the twelve months before; its `usual_events` are for a time as
    long as this one.
    """

    one: str
    other: str
    events: int
    deeds: int
    stories: int
    score_mean: float
    against_past: Comparison


def list_movers(
    desk: Desk, since: str | None = None, until: str | None = None, *, limit: int | None = None
) -> list[Mover]:
    """All dyads with an event in the time, those that changed most surely first, then those most told of.

    `since` and `until` are YYYY, YYYY-MM or YYYY-MM-DD. Raises StoreError for dates that are none.
    """
    span = settle_span(desk, since, until)
    past = step_days(span.first, -YEAR)
    rows = read_answer(desk, "dyads_by_story", DyadStory, past=past, since=span.first, until=span.last)
    groups = [list(group) for _, group in groupby(rows, key=lambda row: (row.one, row.other))]
    dyads = [dyad for dyad in map(_sort_times, groups) if dyad.now]
    found = list(_compare(dyads, YEAR / count_days(span)))
    surest = _control([p for _, p in found])
    movers = [
        mover if sure else replace(mover, against_past=_retract(mover.against_past))
        for (mover, _), sure in zip(found, surest, strict=True)
    ]
    ranks = {id(mover): p for mover, (_, p) in zip(movers, found, strict=True)}
    movers.sort(key=lambda one: (*_rank(one, ranks[id(one)]), -one.stories, -one.events, one.one, one.other))
    return movers[:limit]


class _Dyad(Struct, frozen=True):
    """The stories of a dyad, now and before."""

    now: list[DyadStory]
    before: list[DyadStory]

    def is_told(self) -> bool:
        """Whether stories are enough for something to be said."""
        return min(len(self.now), len(self.before)) >= ENOUGH


def _sort_times(rows: Sequence[DyadStory]) -> _Dyad:
    return _Dyad([row for row in rows if row.now], [row for row in rows if not row.now])


def _tell(rows: Sequence[DyadStory]) -> list[Told]:
    return [(row.events, row.score) for row in rows]


def _compare(dyads: Sequence[_Dyad], periods: float) -> Iterator[tuple[Mover, float]]:
    """The dyads with what they are held against, each with the chance of so great a change where there is
    none.
    """
    told = [dyad for dyad in dyads if dyad.is_told()]
    times = [_tell(rows) for dyad in told for rows in (dyad.now, dyad.before)]
    means = draw_periods(times, (1, 0) * len(told)).means()
    drawn = means[0::2] - means[1::2]
    places = {id(dyad): at for at, dyad in enumerate(told)}
    bands = list_bands(drawn)
    for dyad in dyads:
        at = places.get(id(dyad))
        now, before = total_stories(_tell(dyad.now)), total_stories(_tell(dyad.before))
        compared = compare_totals(now, before, periods, None if at is None else bands[at])
        mover = Mover(
            one=dyad.now[0].one,
            other=dyad.now[0].other,
            events=now.events,
            deeds=sum(row.deeds for row in dyad.now),
            stories=len(dyad.now),
            score_mean=round(now.score / now.events, 3),
            against_past=compared,
        )
        yield mover, 1.0 if at is None else _chance(compared, drawn[at])


def _chance(compared: Comparison, drawn: Draws) -> float:
    if compared.change is None or compared.change_band is None:
        return 1.0
    spread = float(np.nanstd(drawn))
    if spread == 0:
        return 0.0 if compared.change else 1.0
    return erfc(abs(compared.change) / spread / sqrt(2))


def _control(chances: Sequence[float]) -> list[bool]:
    """Which of the changes are called so, that at most `FALSE_SHARE` of them are expected to be chance."""
    tested = sorted(p for p in chances if p < 1)
    passed = [p for rank, p in enumerate(tested, 1) if p <= FALSE_SHARE * rank / len(tested)]
    bound = max(passed, default=-1.0)
    return [p <= bound for p in chances]


def _retract(compared: Comparison) -> Comparison:
    """The comparison without a verdict that may be chance."""
    return replace(compared, verdict="unclear") if compared.change_band is not None else compared


def _rank(mover: Mover, chance: float) -> tuple[int, float]:
    called = mover.against_past.verdict in ("better", "worse")
    return (0, chance) if called else (1, 0.0)
