"""Parts of sentences as numbers: cut to what the model reads at once, put together into batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from dragoman.records import Word
from dragoman.syntax.model import Ids

MOST_PIECES = 256  # pieces read at once; a longer sentence is read in parts
BATCH_PIECES = 512  # pieces in one call of the model: what fits the cache; 2,048 cost a third more time


class Part(NamedTuple):
    """A run of words read at once: a sentence, or a piece of an overlong one.

    `sentence` counts the sentences to be read; `sizes` tells how many of `pieces` each word has, the
    first being the root, which is the opening mark of the language; a closing mark stands last.
    """

    sentence: int
    words: tuple[Word, ...]
    pieces: list[int]
    sizes: list[int]


class Batch(NamedTuple):
    """Parts of equally many pieces, as the model takes them; see `dragoman.syntax.model.Model.read_batch`.

    `lengths` counts the words of each part, without the root.
    """

    pieces: Ids
    first: Ids
    last: Ids
    places: Ids
    lengths: Ids


def cut_parts(
    sentence: int, words: tuple[Word, ...], encoded: Sequence[tuple[int, ...]], opening: int, closing: int
) -> Iterator[Part]:
    """The parts of a sentence: one, unless it has too many pieces; then cut after punctuation."""
    start = 0
    while start < len(words):
        end, size = start, 2
        while end < len(words) and size + len(encoded[end]) <= MOST_PIECES:
            size += len(encoded[end])
            end += 1
        if end < len(words):
            end = _find_break(words, start, end)
        own = encoded[start:end]
        yield Part(
            sentence,
            words[start:end],
            [opening, *chain.from_iterable(own), closing],
            [1, *map(len, own)],
        )
        start = end


def group_parts(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in groups of equally many pieces, together at most BATCH_PIECES, the longest first."""
    group: list[Part] = []
    for part in sorted(parts, key=lambda part: len(part.pieces), reverse=True):
        size = len(part.pieces)
        if group and (len(group[0].pieces) != size or (len(group) + 1) * size > BATCH_PIECES):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def lay_parts(parts: Sequence[Part]) -> Batch:
    """Parts of equally many pieces as arrays."""
    counts = np.array([len(part.sizes) for part in parts], dtype=np.int64)
    sizes = np.array(list(chain.from_iterable(part.sizes for part in parts)), dtype=np.int64)
    ends = sizes.cumsum() + np.repeat(np.arange(len(parts)), counts)  # one closing mark for every part before
    places = np.arange(counts.max())[None, :] + (counts.cumsum() - counts)[:, None]
    return Batch(
        np.array([part.pieces for part in parts], dtype=np.int64),
        ends - sizes,
        ends - 1,
        np.minimum(places, len(sizes) - 1),
        counts - 1,
    )


def _find_break(words: Sequence[Word], start: int, end: int) -> int:
    """Where to end a part at the latest by `end`: after punctuation in its second half, if there is any."""
    for place in range(end, start + (end - start) // 2, -1):
        if not any(letter.isalnum() for letter in words[place - 1].form):
            return place
    return max(end, start + 1)
