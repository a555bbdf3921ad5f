"""The lists of words that were set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.languages import aside
from dragoman.languages.aside import load_aside
from dragoman.languages.function import coded_languages


@pytest.mark.parametrize("language", coded_languages())
def test_every_coded_language_has_its_lists(language: str) -> None:
    lists = load_aside(language)
    assert lists.reasons and lists.event_endings


def test_a_language_without_lists_sets_nothing_aside() -> None:
    assert load_aside("xx").reason("verb", "be") is None


def test_the_reason_is_found_with_and_without_the_mark_of_a_particle() -> None:
    assert load_aside("nl").reason("verb", "terug_gaan") == load_aside("nl").reason("verb", "teruggaan")


def test_a_word_that_stands_in_it_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "yy").mkdir()
    (tmp_path / "yy" / "aside.toml").write_text(
        '[[aside]]\npart = "verb"\nreason = "a"\nlemmas = ["be", "be"]\n'
    )
    monkeypatch.setattr(aside, "FOLDER", tmp_path)
    with pytest.raises(DataError, match="the verb 'be' stands in it twice"):
        load_aside("yy")


def test_a_noun_that_ends_like_a_doing_may_be_listed_as_a_thing() -> None:
    lists = load_aside("en")
    assert lists.tells_of_doing("settlement") and not lists.tells_of_doing("building")
