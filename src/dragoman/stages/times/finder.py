"""The time expressions of a text: where they stand, and what each means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from dragoman.stages.times.context import Context, Lean, Node, Unresolved
from dragoman.stages.times.edtf import write_edtf
from dragoman.stages.times.figures import find_figures
from dragoman.stages.times.grammar import TIME, Grammar, load_grammar
from dragoman.stages.times.intervals import Interval, widen
from dragoman.stages.times.meanings import read_node
from dragoman.stages.times.words import Item, Word, cut_words, list_forms

LONGEST_RUN = (
    40  # words looked at together; no expression is longer, and endless ones must not take endless time
)

LONGEST_WORD = 40
"""How far beyond a sentence its neighbours are looked for; no word that bears on a time is longer."""

_FIGURE = re.compile(r"\d")
Figures = tuple[int, int, Node, str]
"""A date in figures: start, end, what it means, and where it may stand."""

_PROBE = date(2020, 1, 15)  # a day in a month of 31 days, in a leap year
_LEANS: tuple[Lean, ...] = ("past", "future")
LAST = 10_000  # dates in figures come after all phrases: "9/11" has a name


class Found(Struct, frozen=True):
    """A time expression: where it begins, and its readings with where each ends, the best first."""

    start: int
    readings: tuple[tuple[int, Node], ...]


class Told(Struct, frozen=True):
    """A time expression that could be read: its place in the text and the days it means."""

    start: int
    end: int
    means: str
    interval: Interval


class Published(Struct, frozen=True):
    """The story's day, or the month or year it is known by: the days it may be."""

    first: date | None
    last: date | None
    grain: str

    @classmethod
    def read(cls, stated: str | None) -> Published:
        """From `YYYY[-MM[-DD]]`; unknown when None. Raises ValueError when it is no date."""
        if stated is None:
            return cls(None, None, "day")
        parts = [int(part) for part in stated.split("-")]
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        grain = ("year", "month", "day")[len(parts) - 1]
        if grain == "day":
            return cls(first, first, grain)
        last = date(first.year, first.month if grain == "month" else 12, 28 if first.month == 2 else 30)
        return cls(first, last, grain)


def find_expressions(
    text: str, language: str, skip: Collection[int] = (), starts: Iterable[int] = ()
) -> list[Found]:
    """The time expressions of a text, in text order; where they overlap the longest.

    `skip` are offsets of words known to be no time ("may" as a verb, a number before its noun), `starts` are
    those of sentences: no expression reaches over them.
    """
    stretches = list_stretches(text, language, starts)
    return find_in_stretches(text, language, stretches, skip)


def list_stretches(text: str, language: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """The sentences (from one of `starts` up to the next) with a figure or a word that can make a time.

    Every second sentence has none, and is not looked at again.
    """
    triggers = load_grammar(language).triggers
    lowered = text.lower()
    bounds = sorted({0, len(text), *starts})
    return [
        (start, end)
        for start, end in pairwise(bounds)
        if len(lowered) != len(text)  # a few letters are longer when small: then every sentence is looked at
        or _FIGURE.search(text, start, end)
        or not triggers.isdisjoint(list_forms(lowered, start, end))
    ]


def find_in_stretches(
    text: str, language: str, stretches: Iterable[tuple[int, int]], skip: Collection[int]
) -> list[Found]:
    """The time expressions within each of the stretches (see `find_expressions`)."""
    grammar = load_grammar(language)
    figures = list(find_figures(text, grammar.classes.table.order)) if _FIGURE.search(text) else []
    return [one for start, end in stretches for one in _find(text, start, end, grammar, figures, skip)]


def read_expression(
    found: Found, published: Published, lean: Lean = "past", anchor: Interval | None = None
) -> Told | None:
    """What an expression means for a story of that day; None when it cannot be told.

    When only the month or year of the story is known, what would need the day is told no more precisely.
    """
    for end, node in found.readings:
        if node.means == "nothing":
            return None
        try:
            return Told(found.start, end, node.means, _read(node, published, lean, anchor))
        except Unresolved:
            continue
    return None


def _read(node: Node, published: Published, lean: Lean, anchor: Interval | None) -> Interval:
    early = read_node(node, Context(published.first, lean, anchor, read_node))
    if published.grain == "day" or published.first is None or published.last is None:
        return early
    late = read_node(node, Context(published.last, lean, anchor, read_node))
    if early == late:
        return early
    middle = published.first + (published.last - published.first) / 2
    return widen(read_node(node, Context(middle, lean, anchor, read_node)), published.grain)


def tell_times(
    text: str, language: str, published: str | None = None, lean: Lean = "past"
) -> list[tuple[int, int, str]]:
    """The expressions of a text with a date that can be told: start, end, EDTF."""
    day = Published.read(published)
    anchor: Interval | None = None
    told = []
    for found in find_expressions(text, language):
        meant = read_expression(found, day, lean, anchor)
        if meant is not None:
            anchor = meant.interval
            told.append((meant.start, meant.end, write_edtf(meant.interval)))
    return told


# ── finding ──────────────────────────────────────────────────────────────────


def _find(
    text: str, start: int, end: int, grammar: Grammar, dates: Sequence[Figures], skip: Collection[int]
) -> Iterator[Found]:
    words, begin, stop = _cut_stretch(text, start, end)
    figures = _place_figures([date for date in dates if start <= date[0] < end], words)
    for first, last in _list_runs(text, words, begin, stop, grammar, figures, skip):
        chart = grammar.fill(words, first, last, figures)
        at = first
        before = first - 1
        while at < last:
            items = [item for item in chart[at - first] if item.kind == TIME]
            taken = _choose(items, words, at, grammar, before == at - 1)
            if not taken:
                at += 1
                continue
            if not any(_is_readable(node) for _, node in taken):
                at += 1
                continue
            yield Found(words[at].start, tuple((words[end - 1].end, node) for end, node in taken))
            at = before = taken[0][0]


def _is_readable(node: Node) -> bool:
    """Whether a node means anything at all, for one day and tense at least."""
    if node.means == "nothing":
        return True
    for lean in _LEANS:
        try:
            read_node(node, Context(_PROBE, lean, None, read_node))
        except Unresolved:
            continue
        return True
    return False


def _choose(
    items: list[Item], words: list[Word], at: int, grammar: Grammar, listed: bool
) -> list[tuple[int, Node]]:
    """The readings that may stand here, the longest first; of equally long ones the earlier phrase."""
    introducers = grammar.classes.table.introducers
    before = words[at - 1].form if at else ""
    allowed = []
    for item in items:
        after = words[item.end].form if item.end < len(words) else "."
        if item.only == "inside" or (item.only == "closed" and after[0].isalnum()):
            continue
        if (
            item.only == "introduced"
            and before not in introducers
            and not (listed and before in grammar.joiners)
        ):
            continue
        allowed.append(item)
    allowed.sort(key=lambda item: (-item.end, item.order))
    return [(item.end, item.value) for item in allowed if isinstance(item.value, Node)]


def _cut_stretch(text: str, start: int, end: int) -> tuple[list[Word], int, int]:
    """The words of a stretch with the one before and the one after; where its own begin and end."""
    before = cut_words(text, max(0, start - LONGEST_WORD), start)[-1:]
    own = cut_words(text, start, end, before[0].end if before else -1)
    after = cut_words(text, end, end + LONGEST_WORD, own[-1].end if own else -1)[:1]
    return [*before, *own, *after], len(before), len(before) + len(own)


def _place_figures(dates: Iterable[Figures], words: list[Word]) -> dict[int, list[Item]]:
    """The dates in figures by the position of their first word."""
    if not dates:
        return {}
    starts = {word.start: at for at, word in enumerate(words)}
    ends = {word.end: at + 1 for at, word in enumerate(words)}
    placed: dict[int, list[Item]] = {}
    for start, end, node, only in dates:
        if start in starts and end in ends:
            placed.setdefault(starts[start], []).append(Item("figures", ends[end], node))
            if only != "inside":  # "8.30" and "4.5" are dates beside a weekday only
                placed[starts[start]].append(Item(TIME, ends[end], node, False, LAST, only))
    return placed


def _list_runs(
    text: str,
    words: list[Word],
    begin: int,
    stop: int,
    grammar: Grammar,
    figures: dict[int, list[Item]],
    skip: Collection[int],
) -> Iterator[tuple[int, int]]:
    """Runs of words that the grammar knows, with something in them that can make a time."""
    forms = grammar.forms
    first = begin
    for at in range(begin, stop):
        word = words[at]
        known = (word.form in forms or word.form.isdigit()) and word.start not in skip
        if known and (at == first or not _is_over(text, words, first, at)):
            continue
        if first < at and _has_trigger(words, first, at, grammar, figures):
            yield first, at
        first = at if known else at + 1
    if first < stop and _has_trigger(words, first, stop, grammar, figures):
        yield first, stop


def _is_over(text: str, words: list[Word], first: int, at: int) -> bool:
    """Whether a run from `first` ends before the word at `at`, though that is known too."""
    before, word = words[at - 1], words[at]
    return at - first >= LONGEST_RUN or (not word.glued and "\n" in text[before.end : word.start])


def _has_trigger(
    words: list[Word], first: int, last: int, grammar: Grammar, figures: dict[int, list[Item]]
) -> bool:
    triggers = grammar.triggers
    for at in range(first, last):
        form = words[at].form
        if (
            form in triggers
            or at in figures
            or (form.isdigit() and (len(form) == 4 or _is_marked(words, at)))
        ):
            return True
    return False


def _is_marked(words: list[Word], at: int) -> bool:
    """Whether a number of two figures stands after an apostrophe or before a suffix: "'89", "90s", "21st"."""
    word = words[at]
    if len(word.form) > 2:
        return False
    after = words[at + 1] if at + 1 < len(words) else word
    if after.glued and (after.form[0].isalpha() or after.form == "'"):
        return True
    return word.glued and words[at - 1].form == "'"
