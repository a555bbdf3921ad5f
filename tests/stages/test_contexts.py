"""Contexts of events: by the event itself, its participants, its sentence, its paragraph."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def events(coder: Coder, text: str, language: str = "en") -> tuple[Event, ...]:
    story = Story(id="x", text=text, language=language)
    return coder.code(story, coder.read([story])[0]).events


def test_the_sentence_tells_several_contexts(coder: Coder) -> None:
    (event,) = events(coder, "France condemned the torture of journalists in Iran's prisons.")[:1]
    assert "human_rights" in event.context


def test_a_participant_brings_its_context(coder: Coder) -> None:
    (event,) = events(coder, "Een Franse generaal veroordeelde Duitsland.", "nl")
    assert "military" in event.context


def test_an_event_without_any_hint_has_none(coder: Coder) -> None:
    (event,) = events(coder, "France praised Italy.")
    assert event.context == ()


def test_one_strong_word_in_the_next_sentence_is_not_enough(coder: Coder) -> None:
    (event,) = events(coder, "France praised Italy. It was about fish and oil.")
    assert "natural_resource" not in event.context


def test_two_strong_words_in_the_paragraph_are_enough(coder: Coder) -> None:
    (event,) = events(coder, "France praised Italy. It was about a pipeline and a gas field.")
    assert "natural_resource" in event.context


def test_the_surest_context_comes_first(coder: Coder) -> None:
    text = "Iran accused Israel of hacking the computers and servers of its oil ministry with malware."
    event = next(one for one in events(coder, text) if one.type == "ACCUSE")
    assert event.context[0] == "cyber"


def test_a_statement_has_the_contexts_of_its_words(coder: Coder) -> None:
    text = "France said that the pipeline and the gas field are safe."
    story = Story(id="x", text=text, language="en")
    (statement,) = coder.code(story, coder.read([story])[0]).statements
    assert statement.context == ("natural_resource",)
