"""Spellings that other writings of a name give."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.schema import FOLDER
from dragoman.atlas.transcription import (
    FILE,
    Script,
    TranscriptionFile,
    Transcriptions,
    read_transcriptions,
)
from dragoman.errors import DataError

SCRIPT = Script(["RUS"], {"sh": "sj", "u": "oe", "kh": "ch"}, {"sky": "ski"})


@pytest.fixture
def small() -> Transcriptions:
    return Transcriptions(TranscriptionFile([["sergei", "sergej"]], [SCRIPT]))


def test_letters_of_a_state_are_exchanged(small: Transcriptions) -> None:
    assert small.respell("shukhovsky", "RUS") == ["sjoechovski"]


def test_letters_of_other_states_are_left(small: Transcriptions) -> None:
    assert small.respell("shultz", "USA") == []


def test_given_names_are_exchanged_in_both_writings(small: Transcriptions) -> None:
    assert set(small.respell("sergei ushin", "RUS")) == {"sergej ushin", "sergei oesjin", "sergej oesjin"}


def test_a_given_name_alone_stays(small: Transcriptions) -> None:
    assert small.respell("sergei", "USA") == []


def test_what_is_in_the_other_language_keeps_its_letters(small: Transcriptions) -> None:
    assert small.respell("sjoekhov", "RUS", foreign=False) == []


def test_a_word_in_two_lines_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('same = [["ali", "aly"], ["ali", "alie"]]', encoding="utf-8")
    with pytest.raises(DataError, match="ali"):
        read_transcriptions(tmp_path)


def test_the_shipped_file_is_sound() -> None:
    assert "sergej sjojgoe" in read_transcriptions(FOLDER).respell("sergei shojgu", "RUS")


@pytest.mark.parametrize("name", ["Chodorkovski", "Nikolaj Patroesjev", "Elvira Nabioellina"])
def test_the_atlas_knows_persons_by_them(name: str) -> None:
    assert Atlas.load().persons(name)
