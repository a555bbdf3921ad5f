"""Confidence from the signs on a record."""

from __future__ import annotations

import pytest
from hand_made import code_by_hand
from msgspec.structs import replace

from dragoman.codebook.confidence import Confidence, load_confidence
from dragoman.records import Event, Span
from dragoman.stages.events.confidence import LONG, Assessor, list_signs

SENTENCE = "France/France/PROPN/nsubj<2 condemned/condemn/VERB/root<0/VerbForm=Fin Iran/Iran/PROPN/obj<2"


@pytest.fixture(scope="module")
def event() -> Event:
    return code_by_hand(SENTENCE).events[0]


def test_type_and_links_are_signs(event: Event) -> None:
    assert {"type:ACCUSE", "actor:atlas", "recipient:atlas"} <= set(list_signs(event))


def test_a_missing_side_is_a_sign(event: Event) -> None:
    assert "recipient:none" in list_signs(replace(event, recipient=()))


def test_a_normal_form_and_a_claim_are_signs(event: Event) -> None:
    signs = list_signs(replace(event, why="en/aid give · future aid is AGREE", said_by=event.actor[0]))
    assert {"changed", "claimed"} <= set(signs)


def test_long_evidence_is_a_sign(event: Event) -> None:
    assert "long" in list_signs(replace(event, evidence=Span(0, LONG + 1, "x" * (LONG + 1))))


def test_weights_are_log_odds(event: Event) -> None:
    model = Confidence(0.0, {"type:ACCUSE": 2.197})
    assert Assessor(model).assess(event).confidence == 0.9


def test_a_guessed_recipient_is_less_sure_than_a_named_one(event: Event) -> None:
    guessed = replace(event, recipient=(replace(event.recipient[0], via="exchange"),))
    assess = Assessor(load_confidence()).assess
    assert assess(guessed).confidence < assess(event).confidence
