"""Whom a foreign state deals with that names nobody: the country the story is of."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Story

STORY = "Police in Lima arrested three Peruvian senators on Monday. Peru has closed its parliament. {}"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def whom(coder: Coder, sentence: str, type_: str) -> list[str | None]:
    story = Story(id="x", text=STORY.format(sentence), language="en", published="2023-05-02")
    events = coder.code(story, coder.read([story])[0]).events
    return [one.country for one in next(e for e in reversed(events) if e.type == type_).recipient]


def test_a_state_that_names_nobody_deals_with_the_country_of_the_story(coder: Coder) -> None:
    assert whom(coder, "Norway demanded fresh elections.", "REQUEST") == ["PER"]


def test_that_country_itself_does_not(coder: Coder) -> None:
    assert whom(coder, "Peru demanded an apology.", "REQUEST") == []


def test_whoever_is_named_stays(coder: Coder) -> None:
    assert whom(coder, "Norway asked Sweden for fresh elections.", "REQUEST") == ["SWE"]
