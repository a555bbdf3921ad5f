"""The home country of a story, and when there is none."""

from __future__ import annotations

from hand_made import code_by_hand, find_actors

from dragoman.atlas.atlas import Atlas
from dragoman.records import Story
from dragoman.stages.actors.home import list_titled

POLAND = "Poland/Poland/PROPN/nsubj<2 voted/vote/VERB/root<0"
SPAIN = "Spain/Spain/PROPN/nsubj<2 waited/wait/VERB/root<0"
POLICE = "The/the/DET/det<2 police/police/NOUN/nsubj<3 waited/wait/VERB/root<0"
PEOPLE = "Two/two/NUM/nummod<2 people/people/NOUN/nsubj<3 waited/wait/VERB/root<0"


def test_the_country_that_stands_out_is_the_home() -> None:
    assert find_actors(POLAND, POLICE).home.country == "POL"


def test_two_countries_alike_leave_no_home_and_the_reason() -> None:
    home = find_actors(POLAND, SPAIN).home
    assert home.country is None and "no country stands out" in home.reason


def test_a_bare_word_of_public_life_is_of_the_home_country() -> None:
    finder = find_actors(POLAND, POLICE)
    (actor,) = finder.find(finder.trees[1], 1)
    assert (actor.country, actor.sector, actor.via) == ("POL", "COP", "context")


def test_people_are_of_no_country_that_they_do_not_tell() -> None:
    finder = find_actors(POLAND, PEOPLE)
    assert not any(one.country for one in finder.find(finder.trees[1], 1))


def test_without_a_home_a_bare_word_is_in_doubt() -> None:
    finder = find_actors(POLAND, SPAIN, POLICE)
    assert not any(one.country for one in finder.find(finder.trees[2], 1))
    assert "a role without a country" in " ".join(doubt.reason for doubt in finder.gather_doubts())


def test_without_a_home_the_country_just_told_of_counts() -> None:
    finder = find_actors(
        "Poland/Poland/PROPN/nmod:poss<3 's/'s/PART/case<1 army/army/NOUN/nsubj<4 waited/wait/VERB/root<0",
        SPAIN,
        POLICE,
    )
    assert [one.country for one in finder.find(finder.trees[2], 1)] == ["POL"]


ARREST = (
    "The/the/DET/det<2 police/police/NOUN/nsubj<3 arrested/arrest/VERB/root<0/VerbForm=Fin "
    "two/two/NUM/nummod<5 students/student/NOUN/obj<3"
)


def test_a_story_that_names_no_country_is_at_home_where_its_publisher_is() -> None:
    home = find_actors(POLICE, publisher="NOS").home
    assert (home.country, home.by_publisher) == ("NLD", True)
    assert "publisher" in home.reason


def test_a_country_that_stands_out_goes_before_the_publishers() -> None:
    assert find_actors(POLAND, POLICE, publisher="NOS").home.country == "POL"


def test_two_other_countries_leave_no_home_whoever_publishes() -> None:
    assert find_actors(POLAND, SPAIN, publisher="NOS").home.country is None


def test_a_party_in_the_title_names_no_country() -> None:
    story = Story(id="title", language="en", title="Interview: the Unity Party nominee", text="He spoke.")
    assert list_titled(story, Atlas.load()) == []


def test_an_agency_gives_no_home() -> None:
    assert find_actors(POLICE, publisher="Reuters").home.country is None


def test_a_link_by_the_publisher_says_so_and_is_less_sure() -> None:
    (event,) = code_by_hand(ARREST, publisher="NOS").events
    assert [(one.country, one.via) for one in event.actor] == [("NLD", "publisher")]
    (named,) = code_by_hand(ARREST.replace("two/two/NUM/nummod<5", "Polish/Polish/ADJ/amod<5")).events
    assert event.confidence < named.confidence
