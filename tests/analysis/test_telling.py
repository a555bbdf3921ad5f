"""Records told in words: every template fills, in both languages, with names and numbers as they should
be.
"""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from store_by_hand import make_actor, make_event, make_statement

from dragoman.analysis.telling import Teller, list_tellings, load_telling
from dragoman.codebook.codebook import load_codebook
from dragoman.errors import DataError
from dragoman.records import Relation, Span

TYPES = [
    name
    for type_, kind in load_codebook().types.items()
    for name in (type_, *(f"{type_}/{mode}" for mode in kind.modes))
]


@pytest.mark.parametrize("language", list_tellings())
@pytest.mark.parametrize("type_", TYPES)
def test_every_type_and_mode_is_told(language: str, type_: str) -> None:
    tell = Teller(language)
    for parties in (("USA", "CHN"), ("CHN", ""), ("USA CHN", "")):
        sentence = tell.tell_event(make_event(*parties, type_))
        assert sentence[0].isupper() and not re.search(r"[{}|?]|  ", sentence)


def test_all_languages_have_the_same_texts() -> None:
    one, *others = (load_telling(language) for language in list_tellings())
    for other in others:
        assert one.texts.keys() == other.texts.keys()
        for table in ("sectors", "events", "acts", "changes", "contexts", "languages"):
            assert getattr(one, table).keys() == getattr(other, table).keys()


def test_a_language_has_a_name_for_every_context_and_act() -> None:
    codebook = load_codebook()
    acts = {frame.act for frame in codebook.frames.values() if frame.act}
    for language in list_tellings():
        words = load_telling(language)
        assert codebook.contexts.keys() <= words.contexts.keys()
        assert acts <= words.acts.keys()


@pytest.mark.parametrize(
    ("parties", "type_", "english"),
    [
        (("USA", "CHN"), "ACCUSE/disapprove", "The United States criticised China"),
        (("CHN", "USA"), "ACCUSE/disapprove", "China criticised the United States"),
        (("NLD", "RUS"), "SANCTION/expel", "The Netherlands expelled people from Russia"),
        (("FRA DEU", ""), "CONSULT", "France and Germany held talks"),
        (("PRK", ""), "PROTEST/strike", "North Korea went on strike"),
        (("USA CHN RUS GBR FRA", ""), "CONSULT", "The United States, China, Russia and others held talks"),
    ],
)
def test_sentences_are_grammatical_in_english(parties: tuple[str, str], type_: str, english: str) -> None:
    assert Teller("en").tell_event(make_event(*parties, type_)) == english


@pytest.mark.parametrize(
    ("parties", "type_", "dutch"),
    [
        (("USA", "CHN"), "ACCUSE/disapprove", "De Verenigde Staten bekritiseerden China"),
        (("CHN", "USA"), "ACCUSE/disapprove", "China bekritiseerde de Verenigde Staten"),
        (("NLD", "RUS"), "SANCTION/expel", "Nederland zette mensen uit Rusland uit"),
        (("FRA DEU", ""), "CONSULT", "Frankrijk en Duitsland overlegden met elkaar"),
        (("PRK", ""), "PROTEST/strike", "Noord-Korea staakte"),
    ],
)
def test_sentences_are_grammatical_in_dutch(parties: tuple[str, str], type_: str, dutch: str) -> None:
    assert Teller("nl").tell_event(make_event(*parties, type_)) == dutch


def test_who_has_a_name_is_told_by_it_and_others_by_what_they_do() -> None:
    event = replace(
        make_event("USA", "IRN", "COERCE/arrest"),
        actor=(make_actor("USA", name="Jane Roe", sector="GOV", id="Q1"),),
        recipient=(make_actor("IRN", sector="JRN"),),
    )
    assert Teller("en").tell_event(event) == "Jane Roe (United States) arrested journalists of Iran"
    assert Teller("nl").tell_event(event) == "Jane Roe (Verenigde Staten) arresteerde journalisten van Iran"


def test_a_body_of_the_atlas_has_its_name_in_the_language() -> None:
    actor = make_actor("UN", name="General Assembly", id="UNGA")
    assert Teller("nl").name_actor(actor).words == "Algemene Vergadering (Verenigde Naties)"


def test_what_a_source_says_carries_the_source() -> None:
    event = make_event("UKR", "RUS", "ASSAULT/drone", said_by=make_actor("RUS", sector="MIL"))
    assert (
        Teller("en").tell_event(event)
        == "Ukraine attacked Russia with drones, says the armed forces of Russia"
    )


def test_a_type_of_the_users_own_is_told_by_its_name() -> None:
    event = replace(make_event("USA", "CHN", "ACCUSE"), type="QUARREL")
    assert Teller("en").tell_event(event) == "The United States QUARREL China"


def test_a_statement_is_told_with_what_it_is_about() -> None:
    statement = make_statement("CHN", "USA", "Taiwan", "tariffs")
    assert Teller("nl").tell_statement(statement) == (
        "China deed een uitspraak over de Verenigde Staten, Taiwan en invoerheffingen."
    )


def test_a_relation_is_told_with_its_issues() -> None:
    relation = Relation(actors=("CHN", "USA"), change="worse", issues=("tariffs",), evidence=Span(0, 1, "R"))
    assert Teller("en").tell_relation(relation) == (
        "Relations between China and the United States have become worse over tariffs."
    )


def test_days_and_numbers_are_those_of_the_language() -> None:
    assert Teller("nl").tell_day("2019-09-24") == "24 september 2019"
    assert Teller("en").tell_day("2019-09") == "September 2019"
    assert (Teller("en").tell_number(-2.14), Teller("nl").tell_number(3.0)) == ("−2.1", "+3,0")


def test_a_language_without_templates_is_told() -> None:
    with pytest.raises(DataError, match="choose one of en, nl"):
        Teller("fr")
