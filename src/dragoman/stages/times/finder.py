"""The time expressions of a text: where they stand, and what each means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from dragoman.stages.times.context import Context, Lean, Node, Unresolved
from dragoman.stages.times.edtf import write_edtf
from dragoman.stages.times.figures import find_figures
from dragoman.stages.times.grammar import TIME, Grammar, Readings, load_grammar
from dragoman.stages.times.intervals import Interval, widen
from dragoman.stages.times.meanings import read_node
from dragoman.stages.times.runs import Run, list_runs, list_stretches, make_plain
from dragoman.stages.times.words import Item, Word

MOST_MET = 4_000
"""Runs of words whose expressions are kept in memory."""
_PROBE = date(2020, 1, 15)  # a day in a month of 31 days, in a leap year
_LEANS: tuple[Lean, ...] = ("past", "future")


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


def find_in_stretches(
    text: str, language: str, stretches: Iterable[tuple[int, int]], skip: Collection[int]
) -> list[Found]:
    """The time expressions within each of the stretches (see `find_expressions`)."""
    grammar = load_grammar(language)
    dates = list(find_figures(text, grammar.classes.table.order))
    plain = make_plain(text)
    return [
        one
        for stretch in stretches
        for run in list_runs(text, plain, stretch, grammar, dates, skip)
        for one in _find(run, grammar)
    ]


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


def _find(run: Run, grammar: Grammar) -> Iterator[Found]:
    words, first = run.words, run.first
    for at, taken in _search(run, grammar) if run.figures else _recall(run, grammar):
        readings = [(words[first + end - 1].end, node) for end, node in taken]
        yield Found(words[first + at].start, tuple(readings))


def _recall(run: Run, grammar: Grammar) -> list[Readings]:
    """What `_search` finds in a run without dates in figures: "on Tuesday" is searched but once."""
    words, first, last = run.words, run.first, run.last
    around = [(word.form, word.glued, word.capital) for word in words[first - 1 : last + 1]]
    key = (last - first, *around)
    found = grammar.met.get(key)
    if found is None:
        if len(grammar.met) >= MOST_MET:
            grammar.met.clear()
        found = grammar.met[key] = _search(run, grammar)
    return found


def _search(run: Run, grammar: Grammar) -> list[Readings]:
    """The expressions of a run: the word at which each begins, and where each reading is over."""
    words, first, last = run.words, run.first, run.last
    chart = grammar.fill(words, first, last, run.figures)
    found: list[Readings] = []
    at = first
    before = first - 1
    while at < last:
        items = [item for item in chart[at - first] if item.kind == TIME]
        taken = _choose(items, words, at, grammar, before == at - 1) if items else []
        if not any(_is_readable(node) for _, node in taken):
            at += 1
            continue
        found.append((at - first, tuple([(end - first, node) for end, node in taken])))
        at = before = taken[0][0]
    return found


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
