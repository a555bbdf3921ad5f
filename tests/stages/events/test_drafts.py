"""How meanings combine: asking, refusing, promising, stopping, and who is blamed for what."""

from __future__ import annotations

from hand_made import code_by_hand

from dragoman.languages.proofs import describe
from dragoman.records import Event

FIN, INF = "VerbForm=Fin", "VerbForm=Inf"
DEMAND = (
    f"Germany/Germany/PROPN/nsubj<2 demanded/demand/VERB/root<0/{FIN} that/that/SCONJ/mark<5 "
    f"Russia/Russia/PROPN/nsubj<5 withdraw/withdraw/VERB/ccomp<2/{FIN} its/its/PRON/nmod:poss<7/Poss=Yes "
    "troops/troop/NOUN/obj<5 from/from/ADP/case<9 Georgia/Georgia/PROPN/obl<5"
)
REFUSAL = (
    f"Russia/Russia/PROPN/nsubj<2 refused/refuse/VERB/root<0/{FIN} to/to/PART/mark<4 "
    f"do/do/VERB/xcomp<2/{INF} so/so/ADV/advmod<4"
)
PROMISE = (
    f"Germany/Germany/PROPN/nsubj<2 promised/promise/VERB/root<0/{FIN} to/to/PART/mark<4 "
    f"send/send/VERB/xcomp<2/{INF} weapons/weapon/NOUN/obj<4 to/to/ADP/case<7 Ukraine/Ukraine/PROPN/obl<4"
)
STOP = (
    f"Duitsland/Duitsland/PROPN/nsubj<2 staakte/staken/VERB/root<0/{FIN} de/de/DET/det<4 "
    "hulp/hulp/NOUN/obj<2 aan/aan/ADP/case<6 Syrië/Syrië/PROPN/nmod<4"
)
BLAME = (
    f"Germany/Germany/PROPN/nsubj<2 condemned/condemn/VERB/root<0/{FIN} Russia/Russia/PROPN/obj<2 "
    "for/for/ADP/case<6 the/the/DET/det<6 attack/attack/NOUN/obl<2 "
    "on/on/ADP/case<8 Georgia/Georgia/PROPN/nmod<6"
)
MUST = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{FIN} Iran/Iran/PROPN/nsubj<5 "
    f"must/must/AUX/aux<5/{FIN} release/release/VERB/ccomp<2/{INF} the/the/DET/det<8 "
    "French/French/ADJ/amod<8 journalists/journalist/NOUN/obj<5"
)


def told(*sentences: str, language: str = "en") -> list[str]:
    """The events in the notation of the lexicon's proofs."""
    record = code_by_hand(*sentences, language=language)
    return describe(record).split(" ; ")


def events(*sentences: str, language: str = "en") -> dict[str, Event]:
    return {event.type: event for event in code_by_hand(*sentences, language=language).events}


def test_what_is_asked_is_hypothetical_and_points_to_the_asking() -> None:
    found = events(DEMAND)
    assert found["RETREAT"].factuality == "hypothetical"
    assert found["RETREAT"].of == found["REQUEST"].id


def test_the_mode_of_a_request_follows_from_what_is_asked() -> None:
    assert events(DEMAND)["REQUEST"].mode == ("yield",)


def test_who_is_asked_is_who_should_do_it() -> None:
    assert [one.country for one in events(DEMAND)["REQUEST"].recipient] == ["RUS"]


def test_a_refusal_is_addressed_to_who_asked() -> None:
    assert "REJECT/change RUS > DEU" in told(DEMAND + " ././PUNCT/punct<2", REFUSAL)


def test_a_promise_is_made_to_who_gains_by_it() -> None:
    found = events(PROMISE)
    assert [one.country for one in found["AGREE"].recipient] == ["UKR"]
    assert found["AID"].factuality == "future"


def test_stopped_aid_is_a_sanction() -> None:
    assert told(STOP, language="nl") == ["SANCTION/withdraw DEU > SYR"]


def test_the_blamed_is_the_author_of_the_act() -> None:
    assert "ASSAULT RUS > GEO" in told(BLAME)


def test_what_a_speaker_says_another_must_do_is_asked() -> None:
    found = events(MUST)
    assert [one.country for one in found["REQUEST"].actor] == ["DEU"]
    assert [one.country for one in found["REQUEST"].recipient] == ["IRN"]
    assert found["RETREAT"].factuality == "hypothetical"
