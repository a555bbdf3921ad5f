"""Where events happened: from their own clause, with point, region or country."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, Story, Where


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def event(coder: Coder, text: str, language: str = "en") -> Event:
    story = Story(id="x", text=text, language=language, published="2024-05-05")
    return next(e for e in coder.code(story, coder.read([story])[0]).events if e.factuality == "actual")


def place(coder: Coder, text: str, language: str = "en") -> Where:
    where = event(coder, text, language).place
    assert where is not None
    assert text[where.start : where.end]
    return where


def test_a_town_has_a_point(coder: Coder) -> None:
    where = place(coder, "Rwandan troops killed nine civilians in Goma.")
    assert (where.name, where.country, where.precision) == ("Goma", "COD", "point")
    assert where.lat == pytest.approx(-1.67, abs=0.1)


def test_a_dutch_name_finds_the_town(coder: Coder) -> None:
    where = place(coder, "De Franse president ontving de Duitse kanselier in Parijs.", "nl")
    assert (where.country, where.precision) == ("FRA", "point")


def test_an_island_is_a_region(coder: Coder) -> None:
    text = "De Amerikaanse minister sprak zijn Chinese ambtgenoot op het Indonesische eiland Bali."
    assert (place(coder, text, "nl").country, place(coder, text, "nl").precision) == ("IDN", "region")


def test_a_country_alone_has_no_point(coder: Coder) -> None:
    where = place(coder, "Turkish soldiers killed three civilians in Syria.")
    assert (where.country, where.precision, where.lat) == ("SYR", "country", None)


def test_what_something_is_put_on_is_no_place(coder: Coder) -> None:
    assert event(coder, "The United States imposed sanctions on Iran.").place is None


def test_a_month_is_no_town(coder: Coder) -> None:
    assert event(coder, "Britain expelled two Russian diplomats in March.").place is None


def test_another_sentence_tells_no_place(coder: Coder) -> None:
    assert event(coder, "France condemned Iran. It rained in Goma.").place is None


@pytest.mark.parametrize(
    ("language", "text", "name", "country", "precision"),
    [
        ("en", "Russia bombed Lviv.", "Lviv", "UKR", "point"),
        ("nl", "De Chinese president bezocht Pyongyang.", "Pyongyang", "PRK", "point"),
        ("en", "Rebels in Sudan captured the airport of Khartoum.", "Khartoum", "SDN", "point"),
        ("en", "Venezuelan troops shot at protesters in Valencia.", "Valencia", "VEN", "point"),
        ("en", "American warships attacked Houthi boats in the Red Sea.", "Red Sea", None, "region"),
        ("en", "The police killed hundreds of demonstrators in Iran.", "Iran", "IRN", "country"),
        ("nl", "Oekraïne heroverde twee dorpen in de provincie Donetsk.", "Donetsk", "UKR", "region"),
    ],
)
def test_what_is_hit_and_what_its_people_are_in_is_the_place(
    coder: Coder, language: str, text: str, name: str, country: str | None, precision: str
) -> None:
    where = place(coder, text, language)
    assert (text[where.start : where.end], where.country, where.precision) == (name, country, precision)


def test_every_place_that_and_joins_is_told(coder: Coder) -> None:
    places = event(coder, "Police arrested hundreds of demonstrators in Chicago and Detroit.").places
    assert [where.name for where in places] == ["Chicago", "Detroit"]


def test_where_something_is_said_is_not_where_it_happens(coder: Coder) -> None:
    text = "Op een top in Davos zei de Poolse president dat Rusland Letland heeft aangevallen."
    told = event(coder, text, "nl").places
    assert "Davos" not in [where.name for where in told]


def test_an_organisation_hit_is_no_town_of_its_name(coder: Coder) -> None:
    assert [w.name for w in event(coder, "Israeli aircraft struck Hamas in Jabalia.").places] != ["Hamas"]


def test_what_is_said_in_a_town_did_not_happen_there(coder: Coder) -> None:
    text = "De Braziliaanse minister zei in Lissabon dat het leger smokkelaars had gearresteerd in Manaus."
    assert [one.name for one in event(coder, text, "nl").places] == ["Manaus"]


def test_a_country_yields_to_its_town(coder: Coder) -> None:
    text = "Libanese militairen arresteerden een smokkelaar in Tripoli, in het noorden van Libanon."
    assert [one.name for one in event(coder, text, "nl").places] == ["Tripoli"]


def test_a_name_cut_at_its_hyphens_is_one(coder: Coder) -> None:
    assert place(coder, "Haitian police killed four gunmen in Port-au-Prince.").precision == "point"


def test_towns_joined_are_both_told(coder: Coder) -> None:
    found = event(coder, "Saudi Arabia extended curfews in the holy cities of Mecca and Medina.").places
    assert [one.country for one in found] == ["SAU", "SAU"]


def test_a_person_is_no_town(coder: Coder) -> None:
    text = "Sirhan admired Robert Kennedy. Iranian agents shot Kennedy."
    assert event(coder, text).place is None


def test_whose_an_attack_was_is_not_where(coder: Coder) -> None:
    text = "Iran fired missiles at a base in response to the US airstrike."
    assert all(one.country != "USA" for one in event(coder, text).places)
