"""From drafts to published records: normal forms, participants, words, doubts."""

from __future__ import annotations

from hand_made import code_by_hand

from dragoman.records import Event

FIN, INF = "VerbForm=Fin", "VerbForm=Inf"
CONDEMN = (
    f"Gisteren/gisteren/ADV/advmod<2 veroordeelde/veroordelen/VERB/root<0/{FIN} China/China/PROPN/nsubj<2 "
    "Israël/Israël/PROPN/obj<2 opnieuw/opnieuw/ADV/advmod<2"
)
WILL_MEET = (
    f"Germany/Germany/PROPN/nsubj<5 and/and/CCONJ/cc<3 Iran/Iran/PROPN/conj<1 will/will/AUX/aux<5/{FIN} "
    f"meet/meet/VERB/root<0/{INF} in/in/ADP/case<7 Geneva/Geneva/PROPN/obl<5"
)
MET = (
    f"Germany/Germany/PROPN/nsubj<4 and/and/CCONJ/cc<3 Iran/Iran/PROPN/conj<1 met/meet/VERB/root<0/{FIN} "
    "in/in/ADP/case<6 Geneva/Geneva/PROPN/obl<4"
)
UNKNOWN = (
    f"Neighbours/neighbour/NOUN/nsubj<2 condemned/condemn/VERB/root<0/{FIN} the/the/DET/det<4 "
    "noise/noise/NOUN/obj<2"
)
LONG_AGO = (
    f"In/in/ADP/case<2 1968/1968/NUM/obl<3 invaded/invade/VERB/root<0/{FIN} Russia/Russia/PROPN/nsubj<3 "
    "Czechoslovakia/Czechoslovakia/PROPN/obj<3"
)
SAID = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{FIN} that/that/SCONJ/mark<6 "
    f"Russia/Russia/PROPN/nsubj<6 had/have/AUX/aux<6/{FIN} attacked/attack/VERB/ccomp<2 "
    "Georgia/Georgia/PROPN/obj<6"
)


def only(*sentences: str, language: str = "en") -> Event:
    (event,) = code_by_hand(*sentences, language=language).events
    return event


def test_a_record_rests_on_its_words() -> None:
    event = only(CONDEMN, language="nl")
    assert event.trigger.text == "veroordeelde"
    assert event.evidence.text == "veroordeelde China Israël"
    assert (event.type, event.mode, event.quad, event.score) == (
        "ACCUSE",
        ("disapprove",),
        "verbal conflict",
        -2.0,
    )


def test_a_meeting_has_everybody_in_actor() -> None:
    event = only(MET)
    assert (event.type, [one.country for one in event.actor], event.recipient) == (
        "CONSULT",
        ["DEU", "IRN"],
        (),
    )


def test_a_planned_meeting_is_an_agreement_and_says_why() -> None:
    event = only(WILL_MEET)
    assert (event.type, event.factuality) == ("AGREE", "actual")
    assert "a planned meeting is AGREE" in event.why


def test_a_place_comes_from_the_clause() -> None:
    event = only(MET)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Geneva", "CHE")


def test_an_undated_event_has_the_date_of_its_story() -> None:
    event = only(MET)
    assert event.date is not None
    assert (event.date.edtf, event.date.basis) == ("2023-05-05", "story")


def test_nobody_known_gives_no_record_but_a_doubt() -> None:
    record = code_by_hand(UNKNOWN)
    assert record.events == ()
    assert any("could be linked" in doubt.reason for doubt in record.doubts)


def test_a_year_long_past_is_historical() -> None:
    assert only(LONG_AGO).factuality == "historical"


def test_an_event_inside_speech_is_its_speakers() -> None:
    event = only(SAID)
    assert event.said_by is not None
    assert event.said_by.country == "DEU"


def test_the_same_story_gives_the_same_ids() -> None:
    assert only(MET).id == only(MET).id
    assert only(MET).id != only(SAID).id


def test_every_span_is_cut_from_the_text() -> None:
    record = code_by_hand(CONDEMN, language="nl")
    text = "Gisteren veroordeelde China Israël opnieuw"
    for event in record.events:
        for part in (event.trigger, event.evidence, *event.actor, *event.recipient):
            assert text[part.start : part.end] == part.text
