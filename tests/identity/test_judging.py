"""Two events are one, or something speaks against it."""

from __future__ import annotations

import pytest
from told import BERGEN, OSLO, make_event, trait

from dragoman.codebook.identity import load_identity
from dragoman.identity.judging import Judgement, judge_pair
from dragoman.identity.traits import Traits

BOOK = load_identity()
MEETING = make_event("CONSULT", "NOR GOV;RUS GOV", place=OSLO)


def judge(one: Traits, other: Traits) -> Judgement:
    judgement = judge_pair(one, other, BOOK)
    assert judge_pair(other, one, BOOK) == judgement
    return judgement


def against(other: Traits) -> tuple[str, ...]:
    judgement = judge(trait(MEETING), other)
    assert not judgement.same and judgement.probability == 0
    return judgement.reasons


def test_a_meeting_told_in_two_languages_is_one() -> None:
    assert judge(trait(MEETING), trait(MEETING, "b", "en")).same


def test_a_minister_and_his_country_are_one_party() -> None:
    bare = make_event("CONSULT", "NOR;RUS", place=OSLO)
    assert judge(trait(MEETING), trait(bare, "b", "en")).same


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (make_event("SANCTION", "NOR GOV;RUS GOV", place=OSLO), "other type"),
        (make_event("CONSULT", "NOR GOV;SWE GOV", place=OSLO), "other parties"),
        (make_event("CONSULT", "NOR GOV;RUS GOV", place=OSLO, date="2023-04-18"), "other day"),
        (make_event("CONSULT", "NOR GOV;RUS GOV", place=OSLO, factuality="hypothetical"), "other standing"),
    ],
)
def test_what_speaks_against_it_outright(other: object, reason: str) -> None:
    assert against(trait(other, "b", published="2023-04-19")) == (reason,)  # type: ignore[arg-type]


def test_the_same_story_tells_its_events_apart() -> None:
    assert against(trait(MEETING, "a")) == ("told apart by their story",)


def test_the_parties_the_other_way_round_are_another_event() -> None:
    blame = trait(make_event("ACCUSE/allege", "NOR", "RUS"))
    back = trait(make_event("ACCUSE/allege", "RUS", "NOR"), "b")
    assert judge(blame, back).reasons == ("other parties",)


def test_two_ministers_of_one_country_are_two_persons() -> None:
    one = trait(make_event("CONSULT", "NOR GOV Q1;RUS GOV"))
    assert judge(one, trait(make_event("CONSULT", "NOR GOV Q2;RUS GOV"), "b")).reasons == ("other persons",)
    assert judge(one, trait(make_event("CONSULT", "NOR GOV Q1;RUS GOV"), "b")).same


def test_another_town_speaks_against_it() -> None:
    elsewhere = judge(
        trait(MEETING), trait(make_event("CONSULT", "NOR GOV;RUS GOV", place=BERGEN), "b", "en")
    )
    assert "other town" in elsewhere.reasons
    assert elsewhere.probability < judge(trait(MEETING), trait(MEETING, "b", "en")).probability


def test_what_one_story_denies_and_another_tells_is_one_event() -> None:
    arrest = make_event("COERCE/arrest", "IRN", "FRA JRN", frame="arrest")
    denied = make_event(
        "COERCE/arrest", "IRN", "FRA JRN", frame="arrest", factuality="negated", said_by="IRN"
    )
    judgement = judge(trait(arrest), trait(denied, "b", "en"))
    assert judgement.same and "disputed" in judgement.reasons


def test_a_threat_and_the_deed_are_two_events() -> None:
    threat = trait(make_event("THREATEN/expel", "RUS", "AUT"))
    assert judge(threat, trait(make_event("SANCTION/expel", "RUS", "AUT"), "b")).reasons == ("other type",)


def test_a_story_tells_of_what_happened_some_days_before_it() -> None:
    told = trait(make_event("SANCTION/expel", "AUT", "RUS", date="2023-03-14", frame="expel"))
    late = make_event("SANCTION/expel", "AUT", "RUS", date="2023-03-15", basis="story", frame="expel")
    assert judge(told, trait(late, "b", "en")).same
    before = make_event("SANCTION/expel", "AUT", "RUS", date="2023-03-12", basis="story", frame="expel")
    assert judge(told, trait(before, "b", "en")).reasons == ("other day",)


def test_another_promise_on_the_same_day_is_another_event() -> None:
    arms = make_event("AGREE", "FRA", "ARM", frame="promise", basis="story", text="zegde wapens toe")
    visit = make_event("AGREE", "FRA", "ARM", frame="meet", basis="story", text="zal de premier ontmoeten")
    assert not judge(trait(arms), trait(visit, "b")).same


def test_a_denial_may_come_days_after_the_news() -> None:
    arrest = trait(make_event("COERCE/arrest", "IRN", "FRA JRN", date="2024-02-04", frame="arrest"))
    days = {"date": "2024-02-09", "basis": "story", "frame": "arrest"}
    denied = make_event("COERCE/arrest", "IRN", "FRA JRN", factuality="negated", **days)  # type: ignore[arg-type]
    told = make_event("COERCE/arrest", "IRN", "FRA JRN", **days)  # type: ignore[arg-type]
    assert "disputed" in judge(arrest, trait(denied, "b", "en")).reasons
    assert judge(arrest, trait(told, "b", "en")).reasons == ("other day",)
