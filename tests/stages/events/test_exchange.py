"""The other side of an exchange, told in the sentences before."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def last(coder: Coder, text: str, type_: str, language: str = "en") -> Event:
    story = Story(id="x", text=text, language=language)
    return next(e for e in reversed(coder.code(story, coder.read([story])[0]).events) if e.type == type_)


def codes(event: Event) -> list[str | None]:
    return [actor.country for actor in event.recipient]


def test_who_was_dealt_with_before_is_whom_a_refusal_meets(coder: Coder) -> None:
    event = last(coder, "Kenya accused Somalia of aggression. Kenya rejected the ultimatum.", "REJECT")
    assert codes(event) == ["SOM"]
    assert event.recipient[0].via == "exchange"


def test_the_other_side_answers_in_its_turn(coder: Coder) -> None:
    text = "Kenia beschuldigde Somalië van agressie. Somalië eist excuses."
    assert codes(last(coder, text, "REQUEST", "nl")) == ["KEN"]


def test_a_named_recipient_stays(coder: Coder) -> None:
    text = "Kenya accused Somalia of aggression. Kenya threatened Uganda with war."
    assert codes(last(coder, text, "THREATEN")) == ["UGA"]


def test_an_exchange_of_others_says_nothing(coder: Coder) -> None:
    text = "Kenya accused Somalia of aggression. Peru rejected the ultimatum."
    assert codes(last(coder, text, "REJECT")) == []


def test_an_exchange_is_over_after_three_sentences(coder: Coder) -> None:
    text = "Kenya accused Somalia. It rained. It rained. It rained. Kenya rejected the ultimatum."
    assert codes(last(coder, text, "REJECT")) == []


def test_a_government_answers_the_union_at_home(coder: Coder) -> None:
    text = "The Kenyan union accused the government of cruelty. A minister dismissed the criticism."
    event = last(coder, text, "REJECT")
    assert [(one.country, one.sector) for one in event.recipient] == [("KEN", "LAB")]


def test_whoever_was_harmed_harms_the_other_in_its_turn(coder: Coder) -> None:
    event = last(coder, "Kenya bombed a port in Somalia. Somalia announced sanctions.", "SANCTION")
    assert codes(event) == ["KEN"]


def test_the_rival_is_the_other_of_the_two(coder: Coder) -> None:
    event = last(coder, "Kenya bombed Somalia. Somalia accused its rival of murder.", "ACCUSE")
    assert codes(event) == ["KEN"]


def test_whoever_frees_those_whom_others_hold_rescues_them(coder: Coder) -> None:
    event = last(coder, "French commandos freed two Spanish tourists held hostage by Somali pirates.", "AID")
    assert codes(event) == ["ESP"]


def test_a_demand_for_a_release_goes_to_whoever_holds_the_freed(coder: Coder) -> None:
    text = "Turkey arrested the journalist Ahmet Yilmaz. Germany demanded his release."
    assert codes(last(coder, text, "REQUEST")) == ["TUR"]


def test_those_who_are_beaten_as_they_march_march_themselves(coder: Coder) -> None:
    event = last(coder, "Serbian police beat students demonstrating in Belgrade.", "PROTEST")
    assert [(actor.country, actor.sector) for actor in event.actor] == [("SRB", "EDU")]


def test_whoever_took_them_is_asked_for_their_release(coder: Coder) -> None:
    text = "Kenya detained a Somali captain. Somalia demanded the man's release."
    assert codes(last(coder, text, "REQUEST")) == ["KEN"]


def test_who_is_sorry_says_so_to_those_it_harmed(coder: Coder) -> None:
    text = "Kenya bombed a port in Somalia. Uganda condemned Kenya. Kenya apologised for the attack."
    assert codes(last(coder, text, "CONCEDE")) == ["SOM"]


def test_whom_a_blow_hit_is_whom_it_killed(coder: Coder) -> None:
    text = "Kenyan jets bombed Ugandan camps near the Sudanese border, killing ten people."
    story = Story(id="x", text=text, language="en")
    (event,) = coder.code(story, coder.read([story])[0]).events
    assert codes(event) == ["UGA"]


def test_who_was_taken_from_a_jet_is_of_its_country(coder: Coder) -> None:
    event = last(coder, "Kenya shot down two Somali jets and captured a pilot.", "ASSAULT")
    assert codes(event) == ["SOM"]


def test_whoever_is_named_is_not_guessed_to_be_another(coder: Coder) -> None:
    text = "Kenya accused Somalia of murder. Kenya attacked Zebedee."
    story = Story(id="x", text=text, language="en")
    events = coder.code(story, coder.read([story])[0]).events
    assert not any(one.type == "ASSAULT" and codes(one) == ["SOM"] for one in events)


def test_a_government_urges_its_own_parliament(coder: Coder) -> None:
    event = last(coder, "The Kenyan president urged parliament to withdraw the law.", "REQUEST")
    assert [(one.country, one.sector) for one in event.recipient] == [("KEN", "LEG")]


def test_the_neighbouring_country_is_the_other_of_the_two_that_the_story_begins_with(coder: Coder) -> None:
    text = "Kenya expelled a Somali envoy. Mogadishu protested. The neighbouring country recalled its envoy."
    event = last(coder, text, "SANCTION")
    assert ([one.country for one in event.actor], codes(event)) == (["SOM"], ["KEN"])


def test_whoever_rejects_a_charge_is_the_one_charged(coder: Coder) -> None:
    text = (
        "Norway accused Somalia of piracy. A Somali minister said that Kenya had shelled a Somali ship. "
        "Kenya rejected the accusation."
    )
    assert codes(last(coder, text, "REJECT")) == ["SOM"]
