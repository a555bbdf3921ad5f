"""The days on which holidays fall."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.languages.times import Feast


def feast_day(feast: Feast, year: int) -> date:
    """The day of a holiday in a year; raises ValueError before the year it began."""
    if year < feast.since:
        raise ValueError("not yet kept")
    if feast.easter is not None:
        return find_easter(year) + timedelta(days=feast.easter)
    if feast.month is None:
        raise ValueError("a holiday without a month")
    if feast.weekday is None or feast.nth is None:
        return date(year, feast.month, feast.day or 1)
    if feast.nth > 0:
        first = date(year, feast.month, 1)
        away = (feast.weekday - first.isoweekday()) % 7 + 7 * (feast.nth - 1)
        return first + timedelta(days=away + feast.after)
    last = date(year + feast.month // 12, feast.month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - feast.weekday) % 7 - feast.after)


def find_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method published in Nature in 1876 (Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
