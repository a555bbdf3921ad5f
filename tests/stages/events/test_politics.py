"""What is not political stays out, with its reason; what is stays in beside the same words."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Story, StoryRecord


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def code(coder: Coder, text: str, language: str = "en") -> StoryRecord:
    story = Story(id="x", text=text, language=language, published="2024-05-05")
    return coder.code(story, coder.read([story])[0])


def kinds(record: StoryRecord) -> set[str]:
    return {event.type for event in record.events if event.factuality == "actual"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sweden attacked Norway from the first minute of the match and their striker shot twice.", "en"),
        ("In the film a Russian general bombs a French village.", "en"),
        ("A court in Ohio convicted a man of killing his wife.", "en"),
        ("De spits van Zweden viel Noorwegen in de halve finale van het toernooi telkens weer aan.", "nl"),
        ("In de film bombardeert een Russische generaal een Frans dorp.", "nl"),
    ],
)
def test_what_is_not_political_gives_no_record(coder: Coder, text: str, language: str) -> None:
    assert not kinds(code(coder, text, language))


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The French president condemned Russia after the football match.", "en", "ACCUSE"),
        ("The United States imposed sanctions on Russian clubs before the tournament.", "en", "SANCTION"),
        ("Turkish police arrested forty opposition activists.", "en", "COERCE"),
        ("De Franse president veroordeelde Rusland na de wedstrijd.", "nl", "ACCUSE"),
    ],
)
def test_politics_beside_such_words_stays_in(coder: Coder, text: str, language: str, kind: str) -> None:
    assert kind in kinds(code(coder, text, language))


def test_the_reason_is_kept(coder: Coder) -> None:
    record = code(coder, "Sweden attacked Norway from the first minute of the match.")
    assert [doubt.reason.endswith("not political: sport") for doubt in record.doubts] == [True]
