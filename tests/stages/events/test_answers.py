"""Who answers whom."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def code(coder: Coder, text: str, language: str = "en") -> tuple[Event, ...]:
    story = Story(id="x", text=text, language=language, published="2019-05-14")
    return coder.code(story, coder.read([story])[0]).events


def sides(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [one.country for one in event.actor], [one.country for one in event.recipient]


def test_who_was_asked_turned_the_request_down(coder: Coder) -> None:
    event = code(coder, "Togo vroeg Benin om wapens. Het verzoek werd afgewezen.", "nl")[-1]
    assert (event.type, *sides(event)) == ("REJECT", ["BEN"], ["TGO"])


def test_the_attack_told_again_is_one_event(coder: Coder) -> None:
    events = code(coder, "Togo attacked a village in Benin. The attack killed ten people.")
    assert [(one.type, *sides(one)) for one in events] == [("ASSAULT", ["TGO"], ["BEN"])]


def test_what_is_done_in_response_meets_whoever_began(coder: Coder) -> None:
    event = code(coder, "Togo expelled an envoy of Benin. In response, Benin recalled its ambassador.")[-1]
    assert (event.type, *sides(event)) == ("SANCTION", ["BEN"], ["TGO"])


def test_who_follows_suit_does_it_to_the_same(coder: Coder) -> None:
    text = "Togo imposed sanctions on Mali. Mali vowed to retaliate. Benin followed suit."
    event = code(coder, text)[-1]
    assert (event.type, *sides(event)) == ("SANCTION", ["BEN"], ["MLI"])


def test_two_who_cut_ties_cut_them_with_each_other(coder: Coder) -> None:
    event = code(coder, "Togo and Benin cut ties.")[-1]
    assert (event.type, *sides(event)) == ("SANCTION", ["TGO", "BEN"], ["TGO", "BEN"])


def test_what_a_blow_led_to_is_the_same_event(coder: Coder) -> None:
    text = "Bij gevechten tussen Togo en Benin zijn 40 soldaten gedood."
    assert [(one.type, *sides(one)) for one in code(coder, text, "nl")] == [("ASSAULT", ["TGO", "BEN"], [])]


def test_whose_release_is_asked_for_is_not_his_captor(coder: Coder) -> None:
    text = "Togo arresteerde een journalist uit Benin. Benin eiste zijn vrijlating."
    event = next(one for one in code(coder, text, "nl") if one.type == "REQUEST")
    assert sides(event) == (["BEN"], ["TGO"])


def test_whoever_was_met_is_the_other_side(coder: Coder) -> None:
    text = "Rusland praatte met de VS. Washington weigert toezeggingen te doen."
    event = next(one for one in code(coder, text, "nl") if one.type == "REJECT")
    assert (event.type, *sides(event)) == ("REJECT", ["USA"], ["RUS"])


def test_who_refuses_to_do_so_refuses_it_to_the_same(coder: Coder) -> None:
    event = code(coder, "Togo prees Benin. Mali weigerde dat te doen.", "nl")[-1]
    assert (event.type, *sides(event)) == ("REJECT", ["MLI"], ["BEN"])


def test_what_another_condemns_by_a_definite_noun_is_told_already(coder: Coder) -> None:
    events = code(coder, "Togo bombed a market in Benin. Mali condemned the bombing.")
    assert [(one.type, *sides(one)) for one in events] == [
        ("ASSAULT", ["TGO"], ["BEN"]),
        ("ACCUSE", ["MLI"], ["TGO"]),
    ]


def test_what_is_called_something_may_be_what_was_told(coder: Coder) -> None:
    event = code(coder, "Togo bombardeerde Benin. Mali noemde dat onaanvaardbaar.", "nl")[-1]
    assert (event.type, *sides(event)) == ("ACCUSE", ["MLI"], ["TGO"])


def test_what_came_of_it_is_no_second_attack(coder: Coder) -> None:
    events = code(coder, "Togo bombardeerde een dorp in Benin. Daarbij kwamen tien mensen om.", "nl")
    assert [(one.type, *sides(one)) for one in events] == [("ASSAULT", ["TGO"], ["BEN"])]


def test_whoever_promises_what_was_demanded_promises_it_to_that_one(coder: Coder) -> None:
    event = next(
        one for one in code(coder, "Togo told Benin to leave. Benin promised to go.") if one.type == "AGREE"
    )
    assert sides(event) == (["BEN"], ["TGO"])
