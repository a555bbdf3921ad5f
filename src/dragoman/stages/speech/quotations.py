"""Quotations: what stands between quotation marks of any style, over paragraphs, unbalanced ones too.

A mark that is missing costs only itself: a quotation that is never closed ends with its paragraph, or goes
on when the next paragraph opens anew (as newspapers do), but with its sentence when others follow; one that
is only closed begins with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from msgspec import Struct

from dragoman.records import Span
from dragoman.stages.trees.tree import Tree
from dragoman.syntax.quotations import FAMILIES, LONGEST_MARK, find_closers

LOOSE = (
    "single",
    "small",
)  # families whose stray marks are apostrophes and accents more often than quotations
MARKS = re.compile("[" + re.escape("".join(sorted({mark[0] for mark in FAMILIES}))) + "]")
SPACE = " \t\r\n\u00a0"


class Quotation(Struct, frozen=True):
    """The words between two marks (`start` to `end`, marks left out); `inner` within another quotation."""

    start: int
    end: int
    closed: bool
    inner: bool

    def holds(self, start: int, end: int) -> bool:
        """Whether the span lies in the quotation."""
        return self.start <= start and end <= self.end


class _Open(Struct):
    family: str
    start: int
    paragraph: int
    sentence: int = 0  # where the sentence ends that it opens in


def find_quotations(text: str, trees: Sequence[Tree]) -> tuple[Quotation, ...]:
    """The quotations of a story in text order."""
    if not any(mark in text for mark in FAMILIES):
        return ()
    cuts = [(token.start, token.end) for tree in trees for token in tree.tokens]
    places = [tree for tree in trees for _ in tree.tokens]
    families: dict[int, str] = {}
    for mark in MARKS.finditer(text):
        index = bisect_left(cuts, (mark.start(), 0))
        if index < len(cuts) and cuts[index][0] == mark.start():
            start, end = cuts[index]
            family = FAMILIES.get(text[start:end]) if end - start <= LONGEST_MARK else None
            if family is not None:
                families[index] = family
    closers = find_closers(text, cuts, list(families))
    found: list[tuple[int, int, bool]] = []
    standing: list[_Open] = []
    for index in sorted({*families, *_begin_paragraphs(trees)}):
        start, end = cuts[index]
        tree = places[index]
        paragraph = tree.sentence.paragraph
        if index and paragraph != places[index - 1].sentence.paragraph:
            standing = _end_paragraph(text, cuts, index, standing, found)
        family = families.get(index)
        if family is None:
            continue
        mine = [one for one in standing if one.family == family]
        if index in closers:
            if mine:
                standing = standing[: standing.index(mine[-1])]
                found.append((mine[-1].start, start, True))
            elif family not in LOOSE and not standing and start > tree.sentence.start:
                found.append((tree.sentence.start, start, False))
        elif mine and mine[-1].paragraph < paragraph:
            mine[-1].paragraph = paragraph  # reopened: the quotation goes on
        else:
            if mine and family not in LOOSE and not _is_nested(text, cuts, places, closers, index):
                standing.remove(mine[-1])
                found.append((mine[-1].start, start, False))
            standing.append(_Open(family, end, paragraph, tree.sentence.end))
    last = max((end for _, end in cuts), default=0)
    found += [(one.start, _find_end(one, last, found), False) for one in standing if one.family not in LOOSE]
    return _order(text, found)


def _begin_paragraphs(trees: Sequence[Tree]) -> list[int]:
    """Where the sentences begin that open a new paragraph, in tokens of the story."""
    begun, index, paragraph = [], 0, None
    for tree in trees:
        if tree.tokens and tree.sentence.paragraph != paragraph:
            begun.append(index)
            paragraph = tree.sentence.paragraph
        index += len(tree.tokens)
    return begun


def _end_paragraph(
    text: str,
    cuts: list[tuple[int, int]],
    index: int,
    standing: list[_Open],
    found: list[tuple[int, int, bool]],
) -> list[_Open]:
    """What of the open quotations goes on in the paragraph that begins at `index`; the rest ends here."""
    first = FAMILIES.get(text[slice(*cuts[index])])
    going_on = [one for one in standing if one.family == first and first not in LOOSE][:1]
    if not going_on:
        last = cuts[index - 1][1]
        found += [
            (one.start, _find_end(one, last, found), False) for one in standing if one.family not in LOOSE
        ]
    return going_on


def _is_nested(
    text: str,
    cuts: Sequence[tuple[int, int]],
    places: Sequence[Tree],
    closers: Collection[int],
    index: int,
) -> bool:
    """Whether a mark that opens within a quotation of its own family opens an inner one: both are closed."""
    family, depth = FAMILIES[text[slice(*cuts[index])]], 2
    for at in range(index + 1, len(cuts)):
        if places[at].sentence.paragraph != places[index].sentence.paragraph:
            return False
        if FAMILIES.get(text[slice(*cuts[at])]) == family:
            depth += -1 if at in closers else 1
            if depth == 0:
                return True
    return False


def _find_end(one: _Open, last: int, found: Sequence[tuple[int, int, bool]]) -> int:
    """Where a quotation ends that nothing closes: with its paragraph, which ends at `last`.

    When others follow in the paragraph it ended with its sentence, or with the last that stood in it: the
    mark of that one may have closed both.
    """
    if not any(start > one.sentence and closed for start, _, closed in found):
        return last
    inside = [end for start, end, _ in found if one.start <= start and end <= one.sentence]
    return max(inside, default=one.sentence)


def _order(text: str, found: list[tuple[int, int, bool]]) -> tuple[Quotation, ...]:
    made: list[Quotation] = []
    for start, end, closed in sorted(found, key=lambda one: (one[0], -one[1])):
        while start < end and text[start] in SPACE:
            start += 1
        while end > start and text[end - 1] in SPACE:
            end -= 1
        if start < end:
            inner = any(one.holds(start, end) for one in made)
            made.append(Quotation(start, end, closed, inner))
    return tuple(made)


def outer_over(quotations: Sequence[Quotation], start: int, end: int) -> Quotation | None:
    """The outermost quotation that holds the span, or None."""
    return next((one for one in quotations if not one.inner and one.holds(start, end)), None)


def kind_of(quotations: Sequence[Quotation], content: Span) -> str:
    """Direct when the content is one quotation's words, mixed when some of them are quoted, else indirect."""
    whole = outer_over(quotations, content.start, content.end)
    if whole is not None:
        return "direct"
    touching = [one for one in quotations if one.start < content.end and content.start < one.end]
    covered = sum(
        min(one.end, content.end) - max(one.start, content.start) for one in touching if not one.inner
    )
    if not touching:
        return "indirect"
    return "direct" if covered >= DIRECT * (content.end - content.start) else "mixed"


DIRECT = 0.9  # of the content between marks: a cue may stand in the middle of it
