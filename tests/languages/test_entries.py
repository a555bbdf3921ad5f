"""Every lexicon entry proves itself: its example goes through the real pipeline and must give its record."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.languages.function import coded_languages
from dragoman.languages.lexicon import Item, load_lexicon
from dragoman.languages.proofs import describe, meets, parse_gives
from dragoman.pipeline import Coder
from dragoman.records import Story, StoryRecord


@cache
def records(language: str) -> dict[str, StoryRecord]:
    coder = Coder.load()
    examples = sorted({item.entry.example for item in load_lexicon(language).items})
    stories = [Story(id=str(n), text=text, language=language) for n, text in enumerate(examples)]
    parses = coder.read(stories)
    return {story.text: coder.code(story, parse) for story, parse in zip(stories, parses, strict=True)}


def entries() -> list[object]:
    return [
        pytest.param(item, id=f"{item.language}-{item.file}-{item.part}-{item.number}-{item.lemmas[0]}")
        for language in coded_languages()
        for item in load_lexicon(language).items
    ]


@pytest.mark.parametrize("item", entries())
def test_example_gives_its_record(item: Item) -> None:
    record = records(item.language)[item.entry.example]
    assert meets(record, parse_gives(item.entry.gives)), (
        f"{item.entry.example}\n  wanted {item.entry.gives}\n  got    {describe(record)}"
    )
