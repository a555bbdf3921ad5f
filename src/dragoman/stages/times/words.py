"""A text's words, and the classes of time words they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dragoman.languages.times import TimeWords, load_times
from dragoman.stages.times.context import Node

WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
EARLIEST, LATEST = 1000, 2199  # a bare number outside these years is a count, not a year
CURRENCIES = ("$", "€", "£")
PIVOT = 40  # '39 is 2039, '40 is 1940

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
    "year",
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


def cut_words(text: str, start: int = 0, end: int | None = None, before: int = -1) -> list[Word]:
    """Runs of figures, runs of letters, and single signs, in text order.

    Those from `start` to `end` only; `before` is where the word before them ends.
    """
    words = []
    for found in WORDS.finditer(text, start, len(text) if end is None else end):
        start, end = found.span()
        form = text[start:end]
        plain = form if form.isascii() and form != "`" else form.translate(_APOSTROPHES)
        words.append(Word(plain.lower(), start, end, start == before, form[0].isupper()))
        before = end
    return words


class Classes:
    """The time words of a language by their words, and how long those may be by the first of them."""

    def __init__(self, table: TimeWords) -> None:
        self.table = table
        self.entries: dict[tuple[str, ...], list[tuple[str, Value, bool, bool]]] = {}
        self.suffixes = frozenset(table.numbers.suffixes)
        triggers = set(table.also)
        for phrase, kind, value in _list_words(table):
            words = tuple(word.form for word in cut_words(phrase))
            capital = " ".join(words) in table.capital
            self.entries.setdefault(words, []).append((kind, value, phrase in table.doubtful, capital))
            if kind in TRIGGERS:  # of several words the longest, for it is the rarest: not "the"
                triggers.add(max(words, key=len))
        for words, year in year_words_of(table):
            self.entries.setdefault(words, []).append(("year", year, False, False))
            triggers.add(words[0] if table.numbers.ones.get(words[0], 11) > 10 else words[1])
        self.triggers = frozenset(triggers)
        self.forms = frozenset(word for words in self.entries for word in words)
        lengths: dict[str, set[int]] = {}
        for words in self.entries:
            lengths.setdefault(words[0], set()).add(len(words))
        self.lengths = {word: tuple(sorted(found)) for word, found in lengths.items()}

    def items(self, words: list[Word], at: int) -> Iterator[Item]:
        """The time words that begin at a position."""
        word = words[at]
        for length in self.lengths.get(word.form, ()):
            forms = tuple([one.form for one in words[at : at + length]])
            for kind, value, doubtful, capital in self.entries.get(forms, ()) if len(forms) == length else ():
                if word.capital or not capital:
                    yield Item(kind, at + length, value, doubtful)
        if word.form.isascii() and word.form.isdigit():
            yield from self._figures(words, at)
        elif word.form == "'" and at + 1 < len(words) and words[at + 1].glued:
            number = words[at + 1].form
            if number.isascii() and number.isdigit() and len(number) == 2:
                yield Item("short", at + 2, int(number))

    def _figures(self, words: list[Word], at: int) -> Iterator[Item]:
        form = words[at].form
        before = words[at - 1].form if at else ""
        if len(form) > 4 or before in CURRENCIES or (words[at].glued and before in (".", ",")):
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
            if number > 31:
                yield Item("late", at + 1, number)
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
        ("edge", table.edges),
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
        if 1 < value <= 31:
            yield form, "dayno", value
    for form, value in rank_words(table).items():
        yield form, "rank", value
        if 20 < value <= 31:
            yield form, "nth", value
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


def year_words_of(table: TimeWords) -> Iterator[tuple[tuple[str, ...], int]]:
    """Years in words, by the patterns of the language: "nineteen ninety-six", "two thousand and five"."""
    counts = [
        (value, tuple(one.form for one in cut_words(word))) for word, value in count_words(table).items()
    ]
    highs = [(value, cut[0]) for value, cut in counts if len(cut) == 1 and 11 <= value <= 20]
    for pattern in table.numbers.year_patterns:
        lows = [(value, cut) for value, cut in counts if value >= pattern.least]
        for hundreds, high in [(pattern.hundreds, "")] if pattern.hundreds else highs:
            for rest, low in lows if any("R" in part for part in pattern.parts) else [(0, ())]:
                words: list[str] = []
                for part in pattern.parts:
                    words += low if part == "R" else [part.replace("H", high).replace("R", "".join(low))]
                yield tuple(words), hundreds * 100 + rest


def _compounds(table: TimeWords, ones: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    made = {}
    for ten, value in tens.items():
        for one, unit in ones.items():
            if 1 <= unit <= 9:
                for joint in table.numbers.joints:
                    joined = f"{ten}{joint}{one}" if table.numbers.tens_first else f"{one}{joint}{ten}"
                    made[joined] = value + unit
    return made


def full_year(short: int) -> int:
    """The year that two figures stand for."""
    return short + (2000 if short < PIVOT else 1900)


@cache
def load_classes(language: str) -> Classes:
    """The time words of a language, ready to be looked up."""
    return Classes(load_times(language))
