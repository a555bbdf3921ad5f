"""Meanings that pick a part of another time, or what lies next to it: "early May", "Friday of last week"."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.stages.times.ages import read_holiday
from dragoman.stages.times.composed import floats
from dragoman.stages.times.context import Context, Length, Node, Unresolved
from dragoman.stages.times.intervals import Interval, join, shift, step, whole
from dragoman.stages.times.named import find_weekday

HALVES = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year")}


def read_part(context: Context, part: str, time: Node) -> Interval:
    """ "early May", "mid-2019", "the end of the week": a third of it, its inner ends approximate."""
    of = context.read(time)
    if of.first is None or of.last is None:
        raise Unresolved("an open time has no parts")
    place = ("early", "mid", "late").index(part)
    if of.unit in ("year", "decade", "century"):
        unit, size = ("month", 4) if of.unit == "year" else ("year", 3 if of.unit == "decade" else 33)
        low = shift(of.first, size * place, unit)
        high = of.last if place == 2 else shift(low, size, unit) - timedelta(days=1)
        grain = unit
    else:
        days = (of.last - of.first).days + 1
        if days == 1:
            return of
        size = days // 3
        low = of.first + timedelta(days=size * place)
        high = of.last if place == 2 else low + timedelta(days=max(size, 1) - 1)
        grain = "day"
    return Interval(low, high, "span", (grain, grain), (place > 0, place < 2))


def read_inside(context: Context, inner: Node, outer: Node) -> Interval:
    """The inner time as it falls in the outer: "Friday of last week", "June last year"."""
    of = context.read(outer)
    if of.first is None or of.last is None or not floats(inner):
        raise Unresolved("not inside")
    if of.unit not in ("year", "week", "weekend", "workweek", "month") or (
        of.unit in ("year", "month") and inner.means == "weekday"
    ):
        raise Unresolved("not inside")
    found = context.at(of.first, "future").read(inner)
    if found.first is None or found.first > of.last:
        raise Unresolved("does not fall inside")
    return found


def read_inside_range(context: Context, outer: Node, low: Node, high: Node) -> Interval:
    """ "next week between Wednesday and Friday"."""
    begin = read_inside(context, low, outer)
    return join(begin, context.at(begin.first, "future").read(high))


def read_half(context: Context, number: int, time: Node) -> Interval:
    """ "the second half of last year": by days in a month or week, by months in a year, by years in more."""
    of = context.read(time)
    if of.first is None or of.last is None or number not in (1, 2) or of.unit == "day":
        raise Unresolved("no such half")
    if of.unit in HALVES:
        count, unit = HALVES[of.unit]
        second = shift(of.first, count, unit)
        grain = "month" if of.unit == "year" else "year"
    else:
        second = of.first + timedelta(days=(of.last - of.first).days // 2 + 1)
        grain = "day"
    if number == 1:
        return Interval(of.first, second - timedelta(days=1), "span", (grain, grain))
    return Interval(second, of.last, "span", (grain, grain))


def read_ranked(context: Context, rank: int, unit: str, time: Node) -> Interval:
    """ "the first quarter of 2019", "the last week of July" (a week belongs where its Thursday is)."""
    of = context.read(time)
    if of.first is None or of.last is None:
        raise Unresolved("open")
    if unit == "day":
        day = of.last if rank < 0 else of.first + timedelta(days=rank - 1)
        found = whole("day", day)
    elif rank < 0:
        found = whole(unit, of.last)
        if unit == "week" and found.first and found.first + timedelta(days=3) > of.last:
            found = step(found, -1)
    else:
        found = whole(unit, of.first)
        if unit == "week" and found.first and found.first + timedelta(days=3) < of.first:
            found = step(found, 1)
        found = step(found, rank - 1)
    if found.first is None or found.last is None or found.first > of.last or found.last < of.first:
        raise Unresolved(f"no such {unit}")
    return found


def read_ranked_weekday(context: Context, rank: int, weekday: int, time: Node | None = None) -> Interval:
    """ "the second Monday of May"; without a month of the story's."""
    of = context.read(time) if time else whole("month", context.today)
    if of.first is None or of.last is None:
        raise Unresolved("open")
    if rank < 0:
        day = find_weekday(of.last, weekday, "past")
    else:
        day = find_weekday(of.first, weekday, "future") + timedelta(days=7 * (rank - 1))
    if not of.first <= day <= of.last:
        raise Unresolved("no such day")
    return whole("day", day)


def read_ranked_stretch(context: Context, rank: int, length: Length, time: Node) -> Interval:
    """ "the first two weeks of 2021", "the last ten days of May"."""
    of = context.read(time)
    ((count, unit),) = length[:1]
    if of.first is None or of.last is None or rank not in (1, -1):
        raise Unresolved("open")
    if unit == "day":
        days = timedelta(days=count - 1)
        return Interval(of.first, of.first + days) if rank > 0 else Interval(of.last - days, of.last)
    edge = read_ranked(context, rank, unit, time)
    return join(edge, step(edge, count - 1)) if rank > 0 else join(step(edge, 1 - count), edge)


def read_around(context: Context, unit: str, time: Node) -> Interval:
    """ "the week of 10 April"; a weekend reaches to a holiday beside it ("the weekend of Thanksgiving")."""
    of = context.read(time)
    if of.first is None or of.last is None:
        raise Unresolved("open")
    found = whole(unit, of.first)
    assert found.first is not None and found.last is not None
    if unit == "weekend" and of.unit == "day":
        return _stretch_weekend(found, of.first)
    if found.last is None or of.last > found.last:
        raise Unresolved(f"no day of a {unit}")
    return found


def read_holiday_weekend(context: Context, holiday: str, year: int | None = None) -> Interval:
    """ "Labor Day weekend": the nearest, with the holiday."""
    day = read_holiday(context, holiday, year).first
    assert day is not None
    return _stretch_weekend(whole("weekend", day), day)


def _stretch_weekend(found: Interval, day: date) -> Interval:
    """The weekend nearest to a day, and the days between them."""
    near = step(found, -1) if day.isoweekday() <= 2 else found
    assert near.first is not None and near.last is not None
    return Interval(min(near.first, day), max(near.last, day), "weekend")


def read_beside(context: Context, unit: str, sign: int, of: Node) -> Interval:
    """ "the day after Christmas", "the year before 2015": the unit next to the one that it lies in."""
    return step(whole(unit, _edge_day(context.read(of), sign)), sign)


def _edge_day(of: Interval, sign: int) -> date:
    day = of.first if sign < 0 else of.last
    if day is None:
        raise Unresolved("open")
    return day
