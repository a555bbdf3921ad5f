"""How two actors stand over time: `trace_dyad` gives their series.

Counts, scores and shares are of counted events (each event once, copies of a story once) that are `actual`
and asserted; what only a source claims is counted apart. Deeds are events of the material quads, words those
of the verbal ones. Scores are PLOVER's, from -10 (assault) to +10 (aid); the use of such scales for series of
dyads goes back to Goldstein (1992).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.bands import ENOUGH, Band, draw_stories, list_bands
from dragoman.analysis.changes import Split, find_splits, gain_of_mean, gain_of_rate
from dragoman.analysis.columns import DyadColumns, DyadCut, Wholes
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
from dragoman.analysis.tallies import Tally, Total
from dragoman.errors import StoreError
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer

Direction = Literal["both", "sent", "received"]
Measure = Literal["score", "attention"]
_FORWARD, _BACKWARD = 8, 9  # columns of the question dyad_events


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
    rows = fetch_answer(desk, "dyad_events", one=one, other=other, since=begin, until=span.last)
    if direction != "both":
        way = _FORWARD if direction == "sent" else _BACKWARD
        rows = [row for row in rows if row[way]]
    events = DyadColumns(rows)
    every = [*(step_period(starts[0], step, k - past) for k in range(past)), *starts]
    cut = events.cut(every, step)
    whole = Span(
        cut_period(starts[0], "week"), max(end_period(starts[-1], step), end_period(starts[-1], "week"))
    )
    reading = Reading(desk, whole)
    periods = tuple(_count_periods(cut, every, step, past, reading.count(step)))
    recent = events.begin(starts[0])
    shown = cut.asserted & (cut.at >= past)
    return DyadSeries(
        one=one,
        other=other,
        by=step,
        since=span.first,
        until=span.last,
        direction=direction,
        events=sum(period.events for period in periods),
        stories=len(np.unique(events.tellers[shown])),
        claimed=sum(period.claimed for period in periods),
        too_coarse=int(cut.coarse[len(events) - len(recent) :].sum()),
        periods=periods,
        changes=find_changes(recent, reading, span, step),
    )


def check_direction(direction: str) -> Direction:
    """The direction; raises StoreError when it is none."""
    for known in get_args(Direction):
        if direction == known:
            return known  # type: ignore[no-any-return]
    raise StoreError(f"“{direction}” is no direction", remedy=f"choose {', '.join(get_args(Direction))}")


def find_changes(events: DyadColumns, reading: Reading, span: Span, by: By) -> tuple[ChangePoint, ...]:
    """When the mean score and the attention came to stand on another level, in order of days.

    They are looked for in weeks or months, whatever the series is shown by: days are too sparse and years
    too few.
    """
    step: By = "week" if by in ("day", "week") else "month"
    starts = list(list_periods(span, step))
    cut = events.cut(starts, step)
    totals = cut.total(cut.tell())
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


def _compare(totals: Sequence[Total], past: int, bands: Sequence[Band | None]) -> list[Comparison]:
    """Each period but the first `past` against the `past` ones before it; `bands` are of the difference."""
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


def _count_periods(
    cut: DyadCut, starts: Sequence[str], by: By, past: int, reading: dict[str, int]
) -> Iterator[Period]:
    """The periods from the place `past` on, each with what is said of it."""
    events, stories = cut.events, cut.tell()
    totals = cut.total(stories)
    drawn = draw_stories(
        stories.at, stories.events, stories.scores, [int(start.replace("-", "")) for start in starts]
    )
    # Nothing is said of few stories, so that nothing need be known of them.
    asked = np.array([at for at in range(past, len(starts)) if totals[at].stories >= ENOUGH], dtype=np.int64)
    asked_draws = drawn.pick(asked)
    means = asked_draws.means()
    shifts = _place(list_bands(means - drawn.pool(past, asked).means()), asked)
    event_bands = _place(list_bands(asked_draws.events), asked)
    mean_bands = _place(list_bands(means), asked)
    compared = _compare(totals, past, [shifts.get(at) for at in range(past, len(starts))])
    all_ = np.ones(len(events), dtype=np.bool_)
    tallies = [
        cut.tally(which) for which in (all_, events.deeds, ~events.deeds, events.forward, events.backward)
    ]
    types, quads = cut.name(events.types), cut.name(events.quads)
    claimed = cut.count(events.claimed).tolist()
    for at, start in enumerate(starts[past:], past):
        whole, deeds, words, sent, received = (tally[at] for tally in tallies)
        read = reading.get(start)
        yield Period(
            first=start,
            last=end_period(start, by),
            events=whole.events,
            stories=totals[at].stories,
            score_sum=whole.score_sum,
            score_mean=whole.score_mean,
            deeds=deeds,
            words=words,
            sent=sent,
            received=received,
            types=types[at],
            quads=quads[at],
            claimed=claimed[at],
            read=read,
            share=round(totals[at].stories / read, 6) if read else None,
            enough=totals[at].stories >= ENOUGH,
            events_band=event_bands.get(at),
            mean_band=mean_bands.get(at),
            against_past=compared[at - past],
        )


def _place(bands: Sequence[Band | None], places: Wholes) -> dict[int, Band | None]:
    return dict(zip(places.tolist(), bands, strict=True))
