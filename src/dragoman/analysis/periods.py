"""Periods of time: days, weeks, months and years, each named by its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.stages.times.finder import tell_times
from dragoman.store.days import bound_days

By = Literal["day", "week", "month", "year"]

IN_A_YEAR: dict[By, int] = {"day": 365, "week": 52, "month": 12, "year": 1}
"""How many periods of each kind make the past twelve months."""

PHRASES = ("en", "nl")
"""The languages in which a time may be stated in words."""

PRECISION: dict[By, int] = {"day": 10, "week": 10, "month": 7, "year": 4}
"""How many characters of an ISO date are needed to know its period."""


class Span(Struct, frozen=True):
    """Days from `first` to `last`, both within it, as ISO 8601."""

    first: str
    last: str


def check_by(by: str) -> By:
    """The kind of period; raises StoreError when it is none."""
    for known in get_args(By):
        if by == known:
            return known  # type: ignore[no-any-return]
    raise StoreError(f"there are no series by “{by}”", remedy=f"by {', '.join(get_args(By))}")


def read_bound(stated: str, *, end: bool, today: date | None = None) -> str:
    """The first day, with `end` the last, that a date or a phrase ("last 7 days", "vorige maand") may mean.

    Phrases are meant from today. Raises StoreError when it is neither.
    """
    first, last = bound_days(stated) if stated[:4].isdigit() and len(stated) <= 10 else (None, None)
    for language in PHRASES:
        if first is None and last is None:
            first, last = bound_days(_read_phrase(stated, language, today or date.today()))
    found = last if end else first
    if found is None:
        raise StoreError(
            f"“{stated}” is not a date", remedy="write YYYY, YYYY-MM, YYYY-MM-DD or “last 7 days”"
        )
    return found


def _read_phrase(stated: str, language: str, today: date) -> str | None:
    """The date as EDTF that a whole phrase means; None when it means none."""
    told = tell_times(stated, language, today.isoformat())
    return told[0][2] if len(told) == 1 and told[0][:2] == (0, len(stated)) else None


def cut_period(day: str, by: By) -> str:
    """The first day of the period that an ISO day stands in; weeks begin on Monday."""
    if by == "day":
        return day
    if by == "month":
        return f"{day[:7]}-01"
    if by == "year":
        return f"{day[:4]}-01-01"
    then = date.fromisoformat(day)
    return (then - timedelta(then.weekday())).isoformat()


def step_period(start: str, by: By, steps: int = 1) -> str:
    """The first day of the period that many periods later (earlier when negative)."""
    then = date.fromisoformat(start)
    if by in ("day", "week"):
        return (then + timedelta(steps * (7 if by == "week" else 1))).isoformat()
    months = then.year * 12 + then.month - 1 + steps * (12 if by == "year" else 1)
    return date(months // 12, months % 12 + 1, 1).isoformat()


def end_period(start: str, by: By) -> str:
    """The last day of the period that begins on `start`."""
    return (date.fromisoformat(step_period(start, by)) - timedelta(1)).isoformat()


def list_periods(span: Span, by: By) -> Iterator[str]:
    """The first days of all periods that the span touches, in order."""
    start = cut_period(span.first, by)
    while start <= span.last:
        yield start
        start = step_period(start, by)


def step_days(day: str, days: int) -> str:
    """The day that many days later (earlier when negative)."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def count_days(span: Span) -> int:
    """How many days a span holds."""
    return (date.fromisoformat(span.last) - date.fromisoformat(span.first)).days + 1
