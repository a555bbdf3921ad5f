"""Excerpts: the words that were looked for, marked among the words around them."""

from __future__ import annotations

import pytest

from dragoman.store.excerpts import compile_words, cut_excerpt

TEXT = (
    "The envoys met.\n\n"
    + "Talk went on. " * 20
    + "Sánctions were lifted, said the naïve minister of state at once."
)


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("sanctions", ["Sánctions"]),
        ("sanction*", ["Sánctions"]),
        ("sanction", []),
        ("naive lifted", ["lifted", "naïve"]),
        ('"minister of state"', ["minister of state"]),
        ("met", ["met"]),
    ],
)
def test_the_words_are_found_as_full_text_finds_them(asked: str, marked: list[str]) -> None:
    pieces = cut_excerpt(TEXT, compile_words(asked))
    assert [words for words, sought in pieces if sought] == marked


def test_an_excerpt_is_one_line_of_whole_words() -> None:
    told = "".join(words for words, _ in cut_excerpt(TEXT, compile_words("sanctions")))
    assert told.startswith("… ")
    assert "\n" not in told
    assert len(told) < 300
    assert told.strip("… ") in " ".join(TEXT.split())
