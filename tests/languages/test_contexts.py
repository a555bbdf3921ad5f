"""The context words: schema, lookup, and every context proven by its own two sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.languages import contexts
from dragoman.languages.contexts import ContextLexicon, ContextWords, load_contexts, load_themes
from dragoman.languages.forms import load_forms, mend_lemmas
from dragoman.languages.function import coded_languages, load_function
from dragoman.pipeline import Coder
from dragoman.records import Story
from dragoman.stages.surroundings import TOLD, Surroundings
from dragoman.stages.trees.tree import Tree

LOADERS = {"contexts": load_contexts, "themes": load_themes}


@cache
def told(language: str, kind: str) -> dict[str, frozenset[str]]:
    """What the words of each proving sentence tell."""
    coder, words, forms = Coder.load(), LOADERS[kind](language), load_forms(language)
    texts = [text for one in words.words.values() for text in (one.example, one.against)]
    stories = [Story(id=str(n), text=text, language=language) for n, text in enumerate(texts)]
    found = {}
    for text, parse in zip(texts, coder.read(stories), strict=True):
        sentences = [mend_lemmas(sentence, forms) for sentence in parse.sentences]
        trees = [Tree(sentence, n, load_function(language)) for n, sentence in enumerate(sentences)]
        weights = Surroundings(words, trees).weigh(0)
        found[text] = frozenset(name for name, weight in weights.items() if weight >= TOLD)
    return found


CASES = [
    (language, kind, name)
    for language in coded_languages()
    for kind, load in LOADERS.items()
    for name in load(language).words
]


@pytest.mark.parametrize(("language", "kind", "name"), CASES)
def test_example_tells_its_context(language: str, kind: str, name: str) -> None:
    assert name in told(language, kind)[LOADERS[kind](language).words[name].example]


@pytest.mark.parametrize(("language", "kind", "name"), CASES)
def test_counter_example_does_not(language: str, kind: str, name: str) -> None:
    assert name not in told(language, kind)[LOADERS[kind](language).words[name].against]


def lexicon(*strong: str) -> ContextLexicon:
    return ContextLexicon({"military": ContextWords(strong, (), "", "")})


def find(words: ContextLexicon, text: str) -> list[str]:
    forms = text.split()
    telling = words.list_telling(frozenset(forms))
    return [pattern for _, pattern, _ in words.find(forms, forms, telling)]


def test_a_star_stands_for_an_ending() -> None:
    assert find(lexicon("militar*"), "the militarised zone") == ["militar*"]


def test_a_star_stands_for_a_beginning() -> None:
    assert find(lexicon("*boat"), "a gunboat and a boat") == ["*boat"]


def test_several_words_stand_for_their_sequence() -> None:
    assert find(lexicon("air force"), "force of air , the air force") == ["air force"]


def test_unknown_context_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    file = tmp_path / "xx" / "contexts.toml"
    file.write_text('[gardening]\nstrong = []\nweak = []\nexample = ""\nnot = ""\n', encoding="utf-8")
    monkeypatch.setattr(contexts, "FOLDER", tmp_path)
    with pytest.raises(DataError, match="gardening"):
        load_contexts("xx")


@pytest.mark.parametrize("kind", LOADERS)
def test_words_that_cannot_tell_anything_are_known_before_a_sentence_is_looked_through(kind: str) -> None:
    for language in coded_languages():
        words = LOADERS[kind](language)
        for one in words.words.values():
            for pattern in (*one.strong, *one.weak):
                spelt = [part.strip("*") for part in pattern.lower().split()]
                assert words.list_telling(
                    frozenset({"qqqq", *([f"x{spelt[0]}"] if pattern[0] == "*" else spelt)})
                )
        assert not words.list_telling(frozenset({"qqqq", "zzzz"}))
