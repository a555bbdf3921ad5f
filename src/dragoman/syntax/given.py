"""Given words: the words of a treebank as segments over a rebuilt text."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Segment, Word
from dragoman.syntax.conllu import Block


def rebuild_segments(blocks: Sequence[Block], separator: str = "\n") -> tuple[str, list[Segment]]:
    """A text that holds the written words of `blocks`, and their given words as segments over it.

    `separator` stands between sentences; each block is its own paragraph when it is a line break.
    Blocks without words give no segment.
    """
    pieces: list[str] = []
    segments: list[Segment] = []
    at = 0
    for block in blocks:
        if not block.words:
            continue
        if segments:
            pieces.append(separator)
            at += len(separator)
        text, words = _rebuild_sentence(block, at)
        paragraph = len(segments) if "\n" in separator else 0
        segments.append(Segment(at, at + len(text), paragraph, words))
        pieces.append(text)
        at += len(text)
    return "".join(pieces), segments


def _rebuild_sentence(block: Block, at: int) -> tuple[str, tuple[Word, ...]]:
    written = ""
    words: list[Word] = []
    covered = 0
    parts: dict[int, list[str]] = {}
    for row in block.rows:
        if row.is_range:
            parts[row.range[0]] = [word.form for word in block.words[row.range[0] - 1 : row.range[1]]]
    for row in block.rows:
        if row.is_empty or (not row.is_range and int(row.id) <= covered):
            continue
        start = at + len(written)
        written += row.form
        if row.is_range:
            covered = row.range[1]
            words.extend(_place_parts(row.form, parts[row.range[0]], start))
        else:
            words.append(Word(row.form, start, start + len(row.form)))
        if row.space_after:
            written += " "
    return written.rstrip(" "), tuple(words)


def _place_parts(form: str, parts: list[str], start: int) -> list[Word]:
    """The words of a contraction: cut exactly when they make up its form, else all on its whole span."""
    if "".join(parts).lower() != form.lower():
        return [Word(part, start, start + len(form)) for part in parts]
    words = []
    for part in parts:
        words.append(Word(part, start, start + len(part)))
        start += len(part)
    return words
