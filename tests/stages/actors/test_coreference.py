"""Whom a pronoun stands for."""

from __future__ import annotations

from hand_made import find_actors

from dragoman.records import Actor

GERMANY = "Germany/Germany/PROPN/nsubj<2 waited/wait/VERB/root<0 ././PUNCT/punct<2"
IT = "It/it/PRON/nsubj<2 left/leave/VERB/root<0 ././PUNCT/punct<2"
HE = "He/he/PRON/nsubj<2 left/leave/VERB/root<0 ././PUNCT/punct<2"
WE = "We/we/PRON/nsubj<2 left/leave/VERB/root<0 ././PUNCT/punct<2"
MINISTER = (
    "The/the/DET/det<3 German/German/ADJ/amod<3 minister/minister/NOUN/nsubj<4 waited/wait/VERB/root<0 "
    "././PUNCT/punct<4"
)
ISLAND = "Het/het/DET/det<2 eiland/eiland/NOUN/nsubj<3 wachtte/wachten/VERB/root<0"
TAIWAN = "Taiwan/Taiwan/PROPN/nsubj<2 wachtte/wachten/VERB/root<0"


def meant(*sentences: str, at: int = 0, language: str = "en") -> tuple[Actor, ...]:
    """The actors behind the word `at` of the last sentence."""
    finder = find_actors(*sentences, language=language)
    return finder.find(finder.trees[-1], at)


def test_it_is_the_subject_of_the_sentence_before() -> None:
    (actor,) = meant(GERMANY, IT)
    assert (actor.country, actor.via, actor.text) == ("DEU", "coreference", "It")


def test_he_is_a_person_not_a_country() -> None:
    assert meant(GERMANY, HE) == ()
    (actor,) = meant(MINISTER, HE)
    assert (actor.country, actor.sector) == ("DEU", "GOV")


def test_we_is_nobody_known() -> None:
    assert meant(MINISTER, WE) == ()


def test_the_island_is_the_country_named_last() -> None:
    (actor,) = meant(TAIWAN, ISLAND, at=1, language="nl")
    assert (actor.country, actor.via) == ("TWN", "coreference")


def test_a_pronoun_without_anybody_before_it_is_nobody() -> None:
    assert meant(IT) == ()


def test_the_emirate_is_none_of_the_other_countries() -> None:
    saudi = "Saoedi-Arabië/Saoedi-Arabië/PROPN/nsubj<2 bezocht/bezoeken/VERB/root<0 Qatar/Qatar/PROPN/obj<2"
    emirate = "Het/het/DET/det<2 emiraat/emiraat/NOUN/nsubj<3 wachtte/wachten/VERB/root<0"
    assert [one.country for one in meant(saudi, emirate, at=1, language="nl")] == ["QAT"]


def test_no_country_called_by_its_name_is_a_she_in_dutch() -> None:
    peru = "Peru/Peru/PROPN/nsubj<2 wachtte/wachten/VERB/root<0"
    her = (
        "Chili/Chili/PROPN/nsubj<2 prees/prijzen/VERB/root<0 haar/haar/PRON/nmod:poss<4 plan/plan/NOUN/obj<2"
    )
    assert meant(peru, her, at=2, language="nl") == ()
