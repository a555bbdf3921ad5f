"""Terms by hand: kinds of office, titles, sectors and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.schema import FOLDER
from dragoman.atlas.terms import LeaderFile, read_leaders, read_terms
from dragoman.errors import DataError


@pytest.fixture(scope="module")
def kinds() -> LeaderFile:
    return LeaderFile(family_first=["KOR"], kind=read_leaders(FOLDER).kind)


def write(folder: Path, text: str) -> Path:
    (folder / "offices").mkdir()
    (folder / "offices" / "own.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_kind_of_office_gives_title_and_sector(tmp_path: Path, kinds: LeaderFile) -> None:
    folder = write(tmp_path, '[USA]\nforeign-minister = ["Ann Example 2030-01..2031"]')
    (row,) = read_terms(folder, kinds, {"USA"})
    assert (row.office, row.office_id, row.country, row.sector) == (
        "Secretary of State", "foreign-minister", "USA", "GOV",
    )  # fmt: skip
    assert (row.since, row.until) == ("2030-01", "2031")


def test_what_stands_in_brackets_is_what_is_led(tmp_path: Path, kinds: LeaderFile) -> None:
    folder = write(tmp_path, '[BEL]\nparty-leader = ["Jan Example (the Example Party) 2030.."]')
    (row,) = read_terms(folder, kinds, {"BEL"})
    assert (row.person, row.office, row.sector) == ("Jan Example", "Leader of the Example Party", "PTY")


def test_a_title_may_begin_with_its_sector(tmp_path: Path, kinds: LeaderFile) -> None:
    folder = write(tmp_path, '[XGROUP]\n"SPY: Head of Listening" = ["Jan Example 2030.."]')
    (row,) = read_terms(folder, kinds, {"BEL"})
    assert (row.office, row.sector, row.group, row.country) == ("Head of Listening", "SPY", "XGROUP", "")


def test_the_family_name_leads_where_it_does(tmp_path: Path, kinds: LeaderFile) -> None:
    folder = write(tmp_path, '[KOR]\nhead-of-state = ["Kim Ye-si 2030.."]')
    assert [row.surname for row in read_terms(folder, kinds, {"KOR"})] == ["Kim"]


@pytest.mark.parametrize(
    "text",
    ['[BEL]\nforeign-ministre = ["Jan Example 2030.."]', '[BEL]\nforeign-minister = ["Jan Example 2030"]'],
)
def test_an_unknown_office_or_a_wrong_term_is_told(tmp_path: Path, kinds: LeaderFile, text: str) -> None:
    with pytest.raises(DataError, match=r"own\.toml, BEL"):
        list(read_terms(write(tmp_path, text), kinds, {"BEL"}))


def test_an_office_that_several_hold_tells_nobody() -> None:
    assert Atlas.load().office("ambassador", "USA", "2018-06") is None


def test_nobody_is_told_after_the_holder_was_last_seen() -> None:
    atlas = Atlas.load()
    assert atlas.office("justice-minister", "JPN", "2022-06") is not None
    assert atlas.office("justice-minister", "JPN", "2030-06") is None
