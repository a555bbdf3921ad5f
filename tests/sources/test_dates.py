"""Publication dates: what is accepted, how it is cut, what is refused."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.sources.dates import cut_date


@pytest.mark.parametrize(
    ("stated", "cut"),
    [
        ("2022", "2022"),
        ("2022-07", "2022-07"),
        (" 2022-07-09 ", "2022-07-09"),
        ("2022-07-09T10:00:00Z", "2022-07-09"),
        ("2022-07-09T23:30:00.5+02:00", "2022-07-09"),
        ("2022-07-09 10:00", "2022-07-09"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(stated: str, cut: str) -> None:
    assert cut_date(stated) == cut


@pytest.mark.parametrize(
    "stated",
    ["", "22", "2022-7", "2022-13", "2022-02-30", "0000", "09-07-2022", "2022-07-09x", "2022T10:00", "٢٠٢٢"],
)
def test_what_is_no_date_is_an_error(stated: str) -> None:
    with pytest.raises(SourceError):
        cut_date(stated)
