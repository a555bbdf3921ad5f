"""Meanings of seasons, quarters, decades, centuries, holidays and named periods."""

from __future__ import annotations

from datetime import date

from dragoman.languages.times import load_calendar
from dragoman.stages.times.context import TURN, Context, Lean, Unresolved
from dragoman.stages.times.feasts import feast_day
from dragoman.stages.times.intervals import MONTHS, Interval, shift, whole
from dragoman.stages.times.named import find_nearest, read_month


def read_season(context: Context, season: int, year: int | None = None) -> Interval:
    """A season by its EDTF code; winter is the one that begins in December of its year."""
    month = (season - 20) * 3
    if year is not None:
        return whole("season", date(year, month, 1))
    now = whole("season", context.today)
    assert now.first is not None
    return whole("season", find_nearest(context.at(now.first, context.lean), lambda at: date(at, month, 1)))


def read_turned_season(context: Context, season: int, turn: str) -> Interval:
    """ "last summer", "this spring"."""
    now = whole("season", context.today)
    assert now.first is not None
    start = now.first
    month = (season - 20) * 3
    if turn == "this":
        years = (context.today.year, context.today.year - 1, context.today.year + 1)
        near = [date(year, month, 1) for year in years]
        near = [day for day in near if context.lean == "past" or day >= start]
        return whole("season", min(near, key=lambda day: abs((day - start).days)))
    lean: Lean = "past" if TURN[turn] < 0 else "future"
    start = shift(start, TURN[turn], "season")
    return whole("season", find_nearest(context.at(start, lean), lambda at: date(at, month, 1)))


def read_turned_month(context: Context, turn: str, month: int) -> Interval:
    """ "last July" (before this month), "this September" (of this year), "next May"."""
    now = whole("month", context.today)
    assert now.first is not None
    if turn == "this":
        return read_month(context, month, now.first.year)
    lean: Lean = "past" if TURN[turn] < 0 else "future"
    return read_month(context.at(shift(now.first, TURN[turn], "month"), lean), month)


def read_numbered(
    context: Context, unit: str, number: int, year: int | None = None, turn: str | None = None
) -> Interval:
    """The nth quarter, half or ISO week of a year; without one of the year of the story."""
    of = year if year is not None else context.today.year + TURN[turn or "this"]
    if unit == "week":
        monday = date.fromisocalendar(of, number, 1)
        return whole("week", monday)
    if not 1 <= number <= 12 // MONTHS[unit]:
        raise Unresolved(f"no {unit} {number}")
    return whole(unit, date(of, 1 + MONTHS[unit] * (number - 1), 1))


def read_decade(context: Context, year: int | None = None, decade: int | None = None) -> Interval:
    """A decade by its first year, or by its tens: the latest that has begun."""
    if year is not None:
        return whole("decade", date(year, 1, 1))
    assert decade is not None
    latest = context.day.year if context.day else 1999
    first = latest // 100 * 100 + decade
    return whole("decade", date(first if first <= latest else first - 100, 1, 1))


def read_century(context: Context, rank: int) -> Interval:
    """The nth century, as EDTF counts: the 21st is 20XX."""
    if not 1 <= rank <= 21:
        raise Unresolved("no such century")
    return whole("century", date(max(1, (rank - 1) * 100), 1, 1))


def read_holiday(
    context: Context, holiday: str, year: int | None = None, turn: str | None = None
) -> Interval:
    """A holiday of a year; without one the nearest on the side that the tense, or the turn, tells."""
    feast = load_calendar().holidays[holiday]
    if year is not None:
        return whole("day", feast_day(feast, year))
    if turn == "this":
        return whole("day", feast_day(feast, context.today.year))
    at = context
    if turn is not None:
        at = context.at(shift(context.today, TURN[turn], "day"), "past" if TURN[turn] < 0 else "future")
    return whole("day", find_nearest(at, lambda year: feast_day(feast, year)))


def read_period(context: Context, period: str) -> Interval:
    """A period with a name of its own."""
    age = load_calendar().periods[period]
    grain = "day" if len(age.first) > 4 else "year"
    low = date.fromisoformat(age.first if grain == "day" else f"{age.first}-01-01")
    high = date.fromisoformat(age.last if grain == "day" else f"{age.last}-12-31")
    if low == high:
        return whole("day", low)
    return Interval(low, high, "span", (grain, grain))
