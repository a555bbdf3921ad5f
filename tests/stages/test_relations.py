"""Relations told in the text: between whom, how, since when, over what, by whom."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Relation, Story


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def relations(coder: Coder, text: str, language: str = "en") -> tuple[Relation, ...]:
    story = Story(id="x", text=text, language=language, published="2024-05-05")
    return coder.code(story, coder.read([story])[0]).relations


def test_change_actors_and_issues(coder: Coder) -> None:
    text = "Relations between Japan and South Korea have worsened over human rights and tariffs."
    (relation,) = relations(coder, text)
    assert (relation.actors, relation.change) == (("JPN", "KOR"), "worse")
    assert relation.issues == ("human rights", "tariffs")


def test_since_when_stands_in_the_clause(coder: Coder) -> None:
    (relation,) = relations(coder, "Sinds 2021 is de relatie tussen Mali en Frankrijk verslechterd.", "nl")
    assert relation.since is not None
    assert relation.since.edtf.startswith("2021")


def test_a_source_may_tell_it(coder: Coder) -> None:
    text = "Ties between Chile and Peru have improved, a Chilean minister said."
    (relation,) = relations(coder, text)
    assert relation.said_by is not None
    assert relation.said_by.country == "CHL"


def test_what_did_not_happen_is_marked(coder: Coder) -> None:
    (relation,) = relations(coder, "Relations between Chile and Peru have not improved.")
    assert relation.factuality == "negated"


def test_a_couple_in_one_word_is_the_pair_meant_next(coder: Coder) -> None:
    text = "Het Frans-Duitse overleg ging over Italië. De relatie tussen de twee landen is verbeterd."
    (relation,) = relations(coder, text, "nl")
    assert set(relation.actors) == {"FRA", "DEU"}


def test_one_side_is_no_relation(coder: Coder) -> None:
    assert relations(coder, "Relations with Peru have improved.") == ()


def test_standing_alone_needs_no_second_side(coder: Coder) -> None:
    (relation,) = relations(coder, "Belarus is isolated.")
    assert (relation.actors, relation.change) == (("BLR",), "isolated")


def test_a_bare_spokesman_speaks_for_whom_the_sentence_before_is_about(coder: Coder) -> None:
    text = (
        "The Peruvian ministry denied the charge. A spokesman said that relations with Chile have improved."
    )
    story = Story(id="x", text=text, language="en")
    last = coder.code(story, coder.read([story])[0]).statements[-1]
    assert last.speaker is not None
    assert last.speaker.country == "PER"


@pytest.mark.parametrize(
    ("text", "language", "change"),
    [
        ("The relationship between India and Canada has gone from bad to worse.", "en", "worse"),
        ("De verhouding tussen India en Canada wordt slechter.", "nl", "worse"),
    ],
)
def test_a_word_that_only_says_how_it_changed_tells_no_second_relation(
    coder: Coder, text: str, language: str, change: str
) -> None:
    assert [one.change for one in relations(coder, text, language)] == [change]


def test_that_of_one_with_another_is_between_the_two(coder: Coder) -> None:
    (relation,) = relations(coder, "De relatie van Algerije met Spanje verslechterde in 2022.", "nl")
    assert (relation.actors, relation.since and relation.since.edtf) == (("DZA", "ESP"), "2022")


@pytest.mark.parametrize(
    ("text", "language", "since"),
    [
        (
            "Relations between Nigeria and Niger have been tense since the coup of July 2023.",
            "en",
            "2023-07/..",
        ),
        ("Relations between Nigeria and Niger soured in 2022.", "en", "2022"),
        ("De relatie tussen Nigeria en Niger is gespannen sinds de staatsgreep van 2023.", "nl", "2023/.."),
    ],
)
def test_since_an_event_of_a_time_is_open_at_its_end(
    coder: Coder, text: str, language: str, since: str
) -> None:
    (relation,) = relations(coder, text, language)
    assert relation.since is not None and relation.since.edtf == since
