"""Words into pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.syntax import reader
from dragoman.syntax.pieces import MOST_PIECES, Pieces

MODEL = Path(reader.__file__).parent / "models" / "pieces.model"


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(MODEL)


def test_punctuation_is_one_piece(pieces: Pieces) -> None:
    assert all(len(pieces.encode_word(mark)) == 1 for mark in (".", ",", "”", "(", "—"))


def test_a_common_word_is_one_piece(pieces: Pieces) -> None:
    assert len(pieces.encode_word("minister")) == 1


def test_an_endless_word_is_cut(pieces: Pieces) -> None:
    assert len(pieces.encode_word("x1" * 50_000)) <= MOST_PIECES


@pytest.mark.parametrize("form", ["", " ", "\u200b", "\U0001f600", "漢"])
def test_every_form_has_a_piece(pieces: Pieces, form: str) -> None:
    assert len(pieces.encode_word(form)) >= 1


def test_a_missing_tokenizer_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="tokenizer"):
        Pieces(tmp_path / "pieces.model")
