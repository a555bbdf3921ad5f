"""Meanings made of other times: their parts, their ends, one inside another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dragoman.stages.times.context import Context, Lean, Node, Unresolved
from dragoman.stages.times.intervals import MONTHS, Interval, blur, join, step, whole
from dragoman.stages.times.named import read_date

FLOATING = ("date", "month", "weekday", "season", "holiday", "numbered", "day_of")
"""Meanings that may name no year of their own: their context tells which."""

OPEN_ENDED = (
    "since", "from", "until", "deadline", "before", "before_or_for", "after", "beyond", "within", "nothing"
)  # fmt: skip
AFTER_RANGES = ("before_or_for", "distance")
OUTER = ("turn", "year", "short", "told", "numbered", "around", "second_turn", "ranked", "weekend")
"""Meanings that another time may lie in."""
CURRENT = ("week", "month", "quarter", "year")
BEGINNINGS = ("day", "week", "month")
PLANNED = (
    "turn",
    "around",
    "told",
    "later",
    "some",
    "stretch",
    "second_turn",
    "range",
    "inside",
    "weekend",
    "current",
)
"""Meanings that something is planned for rather than done before."""


def may_compose(means: str, parts: Iterable[tuple[str, object]]) -> bool:
    """Whether times may be composed so: what is open at an end is no part of anything, and only what names no
    year lies inside another time. Told before anything is read, this keeps senseless readings few."""
    for name, part in parts:
        if means == "current" and name == "unit" and part not in CURRENT:
            return False
        if not isinstance(part, Node):
            continue
        if part.means in OPEN_ENDED or (part.means == "range" and means not in AFTER_RANGES):
            return False
        if name == "inner" and not floats(part):
            return False
        if name == "outer" and part.means not in OUTER:
            return False
    return True


def read_since(context: Context, time: Node, lean: Lean | None = None) -> Interval:
    """From its first day on."""
    of = context.at(context.day, lean or context.lean).read(time)
    if of.first is None:
        raise Unresolved("open already")
    return Interval(of.first, None, "span", of.grains, of.vague)


def read_from(context: Context, time: Node) -> Interval:
    """ "from 1 May": ahead it begins then; what lies behind, or is a whole year, it is merely from."""
    of = context.read(time)
    return read_since(context, time) if context.lean == "future" and of.unit in BEGINNINGS else of


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
    if time.means == "part" and time.args.get("part") == "late":
        return read_deadline(context, time)  # "before the end of the year"
    of = context.read(time)
    if of.first is None:
        raise Unresolved("open already")
    return Interval(None, of.first - timedelta(days=1), "span", (of.grains[0],) * 2, (of.vague[0],) * 2)


def read_before_or_for(context: Context, time: Node) -> Interval:
    """ "voor": before a date, but for a week, or a year, told from where the story stands."""
    return context.read(time) if time.means in PLANNED else read_before(context, time)


def read_itself(context: Context, time: Node) -> Interval:
    """ "the early hours of 3 May": the day, whatever hour of it is told."""
    return context.read(time)


def read_range(context: Context, low: Node, high: Node) -> Interval:
    """From one to the other; the one without a year of its own takes it from the other."""
    if low.means in ("date", "month") and high.means == "year":
        raise Unresolved("a day and a year make no range")
    if low.means == "year" and high.means in ("date", "month") and "year" not in high.args:
        raise Unresolved("a year and a day make no range")
    if floats(low) and not floats(high):
        end = context.read(high)
        return join(context.at(end.first, "past").read(low), end)
    begin = context.read(low)
    return join(begin, (context.at(begin.first, "future") if floats(high) else context).read(high))


def floats(node: Node) -> bool:
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
    if month is None or until <= day:
        raise Unresolved("not days of a month")
    low = read_date(context, month, day, year)
    assert low.first is not None
    return join(low, whole("day", low.first.replace(day=until)))


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
