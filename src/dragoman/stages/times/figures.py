"""Dates written in figures: 2016-11-02, 22/04, 3.5.2019."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.stages.times.context import Node
from dragoman.stages.times.words import EARLIEST, LATEST, Value, full_year

_DATES = re.compile(
    r"(?<![\w.,/-])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}|\d{2})"
    r"|(\d{4}) ?[-/] ?(\d{1,2})|(\d{1,2}) ?[-/] ?(\d{4})|(\d{1,2})([-/.])(\d{1,2})|(\d{4})(\d\d)(\d\d))"
    r"(?![\w/]|[-.,:]\d)",
    re.ASCII,
)
_PAIRS = re.compile(
    r"(?<![\w.,/-])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?-(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\w/]|[-.,:]\d)",
    re.ASCII,
)
_NUMBERS = re.compile(r"\d+", re.ASCII)


def find_figures(text: str, order: str) -> Iterator[tuple[int, int, Node, str]]:
    """Dates in figures: start, end, what they mean, and where they may stand.

    "22/04" and "1-2-2003" stand anywhere; "3/4" and "22-4" may be fractions and scores: they need a word that
    introduces them; "5.12" and "8.30" are dates only as part of a phrase.
    """
    places = [found.start() for found in _NUMBERS.finditer(text)]
    for found in _match_all(_PAIRS, text, places):
        ends = [_make_date(found[at], found[at + 1], found[at + 2], order) for at in (1, 4)]
        if ends[0] is not None and ends[1] is not None:
            yield found.start(), found.end(), Node("range", {"low": ends[0], "high": ends[1]}), ""
    for found in _match_all(_DATES, text, places):
        year, _, month, day, one, mark, two, late, y1, m1, m2, y2, low, sign, high, y3, m3, d3 = (
            found.groups()
        )
        only = ""
        if late:
            day, month = _order(int(one), int(two), order)
            year = late if len(late) == 4 else str(full_year(int(late)))
            only = "introduced" if len(late) == 2 and mark == "." else ""
        elif y1 or y2:
            year, month, day = y1 or y2, m1 or m2, None
        elif y3:
            year, month, day = y3, m3, d3
        elif low:
            day, month = _order(int(low), int(high), order)
            sure = sign == "/" and max(int(low), int(high)) > 12
            only = "" if sure else "inside" if sign == "." else "introduced"
        if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
            continue
        if year and not EARLIEST <= int(year) <= LATEST:
            continue
        args: dict[str, Value] = {"month": int(month)}
        if day:
            args["day"] = int(day)
        if year:
            args["year"] = int(year)
        yield found.start(), found.end(), Node("date" if day else "month", args), only


def _match_all(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the places, none within another: as if all the text were searched."""
    done = 0
    for place in places:
        if place >= done and (found := pattern.match(text, place)) is not None:
            yield found
            done = found.end()


def _make_date(one: str, two: str, year: str | None, order: str) -> Node | None:
    day, month = _order(int(one), int(two), order)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    args: dict[str, Value] = {"day": day, "month": month}
    return Node("date", args | {"year": int(year)} if year else args)


def _order(one: int, two: int, order: str) -> tuple[int, int]:
    """Day and month: in the order of the language, or the other way when only that is a date."""
    day, month = (one, two) if order == "dmy" else (two, one)
    return (day, month) if month <= 12 else (month, day)
