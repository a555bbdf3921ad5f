"""Which quotation marks close, in any style and unbalanced ones too."""

from __future__ import annotations

import re
from collections.abc import Sequence

Cut = tuple[int, int]

FAMILIES = {
    mark: family
    for family, marks in {
        "double": ('"', ",,", "''", "``", "„", "“", "”", "‟", "″"),
        "single": ("'", "‘", "’", "‚", "`", "´", "‛"),
        "guillemets": ("«", "»"),
        "small": ("‹", "›"),
    }.items()
    for mark in marks
}
LONGEST_MARK = max(map(len, FAMILIES))
_ALWAYS_OPEN = {",,", "„", "``", "‚"}
_MOSTLY_OPEN = {"«", "‹"}
_MOSTLY_CLOSE = {"»", "›", "”", "''"}
_PAUSE = re.compile(r"[,;:)\]}]|[.!?](?!\.)")
_END_MARKS = ".!?…,;:"


def find_closers(text: str, cuts: list[Cut], marks: Sequence[int] | None = None) -> set[int]:
    """The positions of quotation marks that close, told by the white space around them, then by turns.

    `marks` are the positions of all quotation marks, where they are known.
    """
    if marks is None:
        marks = [index for index, cut in enumerate(cuts) if text[slice(*cut)] in FAMILIES]
    sides = [_tell_side(text, cuts, index) for index in marks]
    following: dict[str, bool | None] = {}  # by family: the side of the next mark, seen from behind
    nexts: list[bool | None] = []
    for index, side in zip(reversed(marks), reversed(sides), strict=True):
        family = FAMILIES[text[slice(*cuts[index])]]
        nexts.append(following.get(family, False))
        following[family] = side
    closers: set[int] = set()
    opened: dict[str, str] = {}  # the family of a quotation that stands open, and the mark that opened it
    for index, side, after in zip(marks, sides, reversed(nexts), strict=True):
        mark = text[slice(*cuts[index])]
        family = FAMILIES[mark]
        if side is not None:
            closing = side
        elif mark in _MOSTLY_CLOSE:
            closing = opened.get(family) != mark
        elif mark in _MOSTLY_OPEN:
            closing = opened.get(family) in _MOSTLY_CLOSE
        elif family in opened:
            closing = True
        else:  # nothing is open: it opens if a mark that may close it comes, and closes what we did not see
            closing = after is False and text[cuts[index - 1][1] - 1] in _END_MARKS
        if closing:
            closers.add(index)
            opened.pop(family, None)
        else:
            opened[family] = mark
    return closers


def _tell_side(text: str, cuts: list[Cut], index: int) -> bool | None:
    """Whether the quotation mark at `index` closes, as far as the mark and its neighbours tell."""
    start, end = cuts[index]
    mark = text[start:end]
    if index == 0 or mark in _ALWAYS_OPEN:
        return False
    spaced_before = text[start - 1].isspace() or text[start - 1] in "([{-–—/"
    spaced_after = end >= len(text) or text[end].isspace() or _PAUSE.match(text, end) is not None
    if spaced_before != spaced_after:
        return spaced_after
    if mark == "‘" and not spaced_after and text[start - 1] in _END_MARKS:
        return False
    if not spaced_before and text[start - 1] in _END_MARKS and mark not in _MOSTLY_CLOSE | _MOSTLY_OPEN:
        return True
    return None
