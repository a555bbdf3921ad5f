"""Word tables: the shipped ones load, and a wrong one is told with file and place."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.languages.tables import WORD_LANGUAGES, load_table, read_table


@pytest.mark.parametrize("language", WORD_LANGUAGES)
def test_a_shipped_table_loads(language: str) -> None:
    table = load_table(language)
    assert table.language == language
    assert "dr." in table.abbreviations.never_ends


@pytest.mark.parametrize("language", WORD_LANGUAGES)
def test_words_are_in_small_letters_and_abbreviations_end_in_a_stop(language: str) -> None:
    table = load_table(language)
    kinds = table.abbreviations
    stopped = kinds.never_ends | kinds.may_end | kinds.mostly_ends | kinds.also_words | kinds.numbered
    assert {
        word for word in stopped if not word.endswith(".") or word not in (word.lower(), word.upper())
    } == set()
    assert {word for word in table.sentences.openers if word != word.lower()} == set()
    assert table.sentences.sure_openers <= table.sentences.openers


@pytest.mark.parametrize("language", WORD_LANGUAGES)
def test_an_abbreviation_is_of_one_kind(language: str) -> None:
    kinds = load_table(language).abbreviations
    lists = [kinds.never_ends, kinds.may_end, kinds.mostly_ends, kinds.also_words, kinds.numbered]
    assert sum(map(len, lists)) == len(frozenset().union(*lists))


def test_an_unknown_key_is_told_with_its_file() -> None:
    content = b'language = "nl"\n[abbreviations]\nnever = ["dr."]\n[sentences]\n'
    with pytest.raises(DataError, match=r"mine/words\.toml: .*`never`.*abbreviations"):
        read_table(content, "mine/words.toml")


def test_a_wrong_choice_is_told() -> None:
    content = b'language = "nl"\n[abbreviations]\n[sentences]\n[hyphens]\nbetween_words = "perhaps"\n'
    with pytest.raises(DataError, match="perhaps"):
        read_table(content, "words.toml")


def test_an_unknown_language_is_told_with_those_there_are() -> None:
    with pytest.raises(DataError, match=r"'xx'.*allowed are nl, en"):
        load_table("xx")
