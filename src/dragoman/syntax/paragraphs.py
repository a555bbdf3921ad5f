"""Paragraphs: blank lines part them, and so does a single line break that is no hard wrap."""

from __future__ import annotations

import re
from itertools import pairwise

Line = tuple[int, int]

# A text set by hand to a fixed width is hardly ever wider than this; longer lines are whole paragraphs.
WIDEST_WRAP = 130
NARROWEST_WRAP = 40
SHORT_LINE = 25
FULL = 0.6  # of the width: a line so long may have been broken off by the wrap
LEAST_GOING_ON = 0.25  # of the line breaks of a wrapped text have small letters behind them

_LINE = re.compile(r"[^\n\r\x0b\x0c\u0085\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|\n|\r")
_CLOSERS = "\"'”’»)]}›“‘`"
_FINAL = ".!?…:;"


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` as (start, end) offsets, trimmed of white space, in order."""
    blocks = _find_blocks(text)
    width = _tell_width(text, blocks)
    paragraphs: list[Line] = []
    for lines in blocks:
        paragraphs.append(lines[0])
        for line, following in pairwise(lines):
            if _is_wrapped(text, line, following, width):
                paragraphs[-1] = (paragraphs[-1][0], following[1])
            else:
                paragraphs.append(following)
    return paragraphs


def _find_blocks(text: str) -> list[list[Line]]:
    """The lines between blank lines, form feeds and paragraph separators; none is empty."""
    blocks: list[list[Line]] = []
    last_end = 0
    for found in _LINE.finditer(text):
        start, end = _trim(text, found.start(), found.end())
        if start == end:
            continue
        if not blocks or len(_BREAK.findall(text, last_end, start)) != 1:
            blocks.append([])
        blocks[-1].append((start, end))
        last_end = end
    return blocks


def _trim(text: str, start: int, end: int) -> Line:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else (start, start)


def _tell_width(text: str, blocks: list[list[Line]]) -> int | None:
    """The width `text` is wrapped to by hand; None when its line breaks mean something.

    It is wrapped when many a line breaks off full and the next goes on in small letters.
    """
    width = max((end - start for lines in blocks for start, end in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    breaks = [pair for lines in blocks for pair in pairwise(lines)]
    going_on = sum(
        line[1] - line[0] > FULL * width and _goes_on(text, line, following) for line, following in breaks
    )
    return width if going_on > LEAST_GOING_ON * len(breaks) else None


def _is_wrapped(text: str, line: Line, following: Line, width: int | None) -> bool:
    length = line[1] - line[0]
    if length >= SHORT_LINE and _goes_on(text, line, following):
        return True
    return width is not None and length + 1 + _first_word_length(text, following) > width


def _goes_on(text: str, line: Line, following: Line) -> bool:
    """Whether `following` begins in small letters and `line` has no end mark."""
    if not text[following[0]].islower():
        return False
    at = line[1] - 1
    while at > line[0] and text[at] in _CLOSERS:
        at -= 1
    return text[at] not in _FINAL


def _first_word_length(text: str, line: Line) -> int:
    at = line[0]
    while at < line[1] and at - line[0] < WIDEST_WRAP and not text[at].isspace():
        at += 1
    return at - line[0]
