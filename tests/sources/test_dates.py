"""Publication dates: what is accepted, how it is cut, what is refused."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.sources.dates import Moment, cut_date, find_moment, order_moment, read_moment


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


@pytest.mark.parametrize(
    ("stated", "date", "at"),
    [
        ("2022-07-09T23:30:00+02:00", "2022-07-09", "2022-07-09T23:30:00+02:00"),
        ("2022-07-09T10:00:00.123Z", "2022-07-09", "2022-07-09T10:00:00+00:00"),
        ("2022-07-09T10:00:00+0200", "2022-07-09", "2022-07-09T10:00:00+02:00"),
        ("2022-07-09 10:00", "2022-07-09", None),
        ("2022-07-09T25:99", "2022-07-09", None),
        ("2022-07", "2022-07", None),
        ("Sat, 09 Jul 2022 23:30:00 +0200", "2022-07-09", "2022-07-09T23:30:00+02:00"),
        ("9 Jul 2022 10:00 GMT", "2022-07-09", "2022-07-09T10:00:00+00:00"),
        ("Sat, 09 Jul 2022 10:00:00 -0000", "2022-07-09", None),
    ],
)
def test_a_moment_is_kept_where_its_zone_is_stated(stated: str, date: str, at: str | None) -> None:
    assert read_moment(stated) == Moment(date, at)


def test_the_first_that_is_a_moment_is_taken() -> None:
    assert find_moment(None, "yesterday", "Sat, 40 Jul 2022 10:00:00 +0000", "2022") == Moment("2022")
    assert find_moment(None, "soon") is None


def test_moments_sort_by_time_whatever_their_zone() -> None:
    late, early = read_moment("2022-07-09T01:00:00+02:00"), read_moment("2022-07-08T22:30:00+00:00")
    assert str(order_moment(early)) < str(order_moment(late)) < str(order_moment(Moment("2022-07-10")))
