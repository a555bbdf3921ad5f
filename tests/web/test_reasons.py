"""Reasons for doubt are told in the language of the page."""

from __future__ import annotations

import pytest
from hand_made import code_by_hand

from dragoman.web.reasons import load_reasons, tell_reason
from dragoman.web.words import LANGUAGES, load_words

TOLD = {
    "a role without a country": "een functie zonder land",
    "a role without a country, and no country stands out (PER has 56% of the signs)": "een functie zonder "
    "land; geen land springt eruit (PER heeft 56% van de aanwijzingen)",
    "Ana Rojas or Luis Rojas: not linked": "Ana Rojas of Luis Rojas: niet gekoppeld",
    "more than one may be meant: not linked": "er kunnen er meer bedoeld zijn: niet gekoppeld",
    "nl/demand eisen: no actor could be linked": "nl/demand eisen: de dader kon niet worden gekoppeld",
    "whose is not said, and PER has no such house": "er staat niet van wie; PER heeft zo'n kamer niet",
}


@pytest.mark.parametrize("reason", TOLD)
def test_reasons_in_dutch(reason: str) -> None:
    assert tell_reason(reason, "nl") == TOLD[reason]


@pytest.mark.parametrize("reason", TOLD)
def test_reasons_in_english_are_the_coders(reason: str) -> None:
    assert load_words("en").reason(reason) == reason


def test_a_reason_without_words_stays_as_it_is() -> None:
    assert tell_reason("something new", "nl") == "something new"


def test_every_language_but_the_coders_has_its_reasons() -> None:
    assert set(load_reasons()) == {*LANGUAGES} - {"en"}


def test_doubts_of_a_coded_story_have_words() -> None:
    record = code_by_hand(
        "The/the/DET/det<2 minister/minister/NOUN/nsubj<3 accused/accuse/VERB/root<0/VerbForm=Fin "
        "the/the/DET/det<5 army/army/NOUN/obj<3"
    )
    assert record.doubts
    assert all(tell_reason(doubt.reason, "nl") != doubt.reason for doubt in record.doubts)
