"""Who commits to an event and how far, step by step, and what disputes it."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.cli.labels import label_standing
from dragoman.pipeline import Coder
from dragoman.records import Event, Story, StoryRecord

# language, sentence, the event's type, how it stands, the deciding word, the effects of its path
PATHS = [
    (
        "en",
        "Iran denied that it had attacked Oman.",
        "ASSAULT",
        "denied",
        "denied",
        ["deny: negated", "source: deny"],
    ),
    (
        "nl",
        "Iran ontkent Oman te hebben aangevallen.",
        "ASSAULT",
        "denied",
        "ontkent",
        ["deny: negated", "source: deny"],
    ),
    ("en", "Oman said that Iran had attacked Yemen.", "ASSAULT", "claimed", None, ["source: claim"]),
    ("nl", "Oman zei dat Iran Jemen had aangevallen.", "ASSAULT", "claimed", None, ["source: claim"]),
    (
        "en",
        "France demanded that Iran release the crew.",
        "RETREAT",
        "demanded",
        "demanded",
        ["ask: hypothetical"],
    ),
    (
        "nl",
        "Frankrijk eist dat Iran de bemanning vrijlaat.",
        "RETREAT",
        "demanded",
        "eist",
        ["ask: hypothetical"],
    ),
    ("en", "Iran did not attack Oman.", "ASSAULT", "negated", "not", ["negation: negated"]),
    ("nl", "Iran heeft Oman niet aangevallen.", "ASSAULT", "negated", "niet", ["negation: negated"]),
    (
        "en",
        "A newspaper reported that Iran had attacked Oman.",
        "ASSAULT",
        "claimed",
        None,
        ["source: report"],
    ),
    ("nl", "Een krant meldde dat Iran Oman had aangevallen.", "ASSAULT", "claimed", None, ["source: report"]),
]


@cache
def code(text: str, language: str) -> StoryRecord:
    coder = _coder()
    story = Story(id="path", text=text, language=language, published="2024-03-05")
    return coder.code(story, coder.read([story])[0])


@cache
def _coder() -> Coder:
    return Coder.load()


def find(text: str, language: str, type_: str) -> Event:
    return next(event for event in code(text, language).events if event.type == type_)


@pytest.mark.parametrize(("language", "text", "type_", "standing", "word", "effects"), PATHS)
def test_the_path_keeps_the_deciding_word(
    language: str, text: str, type_: str, standing: str, word: str | None, effects: list[str]
) -> None:
    event = find(text, language, type_)
    assert label_standing(event) == standing
    assert (event.decided_by.text if event.decided_by else None) == word
    assert [step.effect for step in event.path] == effects


def test_what_a_stranger_claims_is_claimed_though_nobody_could_be_linked() -> None:
    text = "A newspaper reported that Iran had attacked Oman."
    event = find(text, "en", "ASSAULT")
    assert event.said_by is None
    assert event.claimed_in == code(text, "en").statements[0].id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Oman said that Iran had attacked Yemen. Iran denied that it had attacked Yemen."),
        ("nl", "Oman zei dat Iran Jemen had aangevallen. Iran ontkende dat het Jemen had aangevallen."),
    ],
)
def test_sources_that_contradict_each_other_are_linked(language: str, text: str) -> None:
    record = code(text, language)
    claimed, denied = (event for event in record.events if event.type == "ASSAULT")
    assert denied.id in claimed.disputed and claimed.id in denied.disputed
    assert {claimed.factuality, denied.factuality} == {"actual", "negated"}
