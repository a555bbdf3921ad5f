"""The time words and time phrases of a language: `languages/<code>/times.toml`, checked on load.

Words stand in classes (months, units, turns such as "last" and "next"); phrases are forms over these
classes, each with the meaning it has and a proof. `languages/calendar.toml` holds what all languages share:
when holidays and named periods fall.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.tables import read_table

FOLDER = Path(__file__).parent
Words = dict[str, tuple[str, ...]]
Made = TypeVar("Made")

TURNS = ("last", "past", "this", "next", "coming")
"""Which of several: `last` and `next` count whole weeks from the calendar week of the story ("last Friday" is
last week's); `past` and `coming` are the nearest."""

PARTS = ("early", "mid", "late")
UNITS = (
    "day",
    "week",
    "weekend",
    "workweek",
    "workday",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)


class Phrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form, what it means, and its proof.

    In a form `<class>` or `<class:name>` stands for a word of a class, `(a|b)` for either, `[a]` for a or
    nothing. `set` fills what the form does not say. `example` read on `published` must give the EDTF
    `gives` ("" for nothing; several apart by " ; "). `only` limits a phrase that is often no time: to after a
    word of `introducers`, to inside another phrase, or to before a sign or the end of the text.
    """

    form: str
    means: str
    example: str
    gives: str
    published: str = "2022-07-07"
    set: dict[str, str | int] = {}
    only: Literal["", "introduced", "inside", "closed"] = ""


class YearPattern(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a year is told in words: "H" are its hundreds (eleven to twenty), "R" the rest, from `least` on.

    `hundreds` are given when the words themselves tell them ("two thousand R").
    """

    parts: tuple[str, ...]
    least: int = 1
    hundreds: int = 0


class Numbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Number words: `ones` up to nineteen, `tens`, and how both join: joined[0] for most, or by last letter.

    `tens_first` tells "twenty-one" from "eenentwintig".
    """

    ones: dict[str, int]
    tens: dict[str, int]
    first: dict[str, int]  # ordinals up to nineteenth
    tenth: dict[str, int]  # ordinals of the tens
    joints: tuple[str, ...]
    tens_first: bool
    suffixes: tuple[str, ...]  # after figures: "3rd"
    vague: dict[str, int]  # "several": about how many
    last: tuple[str, ...]
    year_patterns: tuple[YearPattern, ...]


class TimeWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All time words and phrases of one language; words in small letters."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    days: Words  # by days from the story's: "-1"
    seasons: Words  # by the EDTF code: "21"
    units: Words
    plurals: Words
    turns: Words
    parts: Words  # that stand before a time at once: "early May"
    edges: Words  # the same as nouns: "the start of May"
    dayparts: tuple[str, ...]
    daypart_joined: bool  # "maandagochtend"
    lengths: dict[str, tuple[int, str]]  # "fortnight": two weeks
    joiners: tuple[str, ...]  # within a length: "a year and two months"
    holidays: Words
    periods: Words
    numbers: Numbers
    decades: dict[str, int]  # "nineties": 90
    also: tuple[str, ...]  # words of phrases that can make a time without any word of the classes: "q"
    sets: tuple[str, ...]  # words that mean again and again
    doubtful: frozenset[str]  # words that alone need an introducer: "jan" may be a man
    capital: frozenset[str]  # words (their signs apart) that must have a capital: "may", "sun ."
    introducers: tuple[str, ...]
    present: frozenset[str]  # auxiliaries (lemmas) whose present tense with a participle is no past: "wordt"
    order: Literal["dmy", "mdy"]
    phrase: tuple[Phrase, ...]


class Feast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A holiday's day: fixed, days from Easter, or a month's nth weekday (-1: last), then `after` days."""

    month: int | None = None
    day: int | None = None
    easter: int | None = None
    weekday: int | None = None
    nth: int | None = None
    after: int = 0
    since: int = 1  # the first year


class Age(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A period with a name of its own: its first and last day, or year."""

    first: str
    last: str


class Calendar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all languages share: holidays and named periods, by the keys that languages name."""

    holidays: dict[str, Feast]
    periods: dict[str, Age]


@cache
def load_calendar() -> Calendar:
    """The shared calendar; raises DataError with file and field."""
    return _decode(FOLDER / "calendar.toml", Calendar)


@cache
def load_times(language: str) -> TimeWords:
    """The time words of `language`; raises DataError with file, field and what is allowed."""
    path = FOLDER / language / "times.toml"
    words = _decode(path, TimeWords)
    check_times(words, str(path))
    return words


def _decode(path: Path, kind: type[Made]) -> Made:
    try:
        return read_table(path, kind)
    except FileNotFoundError:
        raise DataError(
            "no such file", where=str(path), remedy="a coded language needs its time words"
        ) from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/times.py") from None


def check_times(words: TimeWords, where: str) -> None:
    """Refuses keys that nothing knows, and names the ones allowed."""
    calendar = load_calendar()
    for name, given, allowed in (
        ("units", words.units, UNITS),
        ("plurals", words.plurals, UNITS),
        ("turns", words.turns, TURNS),
        ("parts", words.parts, PARTS),
        ("edges", words.edges, PARTS),
        ("seasons", words.seasons, ("21", "22", "23", "24")),
        ("holidays", words.holidays, tuple(calendar.holidays)),
        ("periods", words.periods, tuple(calendar.periods)),
    ):
        for key in given:
            if key not in allowed:
                raise DataError(
                    f"{name} has no {key!r}", where=where, remedy=f"allowed: {', '.join(allowed)}"
                )
    for name, count, wanted in (("months", len(words.months), 12), ("weekdays", len(words.weekdays), 7)):
        if count != wanted:
            raise DataError(f"{name} holds {count} lists", where=where, remedy=f"give {wanted}, in order")
    for phrase in words.phrase:
        try:
            date.fromisoformat(f"{phrase.published}-01-01"[:10])
        except ValueError:
            raise DataError(
                f"phrase {phrase.form!r}: published is no date", where=where, remedy="write YYYY[-MM[-DD]]"
            ) from None
