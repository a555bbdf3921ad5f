"""Readings of whole sentences: clauses, voices and nouns that the parser or the words make hard to see."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.languages.proofs import describe
from dragoman.pipeline import Coder
from dragoman.records import Story

# what is read -> language, sentence, and what must stand in the records
GIVES: dict[str, tuple[str, str, str]] = {
    "what a missing paper asks for is not told": (
        "en",
        "The Peruvian minister made no mention of plans for a summit with Chile.",
        "PER GOV, CHL negated",
    ),
    "a resolution asks for whoever adopted it": (
        "en",
        "The European Parliament adopted a resolution calling on Peru to free the Chileans.",
        "EU LEG > PER",
    ),
    "a state that protests complains": (
        "nl",
        "Peru protesteerde bij Chili tegen de aanval.",
        "ACCUSE/disapprove PER > CHL",
    ),
    "what is done by doing is done": (
        "nl",
        "Door de grens te sluiten voor Chileense vrachtwagens heeft Peru de spanningen opgevoerd.",
        "SANCTION/discontinue PER > CHL",
    ),
    "a verb used as a noun has its sides in prepositions": (
        "nl",
        "Het bombarderen van Peru door Chili leidde tot onrust.",
        "ASSAULT/aerial CHL > PER",
    ),
    "they fight between whom it is fought": (
        "nl",
        "Tussen Peru en Chili is opnieuw gevochten.",
        "ASSAULT PER, CHL",
    ),
    "a clause that closes with who said it has a speaker": (
        "nl",
        "Peru heeft zijn grens geopend, maar weigert Chilenen de toegang, heeft de politie van Peru gemeld.",
        "REJECT/change PER > CHL",
    ),
    "ambassadors are summoned by another state": (
        "nl",
        "Peru heeft de Chileense ambassadeur ontboden.",
        "ACCUSE/disapprove PER > CHL",
    ),
    "plans that are not announced are not refused": (
        "en",
        "The United States had not announced any plans to withdraw its troops from Peru.",
        "RETREAT/withdraw USA > PER negated",
    ),
    "what happens while another promises is not promised": (
        "en",
        "Peru vowed support for Chile, while Brazil called for a ceasefire.",
        "REQUEST/yield BRA",
    ),
}


@cache
def coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize("name", GIVES)
def test_a_sentence_is_read_as_meant(name: str) -> None:
    language, text, wanted = GIVES[name]
    story = Story(id="reading", language=language, published="2024-03-05", text=text)
    (parse,) = coder().read([story])
    assert wanted in describe(coder().code(story, parse))


def test_a_condition_belongs_to_the_threat_and_is_not_what_is_threatened() -> None:
    text = "Peru threatened to expel Chilean diplomats if Bolivia does not recognise Ecuador."
    story = Story(id="reading", language="en", published="2024-03-05", text=text)
    (parse,) = coder().read([story])
    events = coder().code(story, parse).events
    threat = next(event for event in events if event.type == "THREATEN")
    within = {event.type: event.factuality for event in events if event.of == threat.id}
    assert threat.mode == ("expel",)
    assert within == {"SANCTION": "hypothetical", "SUPPORT": "negated"}
