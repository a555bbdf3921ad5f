"""The page on clusters shows the table as it is computed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.sizing import RUNS, Rates, list_rows

PAGE = Path(__file__).parents[1] / "docs" / "cluster.md"


def test_the_page_has_the_table_that_the_rates_give() -> None:
    assert "\n".join(list_rows(RUNS, Rates(), 400)) in PAGE.read_text(encoding="utf-8")


def test_a_story_of_half_the_words_costs_half() -> None:
    _, _, row = list_rows((("some", 1e6),), Rates(reading=10.0), 200)
    assert row.split("|")[3].strip() == "14"
