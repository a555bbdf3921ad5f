"""The arithmetic of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.languages.times import load_calendar
from dragoman.stages.times.feasts import feast_day, find_easter
from dragoman.stages.times.intervals import shift, step, whole


def test_a_month_later_stays_within_the_shorter_month() -> None:
    assert shift(date(2023, 1, 31), 1, "month") == date(2023, 2, 28)


def test_workdays_leave_out_weekends() -> None:
    assert shift(date(2022, 7, 7), 4, "workday") == date(2022, 7, 13)
    assert shift(date(2022, 7, 11), -1, "workday") == date(2022, 7, 8)


def test_a_week_begins_on_monday() -> None:
    week = whole("week", date(2022, 7, 10))
    assert (week.first, week.last) == (date(2022, 7, 4), date(2022, 7, 10))


def test_january_is_in_the_winter_that_began_in_december() -> None:
    assert whole("season", date(2023, 1, 15)).first == date(2022, 12, 1)


def test_the_quarter_before_the_first_is_last_years_fourth() -> None:
    assert step(whole("quarter", date(2022, 2, 1)), -1).first == date(2021, 10, 1)


@pytest.mark.parametrize(
    ("year", "day"), [(2018, (4, 1)), (2019, (4, 21)), (2020, (4, 12)), (1954, (4, 18)), (2000, (4, 23))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert find_easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [("thanksgiving", 2023, (11, 23)), ("black_friday", 2010, (11, 26)), ("memorial_day", 2022, (5, 30))],
)
def test_a_holiday_on_a_weekday(name: str, year: int, day: tuple[int, int]) -> None:
    assert feast_day(load_calendar().holidays[name], year) == date(year, *day)


def test_a_holiday_has_no_day_before_it_was_kept() -> None:
    with pytest.raises(ValueError):
        feast_day(load_calendar().holidays["kings_day"], 2010)
