"""Persons: who bears a name on a day, and who holds an office."""

from __future__ import annotations

import pytest

from dragoman.atlas.atlas import Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize(
    ("name", "on", "person", "office", "country", "sector"),
    [
        ("Blinken", "2022-07", "Antony Blinken", "foreign-minister", "USA", "GOV"),
        ("Mark Milley", "2022-07-11", "Mark Milley", "chief-of-staff", "USA", "MIL"),
        ("Li Zuocheng", "2022-07", "Li Zuocheng", "chief-of-staff", "CHN", "MIL"),
        ("Wang Yi", "2022-07", "Wang Yi", "foreign-minister", "CHN", "GOV"),
        ("Poetin", "2022-02-24", "Vladimir Putin", "head-of-state", "RUS", "GOV"),
        ("Zelenski", "2022-03", "Volodymyr Zelensky", "head-of-state", "UKR", "GOV"),
        ("Gorbatsjov", "1988", "Mikhail Gorbachev", "leader", "SUN", "GOV"),
        ("Khadaffi", "1986", "Muammar Gaddafi", "leader", "LBY", "GOV"),
        ("Rutte", "2023", "Mark Rutte", "head-of-government", "NLD", "GOV"),
    ],
)
def test_a_name_gives_the_office_of_that_day(
    atlas: Atlas, name: str, on: str, person: str, office: str, country: str, sector: str
) -> None:
    first = atlas.persons(name, on)[0]
    assert (first.person, first.office_id, first.country, first.sector) == (person, office, country, sector)


def test_one_person_has_another_office_and_country_on_another_day(atlas: Atlas) -> None:
    told = [atlas.persons("Sjevardnadze", on)[0] for on in ("1988-05", "1999-01")]
    assert [(one.office_id, one.country) for one in told] == [
        ("foreign-minister", "SUN"),
        ("head-of-state", "GEO"),
    ]
    assert atlas.persons("Rutte", "2025-03")[0].group == "NATO"


def test_two_candidates_are_both_told_the_weightiest_first(atlas: Atlas) -> None:
    told = atlas.persons("Botha", "1986")
    assert [one.person for one in told] == ["P. W. Botha", "Pik Botha"]


def test_two_bearers_of_a_name_are_told_apart_by_the_day(atlas: Atlas) -> None:
    assert [one.person for one in atlas.persons("Clinton", "1995")] == ["Bill Clinton"]
    assert [one.person for one in atlas.persons("Clinton", "2010")] == ["Hillary Clinton"]


def test_the_country_leaves_out_bearers_from_elsewhere(atlas: Atlas) -> None:
    assert {one.country for one in atlas.persons("Singh", "2012", "IND")} == {"IND"}


def test_who_is_out_of_office_is_told_as_a_former_holder(atlas: Atlas) -> None:
    former = atlas.persons("Jimmy Carter", "1990")[0]
    assert former.until is not None and former.until < "1990"


def test_an_office_that_begins_later_is_not_told(atlas: Atlas) -> None:
    assert atlas.persons("Blinken", "1990") == ()


def test_an_unknown_name_gives_nothing(atlas: Atlas) -> None:
    assert atlas.persons("Nobody of Nowhere") == ()


@pytest.mark.parametrize(
    ("office", "country", "on", "person"),
    [
        ("foreign-minister", "USA", "2022-07", "Antony Blinken"),
        ("foreign-minister", "USA", "2005-06", "Condoleezza Rice"),
        ("head-of-state", "FRA", "1990", "François Mitterrand"),
        ("head-of-government", "GBR", "1985-03-01", "Margaret Thatcher"),
        ("secretary-general", "UN", "1990", "Javier Pérez de Cuéllar"),
        ("head-of-government", "NLD", "2024-12", "Dick Schoof"),
    ],
)
def test_an_office_gives_its_holder_of_the_day(
    atlas: Atlas, office: str, country: str, on: str, person: str
) -> None:
    holder = atlas.office(office, country, on)
    assert holder is not None and holder.person == person


def test_an_office_nobody_is_known_to_hold_gives_nothing(atlas: Atlas) -> None:
    assert atlas.office("foreign-minister", "USA", "1901") is None


def test_a_known_person_carries_the_wikidata_item(atlas: Atlas) -> None:
    assert atlas.persons("Vladimir Putin", "2022")[0].id == "Q7747"


def test_a_president_does_not_get_the_item_of_a_namesake(atlas: Atlas) -> None:
    father, son = atlas.persons("George Bush", "1990")[0], atlas.persons("George W. Bush", "2005")[0]
    assert father.id != son.id
