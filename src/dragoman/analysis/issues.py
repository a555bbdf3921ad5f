"""Over what two actors deal with one another, and whether it takes more or less of what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.bands import Band
from dragoman.analysis.periods import Span, step_days
from dragoman.analysis.proportions import SURE, Share, bound_difference, make_share
from dragoman.analysis.reading import settle_span
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer

Trend = Literal["rising", "falling", "steady", "too few stories"]


class Telling(Struct, frozen=True):
    """A row of the question dyad_issues."""

    told_in: Literal["event", "statement", "relation"]
    issues: str | None
    teller: int
    first_day: str
    score: float | None


class Issue(Struct, frozen=True, kw_only=True):
    """One issue between two actors: a context of their events, or an issue that they or stories name.

    `stories` tell of it, in so many `events`, `statements` and `relations`; `score_mean` is of the events.
    `share` is of all stories on the two; `earlier` and `recent` are that share before and since `turn` (the
    day that halves the time told of, or twelve months before its end if that is later), and `trend` is rising
    or falling when even the 99 % band of their difference holds no zero: many issues are judged at once.
    """

    issue: str
    kind: Literal["context", "issue"]
    stories: int
    events: int
    statements: int
    relations: int
    score_mean: float | None
    first_day: str
    last_day: str
    share: Share
    earlier: Share
    recent: Share
    turn: str
    change_band: Band | None
    trend: Trend


def trace_issues(
    desk: Desk, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> list[Issue]:
    """The issues of two actors (codes or names), those that most stories tell of first.

    Raises StoreError as `trace_dyad` does.
    """
    one, other = settle_pair(one, other)
    span = settle_span(desk, since, until)
    rows = read_answer(desk, "dyad_issues", Telling, one=one, other=other, since=span.first, until=span.last)
    if not rows:
        return []
    turn = _find_turn(rows)
    whole, earlier, recent = _split_stories(rows, turn)
    found: dict[tuple[Literal["context", "issue"], str], list[Telling]] = defaultdict(list)
    for row in rows:
        for issue in filter(None, (row.issues or "").split(",")):
            found["context" if row.told_in == "event" else "issue", issue].append(row)
    issues = []
    for (kind, name), tellings in found.items():
        told, before, since_turn = _split_stories(tellings, turn)
        shares = make_share(len(before), len(earlier)), make_share(len(since_turn), len(recent))
        band = bound_difference(shares[1], shares[0])
        issues.append(
            Issue(
                issue=name,
                kind=kind,
                stories=len(told),
                events=sum(row.told_in == "event" for row in tellings),
                statements=sum(row.told_in == "statement" for row in tellings),
                relations=sum(row.told_in == "relation" for row in tellings),
                score_mean=_mean(row.score for row in tellings),
                first_day=min(row.first_day for row in tellings),
                last_day=max(row.first_day for row in tellings),
                share=make_share(len(told), len(whole)),
                earlier=shares[0],
                recent=shares[1],
                turn=turn,
                change_band=band,
                trend=_judge(bound_difference(shares[1], shares[0], SURE)),
            )
        )
    return sorted(issues, key=lambda one: (-one.stories, one.kind, one.issue))


def _find_turn(rows: Sequence[Telling]) -> str:
    """The day from which on a telling is recent."""
    told = Span(min(row.first_day for row in rows), max(row.first_day for row in rows))
    first, last = date.fromisoformat(told.first), date.fromisoformat(told.last)
    return max((first + (last - first) / 2).isoformat(), step_days(told.last, -365))


def _split_stories(rows: Sequence[Telling], turn: str) -> tuple[set[int], set[int], set[int]]:
    """The stories that tell of something, those before the turn, and those since; one on both sides is in
    both.
    """
    earlier = {row.teller for row in rows if row.first_day < turn}
    recent = {row.teller for row in rows if row.first_day >= turn}
    return earlier | recent, earlier, recent


def _judge(band: Band | None) -> Trend:
    if band is None:
        return "too few stories"
    return "rising" if band[0] > 0 else "falling" if band[1] < 0 else "steady"


def _mean(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), 3) if known else None
