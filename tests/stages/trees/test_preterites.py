"""Sentences whose verb the parser takes for a participle."""

from __future__ import annotations

from dragoman.pipeline import Coder
from dragoman.records import Story


def events_of(text: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    """Types, actors and recipients of a Dutch text."""
    coder = Coder.load()
    story = Story(id="1", text=text, language="nl")
    record = coder.code(story, coder.read([story])[0])
    return [
        (event.type, [one.country for one in event.actor], [one.country for one in event.recipient])
        for event in record.events
    ]


def test_a_past_tense_right_after_a_name_is_the_verb() -> None:
    text = "Mehmet Yildiz, een Turkse oppositiepoliticus, bekritiseerde president Erdogan."
    assert ("ACCUSE", ["TUR"], ["TUR"]) in events_of(text)


def test_a_participle_that_describes_a_noun_stays_one() -> None:
    found = events_of("Een door Frankrijk bekritiseerde Turkse minister.")
    assert found == [("ACCUSE", ["FRA"], ["TUR"])]


def test_a_past_tense_after_and_is_no_adjective() -> None:
    found = events_of(
        "Peru bombardeerde een dorp in Chili. Chili riep zijn ambassadeur terug en eiste excuses."
    )
    assert ("REQUEST", ["CHL"], ["PER"]) in found
