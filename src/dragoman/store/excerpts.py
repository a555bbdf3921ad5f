"""The part of a story in which the words stand that were looked for, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from dragoman.store.conditions import match_words
from dragoman.store.desk import Desk

BEFORE, AFTER = 70, 150
"""Characters around the first of the words."""

Excerpt = list[tuple[str, bool]]
"""Pieces of text, with true for those that were looked for."""


def find_excerpts(desk: Desk, text: str, stories: Sequence[str]) -> dict[str, Excerpt]:
    """By the ids of stories: an excerpt of each, from its text."""
    sought = compile_words(text)
    return {identity: cut_excerpt(told, sought) for identity, told in desk.find_texts(stories).items()}


def compile_words(text: str) -> re.Pattern[str]:
    """What finds the words of a question in folded text, as the full text does: words, phrases, prefix*."""
    forms = []
    for phrase, star in re.findall(r'"([^"]+)"(\*?)', match_words(text)):
        words = re.findall(r"\w+", phrase.translate(_fold()).lower())
        if words:
            forms.append(r"\W+".join(map(re.escape, words)) + (r"\w*" if star else ""))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b" if forms else r"(?!)", re.IGNORECASE)


def cut_excerpt(text: str, sought: re.Pattern[str]) -> Excerpt:
    """The words around the first that is sought, on one line; the text's beginning when none is there."""
    folded = text.translate(_fold())
    first = sought.search(folded)
    start, end = _bound(text, first.start() if first else 0, first.end() if first else 0)
    pieces: Excerpt = [("… ", False)] if start else []
    at = start
    for found in sought.finditer(folded, start, end):
        pieces += [
            (_flatten(text[at : found.start()]), False),
            (_flatten(text[found.start() : found.end()]), True),
        ]
        at = found.end()
    pieces.append((_flatten(text[at:end]) + (" …" if end < len(text) else ""), False))
    return [(words, marked) for words, marked in pieces if words]


def _bound(text: str, first: int, last: int) -> tuple[int, int]:
    start, end = max(0, first - BEFORE), min(len(text), last + AFTER)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _flatten(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def _fold() -> dict[int, str]:
    """Latin and Greek letters without their marks, one for one, so that offsets stay."""
    letters = map(chr, (*range(0xC0, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000)))
    return {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in letters}
