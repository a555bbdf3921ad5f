"""Sentences as numbers: cut, grouped, laid out."""

from __future__ import annotations

from dragoman.records import Word
from dragoman.syntax.parts import BATCH_PIECES, MOST_PIECES, Part, cut_parts, group_parts, lay_parts


def make_words(text: str) -> tuple[Word, ...]:
    return tuple(Word(form, at, at + 1) for at, form in enumerate(text.split()))


def make_part(size: int) -> Part:
    return Part(0, make_words("a " * (size - 2)), [7, *range(size - 2), 9], [1] * (size - 1))


def test_a_sentence_opens_and_closes_with_its_marks() -> None:
    [part] = cut_parts(3, make_words("a b"), [(11, 12), (13,)], 7, 9)
    assert (part.sentence, part.pieces, part.sizes) == (3, [7, 11, 12, 13, 9], [1, 2, 1])


def test_an_overlong_sentence_is_cut_after_punctuation() -> None:
    words = make_words("a b , " * MOST_PIECES)
    parts = list(cut_parts(0, words, [(1,)] * len(words), 7, 9))
    assert all(part.words[-1].form == "," and len(part.pieces) <= MOST_PIECES for part in parts)
    assert sum((part.words for part in parts), ()) == words


def test_a_batch_holds_parts_of_one_length_only() -> None:
    parts = [make_part(size) for size in (5, 9, 5, 200, 200, 200)]
    groups = [[len(part.pieces) for part in group] for group in group_parts(parts)]
    assert groups == [[200, 200], [200], [9], [5, 5]]
    assert max(map(sum, groups)) <= BATCH_PIECES


def test_words_are_found_in_the_pieces_laid_flat() -> None:
    one = Part(0, make_words("a b"), [7, 11, 12, 13, 9], [1, 2, 1])
    two = Part(1, make_words("a"), [7, 1, 2, 3, 9], [1, 3])
    batch = lay_parts([one, two])
    assert batch.first.tolist() == [0, 1, 3, 5, 6]
    assert batch.last.tolist() == [0, 2, 3, 5, 8]
    assert batch.places[0].tolist() == [0, 1, 2]
    assert batch.places[1, :2].tolist() == [3, 4]
    assert batch.lengths.tolist() == [2, 1]
