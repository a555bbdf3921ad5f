"""Function words: complete, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.languages import function
from dragoman.languages.function import coded_languages, load_function


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English file under the name of a language that is not there."""
    text = (function.FOLDER / "en" / "function.toml").read_text(encoding="utf-8")
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "function.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(function, "FOLDER", tmp_path)
    return tmp_path / "xx" / "function.toml"


def test_dutch_and_english_have_a_coder_pack() -> None:
    assert {"en", "nl"} <= set(coded_languages())


def test_negations_are_words() -> None:
    assert "niet" in load_function("nl").negations
    assert "not" in load_function("en").negations


def test_a_language_without_pack_is_told_with_those_that_have_one() -> None:
    with pytest.raises(DataError, match=r"no coder pack for language 'fi'.*available: .*en.*nl"):
        load_function("fi")


def test_a_missing_field_is_told_with_its_file(folder: Path) -> None:
    lines = folder.read_text(encoding="utf-8").splitlines()
    folder.write_text("\n".join(line for line in lines if not line.startswith("negations")), encoding="utf-8")
    with pytest.raises(DataError, match=r"function\.toml.*negations"):
        load_function("xx")


def test_an_unknown_field_is_told_with_its_file(folder: Path) -> None:
    folder.write_text(folder.read_text(encoding="utf-8") + 'negatoins = ["no"]\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"function\.toml.*negatoins"):
        load_function("xx")
