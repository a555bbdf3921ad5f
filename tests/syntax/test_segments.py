"""Segments hold the text whole, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.records import Word
from dragoman.syntax.segments import segment_story

LANGUAGES = ["nl", "en", "de", "fr", "es", "it"]
ALPHABET = "aBé1 .,;:!?'\"’“”„«»‘()[]{}-–—/\n\r\t\0\u00a0\u2028…%€@&#*_😀"


def check_whole(text: str, language: str) -> None:
    seen = [0] * len(text)
    last = 0
    for segment in segment_story(text, language):
        assert last <= segment.start < segment.end
        assert (segment.words[0].start, segment.words[-1].end) == (segment.start, segment.end)
        last = segment.end
        for start, end in {(word.start, word.end) for word in segment.words}:
            for at in range(start, end):
                seen[at] += 1
    assert all(count == 1 for count, letter in zip(seen, text, strict=True) if not letter.isspace())


@given(st.text(alphabet=ALPHABET, max_size=120), st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_every_visible_character_lies_in_one_word(text: str, language: str) -> None:
    check_whole(text, language)


def test_the_words_of_a_contraction_share_its_span() -> None:
    (segment,) = segment_story("le chef du parti", "fr")
    assert segment.words[2:4] == (Word("de", 8, 10), Word("le", 8, 10))


def test_an_exact_contraction_is_cut_in_spans() -> None:
    (segment,) = segment_story("Non vuole farlo", "it")
    assert segment.words[2:] == (Word("far", 10, 13), Word("lo", 13, 15))


def test_a_name_is_no_contraction() -> None:
    (segment,) = segment_story("En Bagdad habló Al Sadr", "es")
    assert [word.form for word in segment.words] == ["En", "Bagdad", "habló", "Al", "Sadr"]


def test_paragraphs_are_counted_from_nought() -> None:
    segments = segment_story("Kop\n\nEerste zin. Tweede zin.\n\nSlot.", "nl")
    assert [segment.paragraph for segment in segments] == [0, 1, 1, 2]


@pytest.mark.parametrize("noise", ["x", ".", '" ', "a.", "l'", "a-", "\0", "De "])
def test_a_quarter_megabyte_of_noise_is_cut_whole(noise: str) -> None:
    """How long it takes is measured in benchmarks/start.py; a quadratic cut would not end here."""
    text = noise * (250_000 // len(noise))
    segments = segment_story(text, "fr")
    assert all(text[word.start : word.end] for segment in segments for word in segment.words)


def test_a_language_without_table_is_refused() -> None:
    with pytest.raises(DataError, match=r"fi.*allowed are nl"):
        segment_story("Hyvää päivää.", "fi")
