"""Terms of office, gathered and by hand, brought together."""

from __future__ import annotations

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.holders import close_twins
from dragoman.atlas.terms import Row


def term(person: str, since: str, until: str) -> Row:
    surname = person.split()[-1]
    return Row(person, surname, "", "Minister of Bridges", "", "CHE", "", "GOV", since, until)


def ends(*rows: Row, known: Row) -> list[str]:
    return [row.until for row in close_twins(rows, [known])]


def test_a_second_title_of_one_appointment_ends_with_the_first() -> None:
    known = term("Ada Berg", "2019-07-24", "2022-09-06")
    assert ends(term("Ada Berg", "2019-07-26", ""), known=known) == ["2022-09-06"]


def test_another_appointment_goes_on() -> None:
    known = term("Ada Berg", "2019-07-24", "2020-01-01")
    assert ends(term("Ada Berg", "2019-12-01", ""), known=known) == [""]


def test_who_left_office_years_ago_holds_no_second_title() -> None:
    holders = Atlas.load().persons("Boris Johnson", "2025-03-01")
    assert all(one.until and one.until < "2023" for one in holders)
