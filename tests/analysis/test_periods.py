"""Periods: cut, stepped through, and listed."""

from __future__ import annotations

import pytest

from dragoman.analysis.periods import By, Span, cut_period, end_period, list_periods, step_period


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ("day", "2024-02-29", "2024-02-29"),
        ("week", "2024-02-26", "2024-03-03"),
        ("month", "2024-02-01", "2024-02-29"),
        ("year", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_day_stands_in_its_period(by: By, first: str, last: str) -> None:
    assert cut_period("2024-02-29", by) == first
    assert end_period(first, by) == last


def test_periods_step_over_years() -> None:
    assert step_period("2023-12-01", "month") == "2024-01-01"
    assert step_period("2023-02-01", "month", -3) == "2022-11-01"
    assert step_period("2024-01-01", "year", -1) == "2023-01-01"


def test_the_periods_of_a_span_are_all_that_it_touches() -> None:
    assert list(list_periods(Span("2023-11-30", "2024-01-01"), "month")) == [
        "2023-11-01",
        "2023-12-01",
        "2024-01-01",
    ]
