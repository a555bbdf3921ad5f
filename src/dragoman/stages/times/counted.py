"""Meanings counted from the day of the story, or from the date that it told last."""

from __future__ import annotations

from datetime import date

from dragoman.stages.times.context import TURN, Context, Lean, Length, Node, Unresolved
from dragoman.stages.times.intervals import MONTHS, Interval, blur, join, shift, step, whole

FEW = 3  # "the past years", "in recent weeks": about so many
SPANS = (*MONTHS, "week")  # units long enough that counting in them is not counting days


def read_turn(context: Context, turn: str, unit: str) -> Interval:
    """ "last week", "this year", "next quarter"."""
    return step(whole(unit, context.today), TURN[turn])


def read_current(context: Context, unit: str) -> Interval:
    """ "the week", "the year": the story's."""
    return whole(unit, context.today)


def read_weekend(context: Context) -> Interval:
    """ "at the weekend": the last that has begun, or the next that has not ended."""
    weekend = whole("weekend", context.today)
    assert weekend.first is not None
    return step(weekend, -1) if context.lean == "past" and weekend.first > context.today else weekend


def read_second_turn(context: Context, unit: str, sign: int) -> Interval:
    """ "the week after next", "the week before last"."""
    return step(whole(unit, context.today), 2 * sign)


def read_distance(
    context: Context,
    length: Length,
    sign: int,
    of: Node | None = None,
    vague: int = 0,
    lean: Lean | None = None,
    since: int = 0,
) -> Interval:
    """So long before (sign -1) or after (1) the story's day, or `of`: as precise as the unit counted in.

    With `since` the count begins with the first day of `of`.
    """
    if of is None:
        return _at_distance(_add(context.today, length, sign), length, exact=False)
    told = context.at(context.day, lean or context.lean).read(of)
    start = told.first if since and told.first else _edge(told, sign)
    return _at_distance(_add(start, length, sign), length, exact=not vague)


def read_far_weekday(context: Context, weekday: int, length: Length, sign: int) -> Interval:
    """ "Friday two weeks ago": of the week that lies so far away."""
    week = whole("week", _add(context.today, length, sign))
    assert week.first is not None
    return whole("day", shift(week.first, weekday - 1, "day"))


def read_beyond(context: Context, length: Length, sign: int, of: Node) -> Interval:
    """ "more than two weeks after 3 May": from that day on, or up to it."""
    day = _add(_edge(context.read(of), sign), length, sign)
    return Interval(day, None) if sign > 0 else Interval(None, day)


def read_told_distance(context: Context, length: Length, sign: int, vague: int = 0) -> Interval:
    """So long before or after the date that the story told last."""
    told = context.told
    anchored = context.anchor is not None
    day = _add(_edge(told, sign), length, sign)
    if anchored and told.unit in MONTHS and length[0][1] not in MONTHS:
        return blur(whole("month", day))
    return _at_distance(day, length, exact=False)


def _at_distance(day: date, length: Length, exact: bool) -> Interval:
    finest = min((unit for _, unit in length), key=lambda unit: MONTHS.get(unit, 0))
    if finest not in SPANS or exact or len(length) > 1:
        return whole("day", day)
    unit = "month" if finest in ("month", "quarter", "season", "half") else "year"
    return blur(whole("day" if finest == "week" else unit, day))


def _edge(interval: Interval, sign: int) -> date:
    day = interval.first if sign < 0 else (interval.first if interval.unit == "day" else interval.last)
    if day is None:
        raise Unresolved("an open end cannot be counted from")
    return day


def _add(day: date, length: Length, sign: int) -> date:
    for count, unit in length:
        day = shift(day, sign * count, unit)
    return day


def read_stretch(
    context: Context,
    turn: str,
    length: Length = (),
    count: int = 0,
    unit: str = "",
    vague: int = 0,
) -> Interval:
    """ "the past three days", "the coming two years": up to now or from now on."""
    length = length or ((count, unit),)
    sign = TURN[turn]
    if not sign:
        raise Unresolved("neither past nor to come")
    unit = length[-1][1]
    if unit in ("quarter", "decade", "half", "century", "season"):
        now = whole(unit, context.today)
        low, high = (
            (step(now, -length[0][0]), step(now, -1)) if sign < 0 else (step(now, 1), step(now, length[0][0]))
        )
        return join(low, high)
    away = _add(context.today, length, sign)
    near = context.today if sign < 0 else shift(context.today, 1, "day")
    if sign > 0:
        away = max(near, away)
    grain = {"month": "month", "year": "year"}.get(unit, "day")
    first, last = (away, near) if sign < 0 else (near, away)
    loose = (bool(vague and sign < 0), bool(vague and sign > 0))
    return Interval(first, last, "span", (grain, grain), loose)


def read_some(context: Context, turn: str, unit: str) -> Interval:
    """ "the past years", "the coming weeks"."""
    return read_stretch(context, turn, ((FEW, unit),), vague=1)


def read_within(
    context: Context, length: Length, of: Node | None = None, lean: Lean | None = None, turn: str = "next"
) -> Interval:
    """ "within nine months": from now until then; "within the last year": up to now."""
    if TURN[turn] < 0:
        return read_stretch(context, turn, length)
    start = context.today if of is None else _edge(context.at(context.day, lean or context.lean).read(of), 1)
    return Interval(start, _add(start, length, 1))


def read_earlier(context: Context, unit: str, turn: str = "this") -> Interval:
    """ "earlier this year": its first day to today; "earlier last week": about its first half."""
    now = step(whole(unit, context.today), TURN[turn])
    assert now.first and now.last
    if turn == "this":
        return Interval(now.first, min(now.last, context.today))
    return Interval(now.first, now.first + (now.last - now.first) / 2, "span", ("day", "day"), (False, True))


def read_later(context: Context, unit: str) -> Interval:
    """ "later this year", "the rest of the week": today to its last day."""
    return Interval(context.today, whole(unit, context.today).last)
