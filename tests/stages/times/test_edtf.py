"""EDTF written and read back."""

from __future__ import annotations

import pytest

from dragoman.stages.times.edtf import read_edtf, write_edtf

WRITTEN = [
    "2022-07-07",
    "2022-07",
    "2022",
    "2022-07~",
    "2022-21",
    "2022-24",
    "201X",
    "19XX",
    "2022-07-04/2022-07-10",
    "2022-01/2022-03",
    "../2018",
    "2022-05/..",
    "2019~/2022",
    "2022-05-21~/2022-05-31",
    "0476",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_written_is_read_back_the_same(written: str) -> None:
    assert write_edtf(read_edtf(written)) == written


@pytest.mark.parametrize(
    "written", ["", "2022-13", "2022-02-30", "22", "../..", "2022/2021", "201X-05", "tomorrow"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        read_edtf(written)


def test_a_winter_reaches_into_the_next_year() -> None:
    winter = read_edtf("2022-24")
    assert str(winter.first) == "2022-12-01"
    assert str(winter.last) == "2023-02-28"
