"""Dates as pages print them."""

from __future__ import annotations

import pytest

from dragoman.sources.page import draft_page
from dragoman.sources.printed_dates import find_printed

TEXT = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld. " * 3


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gepubliceerd op 3 mei 2024 om 12:30", "2024-05-03"),
        ("dinsdag 3 maart 2026", "2026-03-03"),
        ("14 aug. 2025", "2025-08-14"),
        ("Published May 3rd, 2024", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("03-05-2024 14:02", "2024-05-03"),
        ("31/12/2024", "2024-12-31"),
        ("03/05/2024", None),
        ("2024-05-03", "2024-05-03"),
        ("31 februari 2024", None),
        ("3 mei", None),
        ("no date", None),
    ],
)
def test_a_day_is_found_where_its_year_stands_with_it(text: str, day: str | None) -> None:
    assert find_printed(text) == day


def test_a_page_that_states_no_date_has_the_one_it_prints_above_its_text() -> None:
    side = "<aside><span>1 januari 2020</span></aside>"
    page = f"<html><body>{side}<article><h1>Kop</h1><div>3 maart 2026, 10:00</div><p>{TEXT}</p></article>"
    assert draft_page(page, "x").published == "2026-03-03"


def test_a_date_in_the_text_is_the_text_s_own() -> None:
    page = f"<html><body><article><h1>Kop</h1><p>{TEXT}</p><p>Dat was op 3 maart 2026.</p></article>"
    assert draft_page(page, "x").published is None
