"""Meanings of days, months, seasons and years that have names or numbers of their own."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.stages.times.context import TURN, Context, Lean, Unresolved
from dragoman.stages.times.intervals import Interval, shift, step, whole
from dragoman.stages.times.words import full_year


def read_day(context: Context, day: int) -> Interval:
    """Yesterday, today, the day after tomorrow."""
    return whole("day", shift(context.today, day, "day"))


def read_date(context: Context, month: int, day: int, year: int | None = None) -> Interval:
    """A day of a month; without a year the nearest on the side that the tense tells."""
    if year is not None:
        return whole("day", date(year, month, day))
    return whole("day", find_nearest(context, lambda at: date(at, month, day)))


def read_month(context: Context, month: int, year: int | None = None) -> Interval:
    """A month."""
    if year is not None:
        return whole("month", date(year, month, 1))
    this = whole("month", context.today).first
    assert this is not None
    return whole("month", find_nearest(context.at(this, context.lean), lambda at: date(at, month, 1)))


def read_year(context: Context, year: int) -> Interval:
    """A year."""
    return whole("year", date(year, 1, 1))


def read_short(context: Context, short: int, month: int | None = None, day: int | None = None) -> Interval:
    """A year in two figures, with or without its month and day."""
    year = full_year(short)
    if month is None:
        return read_year(context, year)
    return read_month(context, month, year) if day is None else read_date(context, month, day, year)


def read_weekday(context: Context, weekday: int) -> Interval:
    """The nearest such day, today included, on the side that the tense tells."""
    return whole("day", find_weekday(context.today, weekday, context.lean))


def read_turned_weekday(context: Context, turn: str, weekday: int) -> Interval:
    """ "last Thursday": of last week; "past", "coming": the nearest but today; "this": of this week."""
    today = context.today
    if turn in ("past", "coming"):
        away = 1 if turn == "coming" else -1
        near = find_weekday(shift(today, away, "day"), weekday, "future" if away > 0 else "past")
        return whole("day", near)
    monday = today - timedelta(days=today.isoweekday() - 1)
    return whole("day", shift(monday, 7 * TURN[turn] + weekday - 1, "day"))


def read_day_of(context: Context, day: int) -> Interval:
    """ "the 21st": of this month or the next on the side that the tense tells."""
    month = whole("month", context.today)
    for _ in range(12):
        assert month.first is not None
        try:
            found = month.first.replace(day=day)
        except ValueError:
            found = None
        if found and (found <= context.today if context.lean == "past" else found >= context.today):
            return whole("day", found)
        month = step(month, -1 if context.lean == "past" else 1)
    raise Unresolved("no such day")


def read_dated_weekday(context: Context, weekday: int, day: int) -> Interval:
    """ "Tuesday the 11th": the nearest month, before or after, in which they agree."""
    months = [shift(context.today.replace(day=1), away, "month") for away in range(-12, 13)]
    days = [month.replace(day=day) for month in months if day <= monthrange(month.year, month.month)[1]]
    near = [one for one in days if one.isoweekday() == weekday]
    if not near:
        raise Unresolved("no such day")
    return whole("day", min(near, key=lambda one: abs(one - context.today)))


def find_nearest(context: Context, make: Callable[[int], date]) -> date:
    """The nearest day that `make` gives for some year, on the side that the tense tells."""
    today = context.today
    past = context.lean == "past"
    for away in range(0, 9):
        try:
            found = make(today.year - away if past else today.year + away)
        except ValueError:
            continue
        if found <= today if past else found >= today:
            return found
    raise Unresolved("no such day near")


def find_weekday(today: date, weekday: int, lean: Lean) -> date:
    if lean == "past":
        return today - timedelta(days=(today.isoweekday() - weekday) % 7)
    return today + timedelta(days=(weekday - today.isoweekday()) % 7)
