"""Where in a text time expressions may stand: runs of words that the grammar knows, with a trigger in them.

Every second sentence has no trigger, and of the rest only the words about one are cut out and looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from dragoman.atlas.met import Met
from dragoman.stages.times.context import Node
from dragoman.stages.times.grammar import TIME, Grammar, load_grammar
from dragoman.stages.times.words import WORDS, Item, Word

LONGEST_RUN = 40
"""Words looked at together; no expression is longer, and endless ones must not take endless time."""
LONGEST_WORD = 40
"""How far beyond a sentence its neighbours are looked for; no word that bears on a time is longer."""
LAST = 10_000  # dates in figures come after all phrases: "9/11" has a name

FIGURE = re.compile(r"\d")
Figures = tuple[int, int, Node, str]
"""A date in figures: start, end, what it means, and where it may stand."""

_APOSTROPHES = "’‘`"
_LETTER = "ʼ"  # an apostrophe that counts as a letter: what it stands in is one word
_NONE = Word("", -1, -1, False, False)


class Run(Struct, frozen=True):
    """Words `first` to `last` (exclusive) of a sentence, all known; else only those beside are cut."""

    words: list[Word]
    first: int
    last: int
    figures: dict[int, list[Item]]


def make_plain(text: str) -> str:
    """The text in small letters with plain apostrophes, letter by letter."""
    plain = text.lower()
    if len(plain) != len(text):  # a few letters are longer when small
        plain = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    for mark in _APOSTROPHES:
        plain = plain.replace(mark, "'")
    return plain


def list_stretches(text: str, language: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """The sentences (from one of `starts` up to the next) with a figure or a word that can make a time.

    Every second sentence has none, and is not looked at again.
    """
    tells = load_triggers(language).__getitem__
    bounds = sorted({0, len(text), *starts})
    return [(start, end) for start, end in pairwise(bounds) if any(map(tells, text[start:end].split()))]


@cache
def load_triggers(language: str) -> Met:
    """Whether there is a figure or what can make a time in a word, as it stands between spaces."""
    triggers = load_grammar(language).triggers

    def tell(word: str) -> bool:
        return bool(FIGURE.search(word)) or not triggers.isdisjoint(WORDS.findall(make_plain(word)))

    return Met(tell)


def list_runs(
    text: str,
    plain: str,
    stretch: tuple[int, int],
    grammar: Grammar,
    dates: Sequence[Figures],
    skip: Collection[int],
) -> Iterator[Run]:
    """The runs of a stretch; `plain` is what `make_plain` makes of the text, `dates` are those in figures."""
    start, end = stretch
    cut = _Cut(text, plain, stretch)
    triggers, forms = grammar.triggers, cut.forms
    spots = [at for at, form in enumerate(forms) if form in triggers or form.isdigit()]
    dates = [date for date in dates if start <= date[0] < end]
    if not spots and not dates:
        return
    if _LETTER in plain:
        forms = cut.forms = [form.replace(_LETTER, "'") for form in forms]
    figures = _place_figures(dates, cut.spans)
    if figures:
        spots = sorted({*spots, *(at - 1 for at in figures)})
    known = grammar.forms
    free = [
        (form in known or form.isdigit()) and span[0] not in skip
        for form, span in zip(forms, cut.spans, strict=True)
    ]
    done = 0
    for spot in spots:
        if spot < done or not free[spot]:
            continue
        first, done = spot, spot + 1
        while first and free[first - 1]:
            first -= 1
        while done < len(forms) and free[done]:
            done += 1
        for one, other in cut.part(first, done):
            words = cut.make_words(one, other)
            if _has_trigger(words, one + 1, other + 1, triggers, figures):
                yield Run(words, one + 1, other + 1, figures)


class _Cut:
    """The words of a stretch by their places; in lists of them each stands one further, after a neighbour."""

    def __init__(self, text: str, plain: str, stretch: tuple[int, int]) -> None:
        self.text = text
        self.plain = plain
        self.start, self.end = stretch
        self.spans = [found.span() for found in WORDS.finditer(plain, self.start, self.end)]
        self.forms = [plain[start:end] for start, end in self.spans]

    def part(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The words `first` to `last` in runs that are not too long and reach over no line."""
        text, spans = self.text, self.spans
        lines = "\n" in text[spans[first][0] : spans[last - 1][1]]
        if lines or last - first > LONGEST_RUN:
            for at in range(first + 1, last):
                if at - first >= LONGEST_RUN or "\n" in text[spans[at - 1][1] : spans[at][0]]:
                    yield first, at
                    first = at
        yield first, last

    def make_words(self, first: int, last: int) -> list[Word]:
        """The words `first` to `last` and one on each side, in a list of the length of the stretch."""
        text, forms, spans = self.text, self.forms, self.spans
        words = [_NONE] * (len(forms) + 1)
        before = -1
        if first:
            before = spans[first - 1][0]  # what the neighbour is glued to, nobody asks
            words[first] = Word(forms[first - 1], *spans[first - 1], False, text[before].isupper())
            before = spans[first - 1][1]
        elif beside := self._look(max(0, self.start - LONGEST_WORD), self.start)[-1:]:
            words[0] = self._word(*beside[0], -1)
            before = words[0].end
        for at in range(first, min(last + 1, len(forms))):
            start, end = spans[at]
            words[at + 1] = Word(forms[at], start, end, start == before, text[start].isupper())
            before = end
        if last == len(forms) and (beside := self._look(self.end, self.end + LONGEST_WORD)[:1]):
            words.append(self._word(*beside[0], before))
        return words

    def _look(self, start: int, end: int) -> list[tuple[int, int]]:
        return [found.span() for found in WORDS.finditer(self.plain, start, end)]

    def _word(self, start: int, end: int, before: int) -> Word:
        form = self.plain[start:end].replace(_LETTER, "'")
        return Word(form, start, end, start == before, self.text[start].isupper())


def _place_figures(dates: Iterable[Figures], spans: Sequence[tuple[int, int]]) -> dict[int, list[Item]]:
    """The dates in figures by the position of their first word."""
    if not dates:
        return {}
    starts = {start: at for at, (start, _) in enumerate(spans, 1)}
    ends = {end: at for at, (_, end) in enumerate(spans, 2)}
    placed: dict[int, list[Item]] = {}
    for start, end, node, only in dates:
        if start in starts and end in ends:
            placed.setdefault(starts[start], []).append(Item("figures", ends[end], node))
            if only != "inside":  # "8.30" and "4.5" are dates beside a weekday only
                placed[starts[start]].append(Item(TIME, ends[end], node, False, LAST, only))
    return placed


def _has_trigger(
    words: list[Word], first: int, last: int, triggers: frozenset[str], figures: dict[int, list[Item]]
) -> bool:
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
