"""The own gold is sound, and the same stories are told in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.scoring.gold import GoldStory, read_gold

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
SHARED = Path(__file__).parents[3] / "shared"
LANGUAGES = ("nl", "en")


def read(language: str) -> tuple[GoldStory, ...]:
    return read_gold(GOLD / language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twelve_stories_and_three_of_them_tell_of_no_event(language: str) -> None:
    stories = read(language)
    assert {story.language for story in stories} == {language}
    assert (len(stories), sum(not story.events for story in stories)) == (12, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_and_modes_are_those_of_the_codebook(language: str) -> None:
    types = load_codebook().types
    for story in read(language):
        for event in story.events:
            assert event.types <= types.keys(), story.id
            allowed = {mode for name in event.types for mode in types[name].modes}
            assert set(event.mode) <= allowed, (story.id, event.evidence)


def test_what_is_told_twice_is_annotated_alike() -> None:
    told = [
        [
            [(e.type, e.actor, e.recipient, e.factuality, e.core) for e in story.events]
            for story in read(language)
        ]
        for language in LANGUAGES
    ]
    assert told[0] == told[1]


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_taken_from_elsewhere(language: str) -> None:
    taken = {story.text for story in read_gold(SHARED / "gold")}
    for path in sorted((SHARED / "stories").glob("*.jsonl")):
        taken |= {json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line}
    sentences = {part for text in taken for part in text.split(". ")}
    assert not [story.id for story in read(language) if sentences & set(story.text.split(". "))]
