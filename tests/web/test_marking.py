"""Marked text: nothing is lost or told twice, spans may nest, cross and share their ends."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.web.marking import Mark, Piece, cut_passages, mark_text

TEXT = "Ruritania said that Graustark had shelled the port."


def write(pieces: tuple[Piece, ...]) -> str:
    """The pieces with brackets around marks, named by their kinds' first letters."""
    told = ""
    for piece in pieces:
        if piece.mark is None:
            told += piece.text
        else:
            told += f"[{piece.mark.kind[0]}{'' if piece.last else '-'} {write(piece.pieces)}]"
    return told


def read(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text if piece.mark is None else read(piece.pieces) for piece in pieces)


def test_spans_nest_by_their_lengths_then_their_kinds() -> None:
    marks = [
        Mark(20, 29, "actor"),
        Mark(20, 50, "event", "e1"),
        Mark(20, 50, "statement", "s1"),
        Mark(34, 41, "trigger", "e1"),
    ]
    told = "Ruritania said that [s [e [a Graustark] had [t shelled] the port]]."
    assert write(mark_text(TEXT, 0, len(TEXT), marks)) == told


def test_a_span_that_crosses_an_end_is_cut_there() -> None:
    marks = [Mark(0, 29, "event", "e1"), Mark(20, 41, "statement", "s1")]
    told = "[e Ruritania said that [s- Graustark]][s  had shelled] the port."
    assert write(mark_text(TEXT, 0, len(TEXT), marks)) == told


def test_the_line_of_an_outer_event_lies_lower() -> None:
    marks = [Mark(0, 50, "event", "e1"), Mark(20, 50, "event", "e2"), Mark(42, 50, "event", "e3")]
    (outer, _) = mark_text(TEXT, 0, len(TEXT), marks)
    assert outer.level == 2
    assert outer.pieces[-1].level == 1


def test_paragraphs_are_lines_without_the_space_around() -> None:
    text = "  One. \n\n\n Two.\n   \nThree."
    assert [text[one.start : one.end] for one in cut_passages(text)] == ["One.", "Two.", "Three."]


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    text = "The envoy spoke with Mr. Hentzau of the port. " * 20
    passages = cut_passages(text)
    assert [one.goes_on for one in passages] == [False, *(True for _ in passages[1:])]
    assert len(passages) > 2
    assert " ".join(text[one.start : one.end] for one in passages) == text.strip()
    assert all(text[one.start : one.end].endswith("port.") for one in passages)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["event", "actor", "statement"])),
        max_size=12,
    ),
    st.integers(0, 30),
)
def test_whatever_is_marked_the_text_is_told_once(spans: list[tuple[int, int, str]], start: int) -> None:
    marks = [Mark(min(a, b), max(a, b), kind, str(at)) for at, (a, b, kind) in enumerate(spans)]
    assert read(mark_text(TEXT, start, len(TEXT), marks)) == TEXT[start:]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_a_text_without_words_has_no_paragraphs(text: str) -> None:
    assert cut_passages(text) == []
