"""The named issues: one name in all languages, found by their words."""

from __future__ import annotations

import pytest

from dragoman.codebook.issues import list_issues
from dragoman.languages.function import FOLDER, coded_languages
from dragoman.languages.issues import load_issues


def find(text: str, language: str) -> list[str]:
    words = [(word.lower(), word.lower()) for word in text.split()]
    return [issue for issue, _, _ in load_issues(language).find(words)]


@pytest.mark.parametrize("language", coded_languages())
def test_every_issue_has_words_in_every_language(language: str) -> None:
    lexicon = load_issues(language)
    told = {issue for found in lexicon.phrases.values() for _, issue in found}
    assert told == set(list_issues())


@pytest.mark.parametrize("language", coded_languages())
def test_every_phrase_is_found_as_the_issue_it_stands_under(language: str) -> None:
    for found in load_issues(language).phrases.values():
        for phrase, issue in found:
            assert find(" ".join(phrase), language) == [issue]


def test_the_longest_phrase_wins() -> None:
    assert find("the South China Sea", "en") == ["South China Sea"]
    assert find("a trade war", "en") == ["trade"]


def test_a_compound_is_known_by_its_end() -> None:
    assert find("nieuwe oliesanctie", "nl") == ["sanctions"]


def test_the_files_lie_beside_the_lexicons() -> None:
    assert all((FOLDER / language / "issues.toml").exists() for language in coded_languages())
