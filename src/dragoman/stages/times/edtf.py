"""EDTF (ISO 8601-2, level 1): intervals written as strings, and read back.

Level 1 has no code for a quarter, a half year or a week: those are written as two ends.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.stages.times.intervals import WHOLE, Interval, shift, whole

OPEN = ".."
_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?(~?)", re.ASCII)


def write_edtf(interval: Interval) -> str:
    """The interval as EDTF: `2022-07-07`, `2022-07`, `2022-21`, `201X`, `2022-07-04/2022-07-10`."""
    if interval.first and interval.last and interval.unit in WHOLE:
        return _write_whole(interval) + ("~" if any(interval.vague) else "")
    low = _write_end(interval.first, interval.grains[0], interval.vague[0])
    high = _write_end(interval.last, interval.grains[1], interval.vague[1])
    return low if low == high else f"{low}/{high}"


def _write_whole(interval: Interval) -> str:
    assert interval.first is not None
    year, month = interval.first.year, interval.first.month
    if interval.unit == "season":
        return f"{year:04}-{_SEASONS[month]}"
    if interval.unit == "decade":
        return f"{year // 10:03}X"
    if interval.unit == "century":
        return f"{year // 100:02}XX"
    return _write_end(interval.first, interval.unit, False)


def _write_end(day: date | None, grain: str, vague: bool) -> str:
    if day is None:
        return OPEN
    iso = day.isoformat()
    return {"day": iso, "month": iso[:7], "year": iso[:4]}[grain] + ("~" if vague else "")


def read_edtf(written: str) -> Interval:
    """The interval that an EDTF string of level 1 names; raises ValueError when it is none that we write."""
    low, slash, high = written.partition("/")
    if not slash:
        return _read_point(low)
    one = None if low == OPEN else _read_point(low)
    other = None if high == OPEN else _read_point(high)
    if one is None and other is None:
        raise ValueError(f"{written!r} is open at both ends")
    first, last = one.first if one else None, other.last if other else None
    if first and last and last < first:
        raise ValueError(f"{written!r} ends before it begins")
    grains = (one.grains[0] if one else "day", other.grains[1] if other else "day")
    return Interval(first, last, "span", grains, (bool(one and one.vague[0]), bool(other and other.vague[1])))


def _read_point(written: str) -> Interval:
    found = _POINT.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is not an EDTF date")
    years, month, day, mark = found.groups()
    vague = (bool(mark), bool(mark))
    if "X" in years:
        if month:
            raise ValueError(f"{written!r} has a month in an unknown year")
        size, unit = (10, "decade") if years.endswith("X") and years[2] != "X" else (100, "century")
        start = int(years.rstrip("X")) * size
        first = date(max(start, 1), 1, 1)
        return Interval(first, date(start + size - 1, 12, 31), unit, ("year", "year"), vague)
    year = int(years)
    if day:
        on = date(year, int(month), int(day))
        return Interval(on, on, "day", ("day", "day"), vague)
    if month and int(month) > 12:
        starts = {code: at for at, code in _SEASONS.items()}
        if int(month) not in starts:
            raise ValueError(f"{written!r} has no such season")
        first = date(year, starts[int(month)], 1)
        return Interval(first, shift(first, 1, "season") - timedelta(1), "season", ("month", "month"), vague)
    found_whole = whole("month" if month else "year", date(year, int(month or 1), 1))
    return Interval(found_whole.first, found_whole.last, found_whole.unit, found_whole.grains, vague)
