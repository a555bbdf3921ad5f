"""Where sentences end within a paragraph that is already cut into written words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.languages.tables import SentenceSigns, WordTable, load_table
from dragoman.syntax.quotations import FAMILIES, find_closers
from dragoman.syntax.stops import last_part, opens_sentence

Cut = tuple[int, int]

# A sentence of more words than this is cut at a weak boundary: no news sentence is so long, and the
# model's cost grows with the square of the length.
MOST_WORDS = 200
WEAK_WINDOW = 60

LONGEST_HEADING = 16  # words, all in capitals
CAPITALS = 3
SHORT_HEADING = 4  # words
LONGEST_ABBREVIATION = 4  # letters: after a longer word a stop ends the sentence even before a small letter
SHORTEST = 6  # characters: less than this without a letter is no sentence

_TERMINAL = re.compile(r"[.!?…。]+$")
_BULLETS = {"*", "•", "▪", "●", "■"}
_SMILEY = re.compile(r"[:;=][-o^]?[)(DPp\]\[/\\]+$")
_OPENERS = set("([{¿¡")
_DASHES = {"-", "–", "—"}
_JOINS = {",", ";", ":"}
_WEAK = ({";"}, {":", "–", "—", "--", "-"}, {",", ")", '"'})


def split_sentences(text: str, cuts: list[Cut], language: str) -> Iterator[list[Cut]]:
    """The sentences of one paragraph, each as its written words, in order; none is empty, none is longer
    than `MOST_WORDS`."""
    begin = 0
    for stop in _find_ends(text, cuts, load_table(language)):
        while stop - begin > MOST_WORDS:
            weak = _find_weak_end(text, cuts, begin, begin + MOST_WORDS)
            yield cuts[begin:weak]
            begin = weak
        if begin < stop:
            yield cuts[begin:stop]
        begin = stop


def _find_ends(text: str, cuts: list[Cut], table: WordTable) -> Iterator[int]:
    """The positions after the last word of each sentence."""
    closers = find_closers(text, cuts)
    begin = 0
    index = 0
    while index < len(cuts):
        first = text[cuts[index][0]]
        if _may_end(text, cuts[index]):
            stop = _skip_closers(text, cuts, index + 1, closers)
            if stop < len(cuts) and _ends(text, cuts, begin, index, stop, closers, table):
                yield stop
                begin = stop
            index = stop
            continue
        may_start = first.isupper() or first in _BULLETS
        if may_start and index > begin and _starts_unmarked(text, cuts, begin, index, table):
            yield index
            begin = index
        index += 1
    yield len(cuts)


def _skip_closers(text: str, cuts: list[Cut], stop: int, closers: set[int]) -> int:
    """Past the marks that still belong to a sentence whose end mark stands before `stop`."""
    while True:
        while stop < len(cuts) and _closes(text, cuts, stop, closers):
            stop += 1
        for ahead in range(stop, min(stop + 3, len(cuts))):
            mark = text[slice(*cuts[ahead])]
            if any(map(str.isalnum, mark)) or mark in FAMILIES or mark in _OPENERS:
                return stop
            if _TERMINAL.match(mark):  # ". . ." and "... !" are one end
                stop = ahead + 1
                break
        else:
            return stop


def _starts_unmarked(text: str, cuts: list[Cut], begin: int, index: int, table: WordTable) -> bool:
    """Whether a sentence starts at `index` though no mark ends the words before: with a bullet, after a
    semicolon, after a heading on the same line."""
    word = text[slice(*cuts[index])]
    after = text[slice(*cuts[index + 1])] if index + 1 < len(cuts) else ""
    if word in _BULLETS:
        return after[:1].isupper() and cuts[index + 1][0] > cuts[index][1]
    if not word[0].isupper():
        return False
    before = text[slice(*cuts[index - 1])]
    signs = table.sentences
    opens = opens_sentence(word, after, signs)
    if before == ";":
        calm = not after[:1].isupper() and word.lower() not in signs.particles
        return (opens and signs.semicolon_ends != "never") or (calm and signs.semicolon_ends == "capital")
    if not before[-1].isalnum() and before != ")":
        return False
    heading = [text[slice(*cut)] for cut in cuts[begin : min(index, begin + LONGEST_HEADING)]]
    if (
        len(word) > 1
        and not word.isupper()
        and CAPITALS <= len(heading) < LONGEST_HEADING
        and all(map(_is_capitals, heading))
    ):
        return True
    plain = word.lower()
    if opens and plain in signs.sure_openers and before.lower() not in signs.openers | signs.particles:
        return not word.isupper() and after[:1].islower()
    return _is_heading(heading, word, after, opens, signs)


def _is_heading(heading: list[str], word: str, after: str, opens: bool, signs: SentenceSigns) -> bool:
    """Whether `heading` is one: few words, none of them typical of a sentence, and its first word comes
    again ("Rice Rice is …") or a typical first word follows."""
    if not 0 < signs.least_heading <= len(heading) <= SHORT_HEADING or not all(
        part[0].isalnum() for part in heading
    ):
        return False
    if (
        heading[0][0].islower()
        or heading[0].lower() in signs.openers
        or heading[-1].lower() in signs.particles
    ):
        return False
    if word == heading[0] and (len(heading) == 1 or after == heading[1]):
        return True
    return opens and (after[:1].islower() or after[:1].isdigit() or after in heading)


def _is_capitals(word: str) -> bool:
    return word.isupper() or not word[0].isalpha()


def _may_end(text: str, cut: Cut) -> bool:
    return text[cut[1] - 1] in ".!?…。"


def _closes(text: str, cuts: list[Cut], index: int, closers: set[int]) -> bool:
    """Whether the mark at `index` closes what stands before it, or repeats the end mark."""
    mark = text[slice(*cuts[index])]
    return (
        index in closers
        or _SMILEY.match(mark) is not None
        or mark in (")", "]", "}")
        or (_TERMINAL.match(mark) is not None and cuts[index][0] == cuts[index - 1][1])
    )


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
    after = text[slice(*cuts[ahead + 1])] if ahead + 1 < len(cuts) else ""
    opens = opens_sentence(word, after, table.sentences)
    strong = any(_TERMINAL.match(text[slice(*cut)]) for cut in cuts[index : min(stop, index + 4)])
    if end - cuts[begin][0] <= SHORTEST and not any(map(str.isalpha, text[cuts[begin][0] : end])):
        return False  # "1." or "(...)" alone opens a list entry or a pause
    if tight and not opened and not (word[0].isupper() and opens):
        return False
    dated = text[cuts[begin][0]].isdigit() and index - begin < SHORT_HEADING
    if dated and text[slice(*cuts[stop])] in _DASHES:
        return False  # "6 July. - The opposition …"
    if not strong:
        return _abbreviation_ends(mark, word, after, opens, table)
    if word[0].isupper() or word[0].isdigit():
        return True
    if word[0] in "'’‘" and word.lower().replace("’", "'") in table.apostrophes.opening:
        return True
    if opened and first in "¿¡":
        return True
    if not word[0].isalnum():
        return True
    if stop > index + 1 or mark.startswith(("..", "…")):
        return False  # a small letter goes on after a closing mark or a pause
    if table.sentences.lowercase_starts or not word[0].islower():
        return True
    previous = cuts[index - 1]
    return mark == "." and previous[1] - previous[0] > LONGEST_ABBREVIATION


def _abbreviation_ends(mark: str, word: str, after: str, opens: bool, table: WordTable) -> bool:
    """Whether an abbreviation is also the end: when it may, and a typical first word follows."""
    kinds = table.abbreviations
    lower = mark.lower()
    if mark in kinds.never_ends:
        return False
    if (
        lower in kinds.never_ends
        or last_part(lower) in kinds.never_ends
        or lower in kinds.numbered
        or lower[:-1].isdigit()
    ):
        return False
    if lower in kinds.mostly_ends:
        return word[0].isupper() and (opens or not after[:1].isupper())
    return opens and word[0].isupper() and not (len(mark) == 2 and mark[0].isupper())


def _find_weak_end(text: str, cuts: list[Cut], begin: int, stop: int) -> int:
    """Where to cut a run of words without an end: after the last weak mark near its end, or hard."""
    for marks in _WEAK:
        for at in range(stop - 1, stop - WEAK_WINDOW, -1):
            if at > begin and text[slice(*cuts[at])] in marks:
                return at + 1
    return stop
