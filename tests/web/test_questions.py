"""What an address asks: filters with several values, actors by code or by name, wrong values told."""

from __future__ import annotations

import pytest
from web.conftest import Ask

from dragoman.store.filters import EventFilter
from dragoman.web.questions import list_asked


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("actor=GRA", [["actor", "GRA"]]),
        ("actor=USA,CHN&type=AID", [["actor", "USA"], ["actor", "CHN"], ["type", "AID"]]),
        ("actor=Verenigde%20Staten&recipient=china", [["actor", "USA"], ["recipient", "CHN"]]),
        ("party=Nobody%20at%20all", [["party", "Nobody at all"]]),
        ("between=USA,CHN", [["between", "USA"], ["between", "CHN"]]),
        ("claimed=1&text=the%20port&actor=", [["claimed", "1"], ["text", "the port"]]),
        ("publisher=A,%20B", [["publisher", "A, B"]]),
    ],
)
def test_the_address_holds_the_filter(ask: Ask, asked: str, held: list[list[str]]) -> None:
    told = ask(f"/events.json?{asked}").json()["asked"]
    assert sorted(told) == sorted(held)


@pytest.mark.parametrize(
    "asked", ["between=USA", "claimed=perhaps", "confidence=high", "order=size", "page=0"]
)
def test_what_cannot_be_asked_is_told(ask: Ask, asked: str) -> None:
    answer = ask(f"/events.json?{asked}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_filter_is_told_by_its_values() -> None:
    asked = EventFilter(actor=["USA", "CHN"], claimed=False)
    assert list_asked(asked) == [("actor", "USA"), ("actor", "CHN"), ("claimed", "0")]
