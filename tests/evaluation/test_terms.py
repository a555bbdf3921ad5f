"""The measure of hand-written terms: when a source tells of a term, and when the two agree."""

from __future__ import annotations

import pytest

from dragoman.atlas.terms import Row
from evaluation.terms import POWER, are_near, is_told, join_rows, judge_term


def make_row(since: str, until: str, office: str = "foreign-minister", person: str = "Ann Example") -> Row:
    """A term of a foreign minister of the Netherlands."""
    return Row(person, "Example", "", "Minister", office, "NLD", "", "GOV", since, until)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("2010-05-31", "2010-06-01", True), ("2010-05", "2010-07-01", False), ("2010", "2010-12-24", True)],
)
def test_dates_within_a_month_are_near_and_a_year_fits_all_of_it(one: str, other: str, near: bool) -> None:
    assert are_near(one, other) is near


def test_a_source_tells_of_a_term_of_the_same_office_that_meets_it() -> None:
    row = make_row("2010-05", "2012-03")
    assert is_told(row, make_row("2011-01-01", ""))
    assert not is_told(row, make_row("2013-01-01", ""))
    assert not is_told(row, make_row("2011-01-01", "", "defence-minister"))


def test_who_ruled_bears_a_term_out_and_never_refutes_it() -> None:
    row = make_row("1960-05", "1962-03", "head-of-state")
    assert judge_term(row, [(POWER, make_row("1960-05-03", "1962-03-01", "leader"))]) == "right"
    assert judge_term(row, [(POWER, make_row("1958-01-03", "1962-03-01", "leader"))]) == "untold"


def test_a_term_with_another_beginning_or_end_is_wrong() -> None:
    row = make_row("2010-05", "2012-03")
    assert judge_term(row, [("a list", make_row("2010-09-01", "2012-03-02"))]) == "wrong"
    assert judge_term(row, [("a list", make_row("2010-05-01", "2013-01-02"))]) == "wrong"
    assert judge_term(row, [("a list", make_row("2010-05-01", ""))]) == "right"


def test_reappointments_at_once_are_one_term() -> None:
    rows = [
        make_row("2010-05-01", "2012-03-01"),
        make_row("2012-03-02", "2013-01-01"),
        make_row("2015-01-01", ""),
    ]
    assert [(row.since, row.until) for row in join_rows(rows)] == [
        ("2010-05-01", "2013-01-01"),
        ("2015-01-01", ""),
    ]
