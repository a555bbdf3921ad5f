"""Coverage: the months of an office that have a holder, and those that have none."""

from __future__ import annotations

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.coverage import collect_terms, list_months, measure_coverage, measure_series
from dragoman.atlas.records import Holder
from dragoman.atlas.tables import PersonTable


def test_a_hole_between_two_terms_is_told() -> None:
    terms = [("2001-01", "2001-03-10"), ("2001-06-20", None)]
    series = measure_series("NLD", "foreign-minister", terms, list_months("2001-01", "2002-02"))
    assert (series.holes, series.years) == (["2001-04..2001-05"], {"2001": (10, 12), "2002": (2, 2)})


def test_an_office_of_nobody_is_one_hole() -> None:
    series = measure_series("NLD", "foreign-minister", [], list_months("2001-11", "2002-02"))
    assert (series.holes, series.known) == (["2001-11..2002-02"], 0)


def test_an_open_term_ends_where_its_source_ends() -> None:
    holder = Holder("A", None, "Minister", "foreign-minister", "NLD", None, "GOV", "2020-01", None)
    table = PersonTable([holder], {}, {}, {"0": "2022-07"})
    assert collect_terms(table) == {("NLD", "foreign-minister"): [("2020-01", "2022-07")]}


def test_the_shipped_atlas_knows_most_of_what_it_means_to_know() -> None:
    found = measure_coverage(Atlas.load())
    assert sum(series.known for series in found) / len(found) > 0.95


def test_states_are_chosen() -> None:
    assert {series.state for series in measure_coverage(Atlas.load(), states=["BEL", "UN"])} == {"BEL", "UN"}
