"""Who says what."""

from __future__ import annotations

from hand_made import code_by_hand

from dragoman.records import Statement

FIN = "VerbForm=Fin"
SAID = (
    f"Germany/Germany/PROPN/nsubj<2 said/say/VERB/root<0/{FIN} that/that/SCONJ/mark<5 "
    f"Iran/Iran/PROPN/nsubj<5 lied/lie/VERB/ccomp<2/{FIN}"
)
ACCORDING = (
    "Volgens/volgens/ADP/case<2 Duitsland/Duitsland/PROPN/obl<3 loog/liegen/VERB/root<0/VerbForm=Fin "
    "Iran/Iran/PROPN/nsubj<3 gisteren/gisteren/ADV/advmod<3"
)
AFTER = (
    f"Iran/Iran/PROPN/nsubj<3 has/have/AUX/aux<3/{FIN} lied/lie/VERB/root<0 ,/,/PUNCT/punct<3 "
    f"Germany/Germany/PROPN/nsubj<6 said/say/VERB/parataxis<3/{FIN}"
)


def heard(*sentences: str, language: str = "en") -> tuple[Statement, ...]:
    return code_by_hand(*sentences, language=language).statements


def test_the_clause_under_the_verb_is_what_is_said() -> None:
    (statement,) = heard(SAID)
    assert statement.speaker is not None
    assert (statement.speaker.country, statement.content.text, statement.kind) == (
        "DEU",
        "Iran lied",
        "indirect",
    )
    assert statement.cue is not None
    assert statement.cue.text == "said"


def test_a_source_is_a_speaker() -> None:
    (statement,) = heard(ACCORDING, language="nl")
    assert statement.speaker is not None
    assert (statement.speaker.country, statement.content.text) == ("DEU", "loog Iran gisteren")


def test_what_stands_before_its_cue_is_heard() -> None:
    (statement,) = heard(AFTER)
    assert statement.speaker is not None
    assert (statement.speaker.country, statement.content.text) == ("DEU", "Iran has lied")
