"""A text's words, and the classes of time words they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dragoman.languages.times import TimeWords, load_times
from dragoman.stages.times.context import Node

_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_DATES = re.compile(
    r"(?<![\w.,/-])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}|\d{2})"
    r"|(\d{4})(?:-| ?/ ?| - )(\d{1,2})|(\d{1,2})(?:-| ?/ ?| - )(\d{4})|(\d{1,2})([-/])(\d{1,2}))"
    r"(?![\w/]|[-.,:]\d)",
    re.ASCII,
)
EARLIEST, LATEST = 1000, 2199  # a bare number outside these years is a count, not a year
PIVOT = 50  # '49 is 2049, '50 is 1950

TRIGGERS = (
    "day",
    "weekday",
    "month",
    "season",
    "unit",
    "plural",
    "length",
    "holiday",
    "period",
    "decade",
    "set",
)
"""Classes of words without one of which, or a year or date in figures, no phrase can be a time."""

Value = str | int | tuple[tuple[int, str], ...] | Node


class Word(Struct, frozen=True):
    """A word of a text in small letters, where it stands, and whether it follows the one before at once."""

    form: str
    start: int
    end: int
    glued: bool
    capital: bool


class Item(Struct, frozen=True):
    """Words from some position to `end` that belong to a class; `doubtful` ones mostly do not.

    `order` tells which phrase made it (an earlier phrase is preferred), `only` where it may stand.
    """

    kind: str
    end: int
    value: Value
    doubtful: bool = False
    order: int = 0
    only: str = ""


def cut_words(text: str) -> list[Word]:
    """Runs of figures, runs of letters, and single signs, in text order."""
    words = []
    before = -1
    for found in _WORDS.finditer(text):
        start, end = found.span()
        form = found.group()
        words.append(
            Word(form.translate(_APOSTROPHES).lower(), start, end, start == before, form[0].isupper())
        )
        before = end
    return words


class Classes:
    """The time words of a language by their first word."""

    def __init__(self, table: TimeWords) -> None:
        self.table = table
        self.by_first: dict[str, list[tuple[tuple[str, ...], str, Value, bool]]] = {}
        self.suffixes = frozenset(table.numbers.suffixes)
        for phrase, kind, value in _list_words(table):
            words = tuple(word.form for word in cut_words(phrase))
            doubtful = phrase in table.doubtful
            self.by_first.setdefault(words[0], []).append((words, kind, value, doubtful))
        self.triggers = frozenset(
            entry[0][0] for entries in self.by_first.values() for entry in entries if entry[1] in TRIGGERS
        )
        self.forms = frozenset(
            word for entries in self.by_first.values() for entry in entries for word in entry[0]
        )

    def items(self, words: list[Word], at: int) -> Iterator[Item]:
        """The time words that begin at a position."""
        word = words[at]
        for forms, kind, value, doubtful in self.by_first.get(word.form, ()):
            if len(forms) > 1 and tuple(one.form for one in words[at : at + len(forms)]) != forms:
                continue
            if not doubtful or word.capital:
                yield Item(kind, at + len(forms), value, doubtful)
        if word.form.isascii() and word.form.isdigit():
            yield from self._figures(words, at)
        elif word.form == "'" and at + 1 < len(words) and words[at + 1].glued:
            number = words[at + 1].form
            if number.isascii() and number.isdigit() and len(number) == 2:
                yield Item("short", at + 2, int(number))

    def _figures(self, words: list[Word], at: int) -> Iterator[Item]:
        form = words[at].form
        if len(form) > 4 or (at and words[at].glued and words[at - 1].form in (".", ",", "$", "€", "£")):
            return
        number = int(form)
        after = words[at + 1] if at + 1 < len(words) else None
        if after is not None and after.glued and after.form in ("%", "°"):
            return
        if len(form) == 4 and EARLIEST <= number <= LATEST:
            yield Item("year", at + 1, number)
        if len(form) < 4:
            yield Item("count", at + 1, number)
        if len(form) == 2:
            yield Item("two", at + 1, number)
        if 1 <= number <= 31:
            yield Item("dayno", at + 1, number)
        if after is not None and after.form in self.suffixes and (after.glued or len(after.form) > 1):
            yield Item("rank", at + 2, number)
            yield Item("nth", at + 2, number)
            if 1 <= number <= 31:
                yield Item("dayno", at + 2, number)


def _list_words(table: TimeWords) -> Iterator[tuple[str, str, Value]]:
    """Each time word of a language with its class and value."""
    for kind, lists in (("month", table.months), ("weekday", table.weekdays)):
        for number, forms in enumerate(lists, start=1):
            for form in forms:
                yield form, kind, number
                if kind == "weekday" and table.daypart_joined:
                    yield from ((form + part, kind, number) for part in table.dayparts if len(form) > 4)
    for kind, numbered in (("day", table.days), ("season", table.seasons)):
        yield from ((form, kind, int(key)) for key, forms in numbered.items() for form in forms)
    for kind, named in (
        ("unit", table.units),
        ("plural", table.plurals),
        ("turn", table.turns),
        ("part", table.parts),
        ("holiday", table.holidays),
        ("period", table.periods),
    ):
        yield from ((form, kind, key) for key, forms in named.items() for form in forms)
    yield from ((part, "daypart", 0) for part in table.dayparts)
    yield from ((form, "length", ((count, unit),)) for form, (count, unit) in table.lengths.items())
    yield from ((form, "decade", value) for form, value in table.decades.items())
    yield from ((form, "set", 0) for form in table.sets)
    yield from ((form, "rank", -1) for form in table.numbers.last)
    yield from ((form, "vague", value) for form, value in table.numbers.vague.items())
    for form, value in count_words(table).items():
        yield form, "count", value
        if value <= 31:
            yield form, "dayno", value
    for form, value in rank_words(table).items():
        yield form, "rank", value
        if value <= 31:
            yield form, "dayno", value


def count_words(table: TimeWords) -> dict[str, int]:
    """Number words up to ninety-nine."""
    return table.numbers.ones | table.numbers.tens | _compounds(table, table.numbers.ones, table.numbers.tens)


def rank_words(table: TimeWords) -> dict[str, int]:
    """Ordinal words up to ninety-ninth."""
    numbers = table.numbers
    plain = numbers.first | numbers.tenth
    if numbers.tens_first:
        return plain | _compounds(table, numbers.first, numbers.tens)
    return plain | _compounds(table, numbers.ones, numbers.tenth)


def _compounds(table: TimeWords, ones: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    made = {}
    for ten, value in tens.items():
        for one, unit in ones.items():
            if 1 <= unit <= 9:
                for joint in table.numbers.joints:
                    joined = f"{ten}{joint}{one}" if table.numbers.tens_first else f"{one}{joint}{ten}"
                    made[joined] = value + unit
    return made


def find_figures(text: str, order: str) -> Iterator[tuple[int, int, Node, bool]]:
    """Dates in figures: start, end, what they mean, and whether they are weak (no year in four figures)."""
    for found in _DATES.finditer(text):
        year, _, month, day, one, _, two, late, y1, m1, m2, y2, low, _, high = found.groups()
        weak = False
        if year:
            pass
        elif late:
            day, month = _order(int(one), int(two), order)
            year = late if len(late) == 4 else str(full_year(int(late)))
            weak = len(late) == 2
        elif y1 or y2:
            year, month, day = y1 or y2, m1 or m2, None
        else:
            day, month = _order(int(low), int(high), order)
            weak = True
        if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
            continue
        args: dict[str, Value] = {"month": int(month)}
        if day:
            args["day"] = int(day)
        if year:
            args["year"] = int(year)
        kind = "date" if day else "month"
        yield found.start(), found.end(), Node(kind, args), weak


def _order(one: int, two: int, order: str) -> tuple[int, int]:
    """Day and month: in the order of the language, or the other way when only that is a date."""
    day, month = (one, two) if order == "dmy" else (two, one)
    return (day, month) if month <= 12 else (month, day)


def full_year(short: int) -> int:
    """The year that two figures stand for."""
    return short + (2000 if short < PIVOT else 1900)


@cache
def load_classes(language: str) -> Classes:
    """The time words of a language, ready to be looked up."""
    return Classes(load_times(language))
