"""The measure of event places: its marks, its counts, its gold."""

from __future__ import annotations

import pytest

from dragoman.records import Story
from evaluation.places import GOLD, LANGUAGES, Figures, read_places, take_out_marks

PRECISIONS = {"point", "region", "country"}


def test_marks_are_taken_out_and_asked_for() -> None:
    text, (asked,) = take_out_marks("They [[shot=Kano/NGA/point+Jos/NGA/point]] at us.")
    assert text == "They shot at us." and text[asked.start : asked.end] == "shot"
    assert asked.places == {("Kano", "NGA", "point"), ("Jos", "NGA", "point")}


def test_a_dash_asks_for_no_place() -> None:
    assert take_out_marks("They [[agreed=-]].")[1][0].places == frozenset()


def test_figures_of_nothing_are_nought() -> None:
    assert set(Figures().summarise().values()) == {0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gold_names_places_as_its_texts_do(language: str) -> None:
    lines = read_places(GOLD / f"places-{language}.jsonl")
    assert len(lines) >= 60
    for line, story, asked in lines:
        assert isinstance(story, Story) and asked, line.id
        for one in asked:
            for name, country, precision in one.places:
                assert name in story.text and precision in PRECISIONS, line.id
                assert country == "-" or (len(country) == 3 and country.isupper()), line.id
