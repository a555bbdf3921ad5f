"""From a phrase to the actors it names."""

from __future__ import annotations

from hand_made import find_actors

from dragoman.records import Actor


def named(
    words: str, at: int, language: str = "en", published: str | None = "2023-05-05"
) -> tuple[Actor, ...]:
    finder = find_actors(words, language=language, published=published)
    return finder.find(finder.trees[0], at)


def codes(actors: tuple[Actor, ...]) -> list[str]:
    return [" ".join(filter(None, (one.country or one.group or "?", one.sector))) for one in actors]


def test_a_country_is_itself_without_sector() -> None:
    (actor,) = named("China/China/PROPN/nsubj<2 waited/wait/VERB/root<0", 0)
    assert (actor.country, actor.sector, actor.via) == ("CHN", None, "atlas")
    assert (actor.text, actor.start, actor.end) == ("China", 0, 5)


def test_a_role_takes_the_country_of_its_adjective() -> None:
    words = "Franse/Frans/ADJ/amod<2 soldaten/soldaat/NOUN/nsubj<3 vielen/vallen/VERB/root<0"
    assert codes(named(words, 1, "nl")) == ["FRA MIL"]


def test_a_role_takes_the_country_of_its_possessor() -> None:
    words = (
        "Poland/Poland/PROPN/nmod:poss<3 's/'s/PART/case<1 government/government/NOUN/nsubj<4 "
        "waited/wait/VERB/root<0"
    )
    assert codes(named(words, 2)) == ["POL GOV"]


def test_two_adjectives_make_two_actors() -> None:
    words = (
        "Russian/Russian/ADJ/amod<4 and/and/CCONJ/cc<3 Iranian/Iranian/ADJ/conj<1 "
        "soldiers/soldier/NOUN/nsubj<5 waited/wait/VERB/root<0"
    )
    assert sorted(codes(named(words, 3))) == ["IRN MIL", "RUS MIL"]


def test_conjuncts_are_found_together() -> None:
    words = (
        "Germany/Germany/PROPN/nsubj<4 and/and/CCONJ/cc<3 France/France/PROPN/conj<1 waited/wait/VERB/root<0"
    )
    assert codes(named(words, 0)) == ["DEU", "FRA"]


def test_a_group_is_no_country() -> None:
    (actor,) = named("De/de/DET/det<2 NAVO/NAVO/PROPN/nsubj<3 wachtte/wachten/VERB/root<0", 1, "nl")
    assert (actor.country, actor.group) == (None, "NATO")


def test_a_thing_is_nobody() -> None:
    assert named("The/the/DET/det<2 bridge/bridge/NOUN/nsubj<3 fell/fall/VERB/root<0", 1) == ()


def test_the_office_is_answered_for_the_day_of_the_story() -> None:
    words = (
        "The/the/DET/det<3 French/French/ADJ/amod<3 president/president/NOUN/nsubj<4 waited/wait/VERB/root<0"
    )
    assert named(words, 2, published="2010-05-05")[0].name == "Nicolas Sarkozy"
    assert named(words, 2, published="2023-05-05")[0].name == "Emmanuel Macron"
    assert named(words, 2, published=None)[0].name is None


def test_a_month_beside_a_number_is_no_person() -> None:
    words = "They/they/PRON/nsubj<2 met/meet/VERB/root<0 May/May/PROPN/obj<2 {}"
    dated, meant = words.format("24/24/NUM/nummod<3"), words.format("again/again/ADV/advmod<2")
    assert named(dated, 2, published="2018-05-25") == ()
    assert [one.name for one in named(meant, 2, published="2018-05-25")] == ["Theresa May"]
