"""Where sentences end within a paragraph that is already cut into written words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.languages.tables import WordTable, load_table

Cut = tuple[int, int]

# A sentence of more words than this is cut at a weak boundary: no news sentence is so long, and the
# model's cost grows with the square of the length.
MOST_WORDS = 200
WEAK_WINDOW = 60

SHORTEST = 6  # characters: less than this without a letter is no sentence

_TERMINAL = re.compile(r"[.!?…。]+$")
_FAMILIES = {
    mark: family
    for family, marks in {
        "double": ('"', ",,", "''", "``", "„", "“", "”", "‟", "″"),
        "single": ("'", "‘", "’", "‚", "`", "´", "‛"),
        "guillemets": ("«", "»"),
        "small": ("‹", "›"),
    }.items()
    for mark in marks
}
_ALWAYS_OPEN = {",,", "„", "``", "‚"}
_MOSTLY_OPEN = {"«", "‹"}
_MOSTLY_CLOSE = {"»", "›", "”", "''"}
_DASHES = {"-", "–", "—"}
_JOINS = {",", ";", ":"}
_WEAK = ({";"}, {":", "–", "—", "--", "-"}, {",", ")", '"'})


def split_sentences(text: str, cuts: list[Cut], language: str) -> Iterator[list[Cut]]:
    """The sentences of one paragraph, each as its written words, in order; none is empty."""
    table = load_table(language)
    closers = _find_closers(text, cuts)
    begin = 0
    index = 0
    while index < len(cuts):
        if index - begin + 1 >= MOST_WORDS:
            stop = _find_weak_end(text, cuts, begin, index + 1)
            yield cuts[begin:stop]
            begin = index = stop
            continue
        if _may_end(text, cuts[index]):
            stop = index + 1
            while stop < len(cuts) and _closes(text, cuts, stop, closers):
                stop += 1
            if stop < len(cuts) and _ends(text, cuts, begin, index, stop, closers, table):
                yield cuts[begin:stop]
                begin = index = stop
                continue
            index = max(index + 1, stop)
            continue
        index += 1
    if begin < len(cuts):
        yield cuts[begin:]


def _may_end(text: str, cut: Cut) -> bool:
    return text[cut[1] - 1] in ".!?…。"


def _closes(text: str, cuts: list[Cut], index: int, closers: set[int]) -> bool:
    """Whether the mark at `index` closes what stands before it, or repeats the end mark."""
    mark = text[slice(*cuts[index])]
    return (
        index in closers
        or mark in (")", "]", "}")
        or (_TERMINAL.match(mark) is not None and cuts[index][0] == cuts[index - 1][1])
    )


def _find_closers(text: str, cuts: list[Cut]) -> set[int]:
    """The positions of quotation marks that close, told by the white space around them, then by turns."""
    closers: set[int] = set()
    opened: dict[str, str] = {}  # the family of a quotation that stands open, and the mark that opened it
    for index, (start, end) in enumerate(cuts):
        mark = text[start:end]
        family = _FAMILIES.get(mark)
        if family is None:
            continue
        spaced_before = index == 0 or text[start - 1].isspace() or text[start - 1] in "([{-–—/"
        spaced_after = end >= len(text) or text[end].isspace()
        if index == 0 or mark in _ALWAYS_OPEN:
            closing = False
        elif mark in _MOSTLY_CLOSE and (opened.get(family) not in (None, mark) or not spaced_before):
            closing = True
        elif spaced_before != spaced_after:
            closing = spaced_after
        elif mark in _MOSTLY_OPEN:
            closing = opened.get(family) in _MOSTLY_CLOSE
        elif not spaced_before and text[start - 1] in ".!?…,;:":
            closing = True
        else:
            closing = family in opened
        if closing:
            closers.add(index)
            opened.pop(family, None)
        else:
            opened[family] = mark
    return closers


def _ends(
    text: str, cuts: list[Cut], begin: int, index: int, stop: int, closers: set[int], table: WordTable
) -> bool:
    """Whether a sentence ends before `stop`; the word or mark at `index` is what may end it."""
    start, end = cuts[index]
    mark = text[start:end]
    ahead = stop
    while ahead < len(cuts) - 1 and ahead < stop + 4 and not text[cuts[ahead][0]].isalnum():
        if ahead > stop and _may_end(text, cuts[ahead]):
            break
        ahead += 1
    word = text[slice(*cuts[ahead])]
    opened = ahead > stop
    tight = cuts[stop][0] == cuts[stop - 1][1]
    first = text[cuts[stop][0]]
    if text[slice(*cuts[stop])] in _JOINS or stop in closers:
        return False
    plain = word.lower().replace("’", "'")
    strong = _TERMINAL.match(mark) is not None
    if end - cuts[begin][0] <= SHORTEST and not any(map(str.isalpha, text[cuts[begin][0] : end])):
        return False  # "1." or "(...)" alone opens a list entry or a pause
    if tight and not opened and not (word[0].isupper() and plain in table.sentences.openers):
        return False
    if not strong:
        return _abbreviation_ends(mark, word, plain, table)
    if word[0].isupper() or word[0].isdigit():
        return True
    if word[0] in "'’‘" and plain in table.apostrophes.opening:
        return True
    if opened and first in "¿¡":
        return True
    if not word[0].isalnum():
        return True
    closed = stop > index + 1
    if closed:
        return False
    if mark == "." and (table.sentences.lowercase_starts or not word[0].islower()):
        return True
    return table.sentences.lowercase_starts and not mark.startswith(("..", "…"))


def _abbreviation_ends(mark: str, word: str, plain: str, table: WordTable) -> bool:
    """Whether an abbreviation is also the end: when it may, and a typical first word follows."""
    lower = mark.lower()
    if lower in table.abbreviations.never_ends or lower in table.abbreviations.numbered:
        return False
    if lower[:-1].isdigit() or (len(mark) == 2 and mark[0].isupper()):
        return False
    return word[0].isupper() and plain in table.sentences.openers


def _find_weak_end(text: str, cuts: list[Cut], begin: int, stop: int) -> int:
    """Where to cut a run of words without an end: after the last weak mark near its end, or hard."""
    for marks in _WEAK:
        for at in range(stop - 1, stop - WEAK_WINDOW, -1):
            if at > begin and text[slice(*cuts[at])] in marks:
                return at + 1
    return stop
