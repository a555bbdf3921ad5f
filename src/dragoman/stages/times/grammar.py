"""The grammar: phrases over classes of words, and the chart that finds them in a text.

Phrases come from `languages/<code>/times.toml`. A phrase's form is expanded into plain sequences, and all
sequences share one trie; the chart is filled from right to left, so that whatever may follow is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.errors import DataError
from dragoman.languages.times import Phrase
from dragoman.stages.times.composed import may_compose
from dragoman.stages.times.context import Node
from dragoman.stages.times.meanings import needs_of
from dragoman.stages.times.words import Classes, Item, Value, Word, cut_words, load_classes

TIME = "time"
LENGTH = "length"
UNNAMED = "_"  # the name of parts that a meaning does not ask for
MAX_ITEMS = 8  # readings kept of the same words: more are the same in other words
_PIECES = re.compile(r"<(\w+)(?::(\w+))?>|[\[\]()|]|[^\s\[\]()|<>]+")

Readings = tuple[int, tuple[tuple[int, Node], ...]]
"""An expression in a run: the word where it begins; where each reading is over, and what it means."""
Element = tuple[str, str]  # ("", word) or (class, name)
COUNTED = ("count", "vague", LENGTH)  # what may begin a length of time


class Trie:
    """Where a sequence may go on, and the phrases that end here."""

    __slots__ = ("ends", "kinds", "words")

    def __init__(self) -> None:
        self.words: dict[str, Trie] = {}
        self.kinds: dict[str, dict[str, Trie]] = {}  # by class, then by name
        self.ends: list[tuple[int, Phrase, bool]] = []


NOWHERE: dict[str, Trie] = {}


class Grammar:
    """The phrases of a language over its time words."""

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.joiners = frozenset(classes.table.joiners)
        self.root = Trie()
        self.forms: set[str] = set(classes.forms) | self.joiners | classes.suffixes
        self.triggers = classes.triggers
        self.met: dict[tuple[object, ...], list[Readings]] = {}  # by words, what the finder found in them
        for order, phrase in enumerate(classes.table.phrase):
            self._add(order, phrase)

    def _add(self, order: int, phrase: Phrase) -> None:
        for sequence in expand_form(phrase.form):
            names = ({name for kind, name in sequence if kind} | phrase.set.keys()) - {UNNAMED}
            missing, unknown = needs_of(phrase.means, frozenset(names))
            if missing or unknown:
                raise DataError(
                    f"phrase {phrase.form!r} means {phrase.means!r}, which "
                    + (f"needs {', '.join(missing)}" if missing else f"has no {', '.join(unknown)}"),
                    where="times.toml",
                    remedy="see stages/times/meanings.py",
                )
            node = self.root
            for kind, name in sequence:
                if kind:
                    node = node.kinds.setdefault(kind, {}).setdefault(name, Trie())
                else:
                    self.forms.add(name)
                    node = node.words.setdefault(name, Trie())
            node.ends.append((order, phrase, len(sequence) == 1))

    def fill(
        self, words: list[Word], first: int, last: int, given: dict[int, list[Item]]
    ) -> list[list[Item]]:
        """All items that begin at each position from `first` up to `last`; `given` are known beforehand."""
        chart: list[list[Item]] = [[] for _ in range(last - first + 1)]
        for at in range(last - 1, first - 1, -1):
            own = chart[at - first]
            agenda = [item for item in self.classes.items(words, at) if item.end <= last]
            agenda += [item for item in given.get(at, ()) if item.end <= last]
            follow = self.root.words.get(words[at].form)
            if follow is not None:
                agenda += self._walk(follow, words, chart, first, last, at + 1, ())
            while agenda:
                item = agenda.pop()
                if item in own or (len(own) >= MAX_ITEMS and _is_full(own, item)):
                    continue
                own.append(item)
                kind = item.kind
                if kind in COUNTED:
                    agenda += self._lengthen(words, chart, first, last, item)
                for name, node in self.root.kinds.get(kind, NOWHERE).items():
                    if node.ends or item.end < last:
                        agenda += self._walk(node, words, chart, first, last, item.end, ((name, item),))
        return chart

    def _walk(
        self,
        node: Trie,
        words: list[Word],
        chart: list[list[Item]],
        first: int,
        last: int,
        at: int,
        bound: tuple[tuple[str, Item], ...],
    ) -> Iterator[Item]:
        for order, phrase, single in node.ends:
            if may_compose(phrase.means, ((name, item.value) for name, item in bound)):
                yield _make(order, phrase, single, at, bound)
        if at >= last:
            return
        follow = node.words.get(words[at].form)
        if follow is not None:
            yield from self._walk(follow, words, chart, first, last, at + 1, bound)
        if node.kinds:
            for item in chart[at - first]:
                ways = node.kinds.get(item.kind)
                for name, after in ways.items() if ways else ():
                    yield from self._walk(after, words, chart, first, last, item.end, (*bound, (name, item)))

    def _lengthen(
        self, words: list[Word], chart: list[list[Item]], first: int, last: int, item: Item
    ) -> Iterator[Item]:
        """Lengths of time: a count and a unit, or more of these one after another."""
        if item.kind in ("count", "vague") and item.end < last:
            for unit in chart[item.end - first]:
                if unit.kind in ("unit", "plural"):
                    kind = LENGTH if item.kind == "count" else "vaguely"
                    yield Item(kind, unit.end, ((int(str(item.value)), str(unit.value)),), unit.doubtful)
        elif item.kind == LENGTH and isinstance(item.value, tuple):
            at = item.end
            while at < last and at < item.end + 2 and words[at].form in self.joiners:
                at += 1
            for other in chart[at - first] if at < last else ():
                if other.kind == LENGTH and isinstance(other.value, tuple):
                    yield Item(LENGTH, other.end, item.value + other.value)


def _is_full(own: list[Item], item: Item) -> bool:
    """Whether there are as many readings of these words as are kept."""
    return sum(one.kind == item.kind and one.end == item.end for one in own) >= MAX_ITEMS


def _make(order: int, phrase: Phrase, single: bool, end: int, bound: tuple[tuple[str, Item], ...]) -> Item:
    args: dict[str, Value] = {name: item.value for name, item in bound if name != UNNAMED}
    args.update(phrase.set)
    only = phrase.only
    if not only and single and any(item.doubtful for _, item in bound):
        only = "introduced"
    return Item(TIME, end, Node(phrase.means, args), False, order, only)


def expand_form(form: str) -> list[tuple[Element, ...]]:
    """The plain sequences that a form with alternatives and options stands for."""
    pieces = [
        ((found.group(1), found.group(2) or found.group(1)) if found.group(1) else ("", found.group()))
        for found in _PIECES.finditer(form)
    ]
    sequences, rest = _expand(pieces, 0, form)
    if rest != len(pieces):
        raise DataError(f"phrase {form!r} closes what it never opened", where="times.toml")
    return [sequence for sequence in sequences if sequence]


def _expand(pieces: list[Element], at: int, form: str) -> tuple[list[tuple[Element, ...]], int]:
    """The alternatives up to a closing mark, and where that stands."""
    ready: list[tuple[Element, ...]] = []
    made: list[tuple[Element, ...]] = [()]
    while at < len(pieces):
        kind, name = pieces[at]
        if not kind and name in ("]", ")"):
            break
        if not kind and name == "|":
            ready += made
            made = [()]
        elif not kind and name in ("[", "("):
            inner, at = _expand(pieces, at + 1, form)
            if at >= len(pieces):
                raise DataError(f"phrase {form!r} leaves a bracket open", where="times.toml")
            if name == "[":
                inner = [*inner, ()]
            made = [before + after for before in made for after in inner]
        elif kind:
            made = [(*before, (kind, name)) for before in made]
        else:
            literal = tuple(("", word.form) for word in cut_words(name))
            made = [before + literal for before in made]
        at += 1
    return ready + made, at


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of a language; raises DataError when a phrase has no meaning that fits."""
    return Grammar(load_classes(language))
