"""Settling: one list from several sources, and what they disagreed on."""

from __future__ import annotations

from dragoman.atlas.settling import BACKWARD, BEGINNING, ENDING, join_sources, tell_conflicts
from dragoman.atlas.terms import Row


def make_row(person: str, since: str, until: str) -> Row:
    surname = person.split()[-1]
    return Row(person, surname, "", "President", "head-of-state", "CHE", "", "GOV", since, until)


def test_one_term_in_two_sources_is_one_row_with_the_better_beginning_and_the_later_end() -> None:
    rows, conflicts = join_sources(
        {
            "first": [make_row("Ann Example", "2010-05-01", "2012-01-01")],
            "second": [make_row("A. Example", "2010-07-01", "2012-06-01")],
        }
    )
    assert [(row.person, row.since, row.until) for row in rows] == [
        ("Ann Example", "2010-05-01", "2012-06-01")
    ]
    assert [conflict.rule for conflict in conflicts] == [BEGINNING, ENDING]


def test_dates_that_agree_as_far_as_they_go_are_no_conflict() -> None:
    _, conflicts = join_sources(
        {
            "first": [make_row("Ann Example", "2010-05", "")],
            "second": [make_row("Ann Example", "2010-05-31", "2012")],
        }
    )
    assert conflicts == []


def test_a_term_that_ends_before_it_begins_is_left_out() -> None:
    rows, conflicts = join_sources({"first": [make_row("Ann Example", "2010-05-01", "2009")]})
    assert rows == [] and [conflict.rule for conflict in conflicts] == [BACKWARD]


def test_the_report_has_a_line_for_each() -> None:
    _, conflicts = join_sources({"first": [make_row("Ann Example", "2010-05-01", "2009")]})
    assert [line.split("\t")[2] for line in tell_conflicts(conflicts)] == ["person", "Ann Example"]
