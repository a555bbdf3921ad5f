"""The wire passages are sound: two halves in each language, every type, mode and factuality, own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.records import Factuality
from dragoman.scoring.gold import GoldStory, read_gold

WIRE = Path(__file__).parents[2] / "evaluation" / "gold" / "wire"
SHARED = Path(__file__).parents[3] / "shared"
LANGUAGES = ("nl", "en")


def read(language: str) -> tuple[GoldStory, ...]:
    return read_gold(WIRE / language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("half", "rest"), [("open", 1), ("kept", 0)])
def test_the_halves_are_the_odd_and_the_even_numbers(language: str, half: str, rest: int) -> None:
    stories = read_gold(WIRE / language / f"{half}.jsonl")
    last = len(read(language))
    wanted = [f"wire-{language}-{number:03}" for number in range(1, last + 1) if number % 2 == rest]
    assert [story.id for story in stories] == wanted
    assert {story.language for story in stories} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", ["open", "kept"])
def test_each_half_has_a_hundred_passages_and_some_without_event(language: str, half: str) -> None:
    stories = read_gold(WIRE / language / f"{half}.jsonl")
    assert len(stories) >= 100
    assert sum(not any(event.core for event in story.events) for story in stories) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_mode_and_factuality_occurs(language: str) -> None:
    events = [event for story in read(language) for event in story.events]
    types = load_codebook().types
    assert {name for event in events for name in event.types} == types.keys()
    assert {event.factuality for event in events} == set(get_args(Factuality))
    assert {mode for one in types.values() for mode in one.modes} <= {mode for e in events for mode in e.mode}


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_and_modes_are_those_of_the_codebook(language: str) -> None:
    types = load_codebook().types
    for story in read(language):
        for event in story.events:
            assert event.types <= types.keys(), story.id
            allowed = {mode for name in event.types for mode in types[name].modes}
            assert set(event.mode) <= allowed, (story.id, event.evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_stand_in_their_passages(language: str) -> None:
    for story in read(language):
        for statement in story.statements or ():
            assert statement.cue and statement.cue in story.text, story.id


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_taken_from_elsewhere(language: str) -> None:
    taken = {story.text for story in read_gold(SHARED / "gold")}
    for path in sorted((SHARED / "stories").glob("*.jsonl")):
        taken |= {json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line}
    sentences = {
        part for text in taken for part in text.split(". ") if len(part.split()) > 3
    }  # not "The U.S"
    assert not [story.id for story in read(language) if sentences & set(story.text.split(". "))]
