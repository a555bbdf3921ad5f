"""What first names and role words tell of a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.gender_words import read_genders
from dragoman.errors import DataError


@pytest.mark.parametrize(
    ("word", "language", "gender"),
    [("Angela", "nl", "f"), ("François", "en", "m"), ("woordvoerster", "nl", "f"), ("minister", "nl", None)],
)
def test_a_name_or_title_tells_woman_or_man_or_nothing(word: str, language: str, gender: str | None) -> None:
    assert Atlas.load().gender(word, language) == gender


def test_a_name_of_both_is_refused(tmp_path: Path) -> None:
    (tmp_path / "genders.toml").write_text('[names]\nf = ["Kim"]\nm = ["Kim"]\n[words.en]\nf = []\nm = []\n')
    with pytest.raises(DataError, match="Kim"):
        read_genders(tmp_path)
