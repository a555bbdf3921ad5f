"""The own gold is sound: stories told in both languages, and news of each language's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.records import Factuality
from dragoman.scoring.gold import GoldStory, read_gold

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
FRESH = GOLD / "fresh"
SHARED = Path(__file__).parents[3] / "shared"
LANGUAGES = ("nl", "en")
NEWS = sorted(path.parent.name for path in GOLD.glob("*/news.jsonl"))


def read(language: str) -> tuple[GoldStory, ...]:
    return read_gold(GOLD / language)


def read_twins(language: str) -> tuple[GoldStory, ...]:
    return read_gold(GOLD / language / "decoys.jsonl") + read_gold(GOLD / language / "stories.jsonl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_stories_are_told_in_both_languages_and_three_of_them_tell_of_no_event(language: str) -> None:
    stories = read_twins(language)
    assert (len(stories), sum(not story.events for story in stories)) == (12, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_are_of_their_folders_language_and_have_ids_of_their_own(language: str) -> None:
    stories = read(language)
    assert {story.language for story in stories} == {language}
    assert len({story.id for story in stories}) == len(stories)


@pytest.mark.parametrize("language", NEWS)
def test_there_are_forty_news_stories_and_twelve_that_tell_of_no_event(language: str) -> None:
    assert len(read_gold(GOLD / language / "news.jsonl")) == 40
    quiet = read_gold(GOLD / language / "quiet.jsonl")
    assert len(quiet) == 12
    assert not [event for story in quiet for event in story.events if event.core]


@pytest.mark.parametrize("language", NEWS)
def test_the_news_has_every_type_and_mode_and_factuality(language: str) -> None:
    events = [event for story in read_gold(GOLD / language / "news.jsonl") for event in story.events]
    types = load_codebook().types
    wanted = {(name, mode) for name, one in types.items() for mode in one.modes}
    assert {name for event in events for name in event.types} == types.keys()
    assert {event.factuality for event in events} == set(get_args(Factuality))
    assert not {mode for _, mode in wanted} - {mode for event in events for mode in event.mode}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("half", "rest"), [("open", 1), ("kept", 0)])
def test_the_kept_gold_has_two_halves_by_odd_and_even_numbers_with_two_quiet_stories_each(
    language: str, half: str, rest: int
) -> None:
    stories = read_gold(FRESH / language / f"{half}.jsonl")
    numbers = [number for number in range(1, 41) if number % 2 == rest]
    assert [story.id for story in stories] == [f"own-{language}-a{number:02}" for number in numbers]
    assert sum(not story.events for story in stories) == 2
    assert {story.language for story in stories} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kept_gold_has_every_type_and_mode_and_factuality(language: str) -> None:
    events = [event for story in read_gold(FRESH / language) for event in story.events]
    types = load_codebook().types
    assert {name for event in events for name in event.types} == types.keys()
    assert {event.factuality for event in events} == set(get_args(Factuality))
    assert {mode for one in types.values() for mode in one.modes} <= {mode for e in events for mode in e.mode}


@pytest.mark.parametrize("language", NEWS)
def test_cues_stand_in_their_stories(language: str) -> None:
    for story in (*read_gold(GOLD / language / "news.jsonl"), *read_gold(FRESH / language)):
        for statement in story.statements or ():
            assert statement.cue and statement.cue in story.text, story.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_and_modes_are_those_of_the_codebook(language: str) -> None:
    types = load_codebook().types
    for story in (*read(language), *read_gold(FRESH / language)):
        for event in story.events:
            assert event.types <= types.keys(), story.id
            allowed = {mode for name in event.types for mode in types[name].modes}
            assert set(event.mode) <= allowed, (story.id, event.evidence)


def test_what_is_told_twice_is_annotated_alike() -> None:
    told = [
        [
            [(e.type, e.actor, e.recipient, e.factuality, e.core) for e in story.events]
            for story in read_twins(language)
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
    own = (*read(language), *read_gold(FRESH / language))
    assert not [story.id for story in own if sentences & set(story.text.split(". "))]
