"""A story's text with its records marked: spans that lie in and across one another, as a tree of pieces.

A span that crosses the end of another is cut in two there, so that every piece lies wholly in its parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs


class Mark(Struct, frozen=True):
    """A span of the text and what it is.

    `kind`: event, trigger, statement, cue, relation, change (its word), actor, time, place, doubt. `record`
    is the id of the record it belongs to, `look` how it is drawn (a quad and standing), `told` what is
    written after it (a code, a day). `until` is where the whole of a mark ends that was cut.
    """

    start: int
    end: int
    kind: str
    record: str = ""
    look: str = ""
    told: str = ""
    until: int = -1


class Piece(Struct, frozen=True):
    """Text, or a mark around further pieces. `level` counts the events inside an event (its line lies lower);
    `last` is true for the piece that ends a mark which was cut."""

    text: str = ""
    mark: Mark | None = None
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    last: bool = True


_LONG = 560
"""Characters of a passage that its records can stand beside."""
_SHORT = 240  # characters that no part of a paragraph falls short of
_STOP = re.compile(r"""(?<=[a-z\d]{4}[.!?])['"’”»)]?\s+(?=["'“‘„«(]?[A-Z])""")

_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        ("statement", "event", "relation", "doubt", "place", "time", "actor", "cue", "change", "trigger"),
        start=1,
    )
}
"""Which of two marks on the same span lies outside."""


class Passage(Struct, frozen=True):
    """A paragraph, or a part of a long one; `goes_on` is true for all but its first part."""

    start: int
    end: int
    goes_on: bool = False


def cut_passages(text: str) -> list[Passage]:
    """The paragraphs of a text, without the space around; long ones in parts, cut where sentences end."""
    passages = []
    for line in re.finditer(r"[^\n]+", text):
        told = line.group()
        start = line.start() + len(told) - len(told.lstrip())
        end = line.start() + len(told.rstrip())
        goes_on = False
        while end - start > _LONG and (stop := _STOP.search(text, start + _SHORT, end - _SHORT)):
            passages.append(Passage(start, stop.start(), goes_on))
            start, goes_on = stop.end(), True
        if start < end:
            passages.append(Passage(start, end, goes_on))
    return passages


def mark_text(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text from `start` to `end` with the marks that lie in it, those at its edges cut off there."""
    inside = [_clip(mark, start, end) for mark in marks if mark.start < end and mark.end > start]
    return tuple(_nest(text, start, end, sorted((one for one in inside if one.start < one.end), key=_order)))


def _nest(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    at = start
    waiting = list(marks)
    while waiting:
        mark = waiting.pop(0)
        if mark.start > at:
            yield Piece(text[at : mark.start])
        inner = []
        while waiting and waiting[0].start < mark.end:
            other = waiting.pop(0)
            if other.end > mark.end:
                inner.append(_cut(other, other.start, mark.end))
                waiting.append(_cut(other, mark.end, other.end))
            else:
                inner.append(other)
        waiting.sort(key=_order)
        pieces = tuple(_nest(text, mark.start, mark.end, inner))
        deepest = max((_count_level(piece) for piece in pieces), default=0)
        yield Piece(mark=mark, pieces=pieces, level=deepest, last=mark.until in (-1, mark.end))
        at = mark.end
    if at < end:
        yield Piece(text[at:end])


def _count_level(piece: Piece) -> int:
    inside = max((_count_level(one) for one in piece.pieces), default=0)
    return inside + 1 if piece.mark is not None and piece.mark.kind == "event" else inside


def _clip(mark: Mark, start: int, end: int) -> Mark:
    return structs.replace(mark, start=max(mark.start, start), end=min(mark.end, end))


def _cut(mark: Mark, start: int, end: int) -> Mark:
    whole = mark.end if mark.until < 0 else mark.until
    return structs.replace(mark, start=start, end=end, until=whole)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANKS.get(mark.kind, 0)
