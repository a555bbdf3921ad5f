"""A language's entries: what is indexed, and how a bad entry is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.languages import lexicon
from dragoman.languages.lexicon import Lexicon, load_lexicon

GOOD = """
[[verb]]
lemma = ["condemn", "denounce"]
frame = "condemn"
recipient = ["obj"]
example = "China condemned Japan."
gives = "ACCUSE CHN > JPN"

[[verb]]
lemma = "condemn"
frame = "convict"
with = { "obl:to" = ["death", "@terms"] }
example = "A court condemned him to death."
gives = "nothing"
"""
CLASSES = 'terms = ["prison", "-camp"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A language named for the test, so that no other test's lexicon answers."""
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    load_lexicon.cache_clear()
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "classes.toml").write_text(CLASSES)
    yield tmp_path / "xx"
    load_lexicon.cache_clear()


def load(folder: Path, text: str) -> Lexicon:
    (folder / "words_of_blame.toml").write_text(text)
    return load_lexicon("xx")


def refuse(folder: Path, text: str) -> str:
    with pytest.raises(DataError) as caught:
        load(folder, text)
    return str(caught.value)


def test_an_entry_is_found_by_each_of_its_lemmas(folder: Path) -> None:
    found = load(folder, GOOD)
    assert [item.entry.frame for item in found.find("denounce", "VERB")] == ["condemn"]
    assert found.find("praise", "VERB") == ()


def test_the_more_restricted_entry_comes_first(folder: Path) -> None:
    assert [item.entry.frame for item in load(folder, GOOD).find("condemn", "VERB")] == ["convict", "condemn"]


def test_a_class_is_spelled_out_with_its_endings(folder: Path) -> None:
    (_, matcher), *_ = load(folder, GOOD).find("condemn", "VERB")[0].with_
    assert matcher.accepts("death")
    assert matcher.accepts("prison")
    assert matcher.accepts("labour-camp")
    assert not matcher.accepts("silence")


def test_a_separable_verb_is_found_apart_and_joined(folder: Path) -> None:
    found = load(folder, GOOD.replace('["condemn", "denounce"]', '"op_roepen"'))
    assert found.find("oproepen", "VERB") == found.find("op_roepen", "VERB") != ()


def test_an_unknown_frame_is_told_with_file_and_entry(folder: Path) -> None:
    told = refuse(folder, GOOD.replace('frame = "convict"', 'frame = "sentence"'))
    assert "words_of_blame.toml: verb 2 (condemn)" in told
    assert "'sentence'" in told


def test_an_unknown_class_is_told_with_those_there_are(folder: Path) -> None:
    told = refuse(folder, GOOD.replace("@terms", "@places"))
    assert "words_of_blame.toml: verb 2 (condemn)" in told
    assert "'@places'" in told
    assert "one of terms" in told


def test_a_missing_lemma_is_told(folder: Path) -> None:
    told = refuse(folder, GOOD.replace('lemma = "condemn"\n', ""))
    assert "verb 2 (no lemma)" in told
    assert "needs `lemma`" in told


def test_a_phrase_without_fixed_words_is_told(folder: Path) -> None:
    told = refuse(folder, GOOD.replace("[[verb]]", "[[phrase]]").replace("lemma", "verb"))
    assert "phrase 1 (condemn, denounce)" in told


def test_a_record_that_cannot_be_read_is_told(folder: Path) -> None:
    told = refuse(folder, GOOD.replace("ACCUSE CHN > JPN", "ACCUSE china > JPN"))
    assert "verb 1 (condemn, denounce)" in told
    assert "'china'" in told


def test_a_key_that_does_not_exist_is_told_with_its_place(folder: Path) -> None:
    told = refuse(folder, GOOD.replace('recipient = ["obj"]', 'target = ["obj"]'))
    assert "words_of_blame.toml" in told
    assert "target" in told
    assert "verb[0]" in told


def test_broken_toml_is_told_with_its_file(folder: Path) -> None:
    assert "words_of_blame.toml" in refuse(folder, GOOD + "[[verb")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_lexicon_loads_and_names_its_size(language: str) -> None:
    load_lexicon.cache_clear()
    shipped = load_lexicon(language)
    assert len(shipped.items) >= 300
    assert shipped.summary().startswith(f"{language}: {len(shipped.items)} entries")
