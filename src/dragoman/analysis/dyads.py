"""How two actors stand over time: `trace_dyad` gives their series.

Counts, scores and shares are of counted events (each event once, copies of a story once) that are `actual`
and asserted; what only a source claims is counted apart. Deeds are events of the material quads, words those
of the verbal ones. Scores are PLOVER's, from -10 (assault) to +10 (aid); the use of such scales for series of
dyads goes back to Goldstein (1992).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import astuple

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.bands import ENOUGH, Band, draw_periods, list_bands
from dragoman.analysis.changes import Split, find_splits, gain_of_mean, gain_of_rate
from dragoman.analysis.comparison import Comparison, compare_totals
from dragoman.analysis.periods import (
    IN_A_YEAR,
    By,
    Span,
    check_by,
    cut_period,
    end_period,
    list_periods,
    step_period,
)
from dragoman.analysis.reading import Reading, settle_span
from dragoman.analysis.tallies import (
    DyadEvent,
    Tally,
    Told,
    Total,
    count_names,
    tally_events,
    tell_stories,
    total_stories,
)
from dragoman.errors import StoreError
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer

Direction = Literal["both", "sent", "received"]
Measure = Literal["score", "attention"]


class Period(Struct, frozen=True, kw_only=True):
    """One period of a dyad's series, from `first` to `last` day.

    `sent` goes from `one` to `other`, `received` the other way; meetings are in both. `stories` tell these
    events, `read` are all stories read that were published in the period (None when their dates are too
    coarse to know), `share` is the one over the other. Bands hold 95 % of 400 draws of stories, None when
    `enough` is false: fewer than five stories. `claimed` events are told by a source only and not among the
    others.
    """

    first: str
    last: str
    events: int
    stories: int
    score_sum: float
    score_mean: float | None
    deeds: Tally
    words: Tally
    sent: Tally
    received: Tally
    types: dict[str, int]
    quads: dict[str, int]
    claimed: int
    read: int | None
    share: float | None
    enough: bool
    events_band: Band | None = None
    mean_band: Band | None = None
    against_past: Comparison | None = None


class ChangePoint(Struct, frozen=True, kw_only=True):
    """Since `day`, the first day of its period, the series stands on another level.

    `measure` is "score" (the mean score of events) or "attention" (stories that tell of the dyad for each
    story read). `p` is the share of shuffled series with so strong a change.
    """

    measure: Measure
    day: str
    before: float
    after: float
    p: float


class DyadSeries(Struct, frozen=True, kw_only=True):
    """The series of two actors, and what was left out of it.

    `too_coarse` events have a date wider than a period ("in 2022" in months). `direction` tells which events
    are counted: of both, those `one` sent to `other`, or those it received.
    """

    one: str
    other: str
    by: By
    since: str
    until: str
    direction: Direction
    events: int
    stories: int
    claimed: int
    too_coarse: int
    periods: tuple[Period, ...]
    changes: tuple[ChangePoint, ...]


def trace_dyad(
    desk: Desk,
    one: str,
    other: str,
    *,
    since: str | None = None,
    until: str | None = None,
    by: str = "month",
    direction: Direction = "both",
) -> DyadSeries:
    """The series of two actors (codes or names) by day, week, month or year.

    `since` and `until` (YYYY, YYYY-MM or YYYY-MM-DD) bound the events' days; without them the series covers
    the time of the stories read. Every period of the span is there, also those without events. An event
    counts in the period that holds its whole date; one that began and goes on counts where it began. Raises
    StoreError for actors, dates or periods that are none.
    """
    step = check_by(by)
    one, other = settle_pair(one, other, desk)
    span = settle_span(desk, since, until)
    starts = list(list_periods(span, step))
    past = IN_A_YEAR[step]
    begin = step_period(starts[0], step, -past)
    rows = [
        row
        for row in read_answer(
            desk, "dyad_events", DyadEvent, one=one, other=other, since=begin, until=span.last
        )
        if direction == "both" or (row.forward if direction == "sent" else row.backward)
    ]
    cut, coarse = _sort_events(rows, step)
    whole = Span(
        cut_period(starts[0], "week"), max(end_period(starts[-1], step), end_period(starts[-1], "week"))
    )
    reading = Reading(desk, whole)
    read = reading.count(step)
    every = [*(step_period(starts[0], step, k - past) for k in range(past)), *starts]
    told = [tell_stories(cut.get(start, ())) for start in every]
    drawn = draw_periods(told, [int(start.replace("-", "")) for start in every])
    means = drawn.means()
    shifts = list_bands(means[:, past:] - drawn.pool(past).means()[:, past:-1])
    compared = _compare(told, past, shifts)
    bands = zip(list_bands(drawn.events[:, past:]), list_bands(means[:, past:]), strict=True)
    periods = tuple(
        _count_period(start, step, cut.get(start, ()), read, (*known, held))
        for start, known, held in zip(starts, bands, compared, strict=True)
    )
    shown = [row for start in starts for row in cut.get(start, ())]
    return DyadSeries(
        one=one,
        other=other,
        by=step,
        since=span.first,
        until=span.last,
        direction=direction,
        events=sum(period.events for period in periods),
        stories=len({row.teller for row in shown if not row.claimed}),
        claimed=sum(period.claimed for period in periods),
        too_coarse=sum(1 for row in coarse if row.first_day >= starts[0]),
        periods=periods,
        changes=find_changes([row for row in rows if row.first_day >= starts[0]], reading, span, step),
    )


def check_direction(direction: str) -> Direction:
    """The direction; raises StoreError when it is none."""
    for known in get_args(Direction):
        if direction == known:
            return known  # type: ignore[no-any-return]
    raise StoreError(f"“{direction}” is no direction", remedy=f"choose {', '.join(get_args(Direction))}")


def find_changes(rows: Sequence[DyadEvent], reading: Reading, span: Span, by: By) -> tuple[ChangePoint, ...]:
    """When the mean score and the attention came to stand on another level, in order of days.

    They are looked for in weeks or months, whatever the series is shown by: days are too sparse and years
    too few.
    """
    step: By = "week" if by in ("day", "week") else "month"
    starts = list(list_periods(span, step))
    cut, _ = _sort_events(rows, step)
    told = [tell_stories(cut.get(start, ())) for start in starts]
    totals = [total_stories(stories) for stories in told]
    stories = reading.count(step)
    scores = find_splits([one.score for one in totals], [float(one.events) for one in totals], gain_of_mean)
    read = [float(stories.get(start, 0)) for start in starts]
    shares = find_splits([float(one.stories) for one in totals], read, gain_of_rate)
    measured: tuple[tuple[Measure, list[Split]], ...] = (("score", scores), ("attention", shares))
    found = [
        ChangePoint(measure=name, day=starts[one.at], before=one.before, after=one.after, p=one.p)
        for name, splits in measured
        for one in splits
    ]
    return tuple(sorted(found, key=lambda change: (change.day, change.measure)))


def _sort_events(rows: Sequence[DyadEvent], by: By) -> tuple[dict[str, list[DyadEvent]], list[DyadEvent]]:
    """The events by period, and those whose date is wider than a period."""
    cut: dict[str, list[DyadEvent]] = defaultdict(list)
    coarse = []
    known: dict[str, str] = {}
    for row in rows:
        start = known.get(row.first_day) or known.setdefault(row.first_day, cut_period(row.first_day, by))
        last = row.last_day
        if last is None or last == row.first_day or cut_period(last, by) == start:
            cut[start].append(row)
        else:
            coarse.append(row)
    return cut, coarse


def _compare(told: Sequence[Sequence[Told]], past: int, bands: Sequence[Band | None]) -> list[Comparison]:
    """Each period but the first `past` against the `past` ones before it; `bands` are of the difference."""
    totals = [total_stories(stories) for stories in told]
    before = Total(*(sum(part) for part in zip(*map(astuple, totals[:past]), strict=True)))
    compared = []
    for at, band in enumerate(bands, past):
        now, left = totals[at], totals[at - past]
        compared.append(compare_totals(now, before, past, band))
        before = Total(
            before.stories + now.stories - left.stories,
            before.events + now.events - left.events,
            before.score + now.score - left.score,
        )
    return compared


def _count_period(
    start: str,
    by: By,
    rows: Sequence[DyadEvent],
    reading: dict[str, int],
    known: tuple[Band | None, Band | None, Comparison],
) -> Period:
    asserted = [row for row in rows if not row.claimed]
    stories = len({row.teller for row in asserted})
    read = reading.get(start)
    enough = stories >= ENOUGH
    whole = tally_events(asserted)
    return Period(
        first=start,
        last=end_period(start, by),
        events=whole.events,
        stories=stories,
        score_sum=whole.score_sum,
        score_mean=whole.score_mean,
        deeds=tally_events([row for row in asserted if row.deed]),
        words=tally_events([row for row in asserted if not row.deed]),
        sent=tally_events([row for row in asserted if row.forward]),
        received=tally_events([row for row in asserted if row.backward]),
        types=count_names([row.type for row in asserted]),
        quads=count_names([row.quad for row in asserted]),
        claimed=len(rows) - len(asserted),
        read=read,
        share=round(stories / read, 6) if read else None,
        enough=enough,
        events_band=known[0] if enough else None,
        mean_band=known[1] if enough else None,
        against_past=known[2],
    )
