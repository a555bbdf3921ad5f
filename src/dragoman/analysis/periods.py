"""Periods of time: days, weeks, months and years, each named by its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.days import bound_days

By = Literal["day", "week", "month", "year"]

IN_A_YEAR: dict[By, int] = {"day": 365, "week": 52, "month": 12, "year": 1}
"""How many periods of each kind make the past twelve months."""

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


def read_bound(stated: str, *, end: bool) -> str:
    """The first day, with `end` the last, that YYYY, YYYY-MM or YYYY-MM-DD may mean; else StoreError."""
    first, last = bound_days(stated) if stated[:4].isdigit() and len(stated) <= 10 else (None, None)
    found = last if end else first
    if found is None:
        raise StoreError(f"“{stated}” is not a date", remedy="write YYYY, YYYY-MM or YYYY-MM-DD")
    return found


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
