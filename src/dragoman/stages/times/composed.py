"""Meanings made of other times: their parts, their ends, one inside another."""

from __future__ import annotations

from datetime import timedelta

from dragoman.stages.times.context import Context, Length, Node, Unresolved
from dragoman.stages.times.intervals import MONTHS, Interval, blur, join, shift, step, whole
from dragoman.stages.times.named import find_weekday, read_date

FLOATING = ("date", "month", "weekday", "season", "holiday", "numbered", "day_of")
"""Meanings that may name no year of their own: their context tells which."""


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


def read_since(context: Context, time: Node) -> Interval:
    """From its first day on; the nearest in the past, unless it is told otherwise."""
    of = context.read(time)
    if of.first is None:
        raise Unresolved("open already")
    return Interval(of.first, None, "span", of.grains, of.vague)


def read_after(context: Context, time: Node) -> Interval:
    """From the day, month or year that follows it."""
    of = context.read(time)
    if of.last is None:
        raise Unresolved("open already")
    return Interval(of.last + timedelta(days=1), None, "span", (of.grains[1],) * 2, (of.vague[1],) * 2)


def read_until(context: Context, time: Node) -> Interval:
    """Up to its last day."""
    of = context.read(time)
    if of.last is None:
        raise Unresolved("open already")
    return Interval(None, of.last, "span", of.grains, of.vague)


def read_deadline(context: Context, time: Node) -> Interval:
    """By that day: up to its last one, which is ahead unless the words tell."""
    return read_until(context.at(context.day, "future"), time)


def read_before(context: Context, time: Node) -> Interval:
    """Up to the day, month or year that precedes it."""
    of = context.read(time)
    if of.first is None:
        raise Unresolved("open already")
    return Interval(None, of.first - timedelta(days=1), "span", (of.grains[0],) * 2, (of.vague[0],) * 2)


def read_range(context: Context, low: Node, high: Node) -> Interval:
    """From one to the other; the one without a year of its own takes it from the other."""
    if _floats(low) and not _floats(high):
        end = context.read(high)
        return join(context.at(end.first, "past").read(low), end)
    begin = context.read(low)
    return join(begin, (context.at(begin.first, "future") if _floats(high) else context).read(high))


def _floats(node: Node) -> bool:
    """Whether a time names no year, so that its context tells which it is."""
    return node.means in FLOATING and "year" not in node.args and "turn" not in node.args


def read_days(
    context: Context,
    day: int,
    until: int = 0,
    month: int | None = None,
    year: int | None = None,
    within: Node | None = None,
) -> Interval:
    """ "12 to 14 May", "from 4 to 22 next month"."""
    if within is not None:
        of = context.read(within)
        if of.unit != "month" or of.first is None:
            raise Unresolved("not days of a month")
        low = whole("day", of.first.replace(day=day))
        return join(low, whole("day", of.first.replace(day=until))) if until else low
    assert month is not None
    low = read_date(context, month, day, year)
    assert low.first is not None
    return join(low, whole("day", low.first.replace(day=until)))


def read_inside(context: Context, inner: Node, outer: Node) -> Interval:
    """The inner time as it falls in the outer: "Friday of last week", "June last year"."""
    of = context.read(outer)
    if of.first is None or of.last is None or not _floats(inner):
        raise Unresolved("not inside")
    if of.unit not in ("year", "week", "weekend", "workweek", "month") or (
        of.unit in ("year", "month") and inner.means == "weekday"
    ):
        raise Unresolved("not inside")
    found = context.at(of.first, "future").read(inner)
    if found.first is None or found.first > of.last:
        raise Unresolved("does not fall inside")
    return found


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


def read_ranked_weekday(context: Context, rank: int, weekday: int, time: Node) -> Interval:
    """ "the second Monday of May"."""
    of = context.read(time)
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
    """ "the week of 10 April", "the weekend of Halloween"."""
    of = context.read(time)
    if of.first is None:
        raise Unresolved("open")
    found = whole(unit, of.first)
    return found


def read_roughly(context: Context, time: Node) -> Interval:
    """ "around 2015"."""
    return blur(context.read(time))


def read_same(context: Context, time: Node) -> Interval:
    """The time itself, told with more words."""
    return context.read(time)


def read_nights(context: Context, low: Node, high: Node) -> Interval:
    """ "the night of Sunday to Monday": both days."""
    end = context.read(high)
    begin = context.at(end.first, "past").read(low)
    return join(begin, end)


def read_told(context: Context, unit: str, away: int = 0) -> Interval:
    """ "that day", "the same year", "the day before": the unit of the date told last, or next to it."""
    told = context.told
    assert told.first is not None
    if told.unit in MONTHS and unit not in MONTHS:
        raise Unresolved("told less precisely")
    return step(whole(unit, told.first), away)
