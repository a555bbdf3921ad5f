"""Intervals of days, and the arithmetic of the calendar on them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

WHOLE = ("day", "month", "season", "year", "decade", "century")
"""The units that EDTF writes as one value; what is of another unit is written as two ends."""

MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "weekend": 7, "workweek": 7}
UNITS = (*DAYS, "workday", *MONTHS)


class Interval(Struct, frozen=True):
    """The days from `first` to `last`, both included; None is open.

    `unit` is what it is one whole of ("day", "week", "year" …), or "span". `grains` say how precisely its
    two ends are known ("day", "month" or "year"), `vague` whether they are approximate.
    """

    first: date | None
    last: date | None
    unit: str = "span"
    grains: tuple[str, str] = ("day", "day")
    vague: tuple[bool, bool] = (False, False)


def shift(day: date, count: int, unit: str) -> date:
    """The day `count` units later; in a shorter month its last day. Raises ValueError or OverflowError
    outside the years 1 to 9999."""
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    if unit == "workday":
        return _shift_workdays(day, count)
    months = day.year * 12 + day.month - 1 + count * MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shift_workdays(day: date, count: int) -> date:
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    day += timedelta(days=7 * weeks * step)
    while rest:
        day += timedelta(days=step)
        rest -= day.isoweekday() < 6
    return day


def whole(unit: str, day: date) -> Interval:
    """The whole `unit` that `day` lies in; weeks begin on Monday, seasons with March, June, …"""
    if unit in ("day", "workday"):
        return Interval(day, day, "day")
    if unit in DAYS:
        first = day - timedelta(days=day.isoweekday() - 1)
        if unit == "weekend":
            return Interval(first + timedelta(days=5), first + timedelta(days=6), unit)
        return Interval(first, first + timedelta(days=4 if unit == "workweek" else 6), unit)
    size = MONTHS[unit]
    months = day.year * 12 + day.month - 1
    offset = 2 if unit == "season" else 0
    year, month = divmod((months - offset) // size * size + offset, 12)
    first = date(max(year, 1), month + 1, 1)
    try:
        last = shift(first, 1, unit) - timedelta(days=1)
    except ValueError:  # the last years the calendar has
        last = date.max
    grain = "year" if unit in ("year", "decade", "century") else "month"
    return Interval(first, last, unit, (grain, grain))


def step(interval: Interval, count: int) -> Interval:
    """The interval of the same unit `count` units later."""
    assert interval.first is not None
    return whole(interval.unit, shift(interval.first, count, interval.unit))


def blur(interval: Interval) -> Interval:
    """The same interval, known approximately."""
    return Interval(interval.first, interval.last, interval.unit, interval.grains, (True, True))


def widen(interval: Interval, grain: str) -> Interval:
    """The interval as whole months or years: what is left of it when the reference is known no better."""
    low = whole(grain, interval.first) if interval.first else None
    high = whole(grain, interval.last) if interval.last else None
    if low is not None and low == high:
        return Interval(low.first, low.last, grain, (grain, grain), interval.vague)
    first = low.first if low else None
    return Interval(first, high.last if high else None, "span", (grain, grain), interval.vague)


def join(low: Interval, high: Interval) -> Interval:
    """From the first day of one to the last of the other; raises ValueError when it would end first."""
    if low.first and high.last and high.last < low.first:
        raise ValueError("ends before it begins")
    return Interval(
        low.first, high.last, "span", (low.grains[0], high.grains[1]), (low.vague[0], high.vague[1])
    )
