"""Paragraphs: blank lines part them, and so does a single line break that is no hard wrap."""

from __future__ import annotations

import re

# A text set by hand to a fixed width is hardly ever wider than this; longer lines are whole paragraphs.
WIDEST_WRAP = 130
NARROWEST_WRAP = 40
SHORT_LINE = 25

_LINE = re.compile(r"[^\n\r\x0b\x0c\u0085\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|\n|\r")
_CLOSERS = "\"'”’»)]}›“‘`"
_FINAL = ".!?…:;"


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` as (start, end) offsets, trimmed of white space, in order."""
    paragraphs: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    last_end = 0
    for found in _LINE.finditer(text):
        start, end = _trim(text, found.start(), found.end())
        if start == end:
            continue
        breaks = len(_BREAK.findall(text, last_end, start))
        if block and breaks != 1:  # a form feed or a paragraph separator parts as a blank line does
            paragraphs.extend(_join_lines(text, block))
            block = []
        block.append((start, end))
        last_end = end
    if block:
        paragraphs.extend(_join_lines(text, block))
    return paragraphs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else (start, start)


def _join_lines(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a block without blank lines, with those that were only wrapped put together."""
    width = max(end - start for start, end in lines)
    joined = [lines[0]]
    last_line = lines[0]
    for line in lines[1:]:
        if _is_wrapped(text, last_line, line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        last_line = line
    return joined


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    length = line[1] - line[0]
    goes_on = text[following[0]].islower() and not _is_finished(text, line)
    if goes_on and length >= SHORT_LINE:
        return True
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    first_word = _first_word_length(text, following)
    return length + 1 + first_word > width or (goes_on and length >= width // 2)


def _is_finished(text: str, line: tuple[int, int]) -> bool:
    at = line[1] - 1
    while at > line[0] and text[at] in _CLOSERS:
        at -= 1
    return text[at] in _FINAL


def _first_word_length(text: str, line: tuple[int, int]) -> int:
    at = line[0]
    while at < line[1] and at - line[0] < WIDEST_WRAP and not text[at].isspace():
        at += 1
    return at - line[0]
