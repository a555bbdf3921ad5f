"""Heads of government from a table of cabinets."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.cabinets import CabinetRules, read_premiers
from dragoman.errors import DataError

NAMES = {"NLD": {"Dam": "Jan van Dam", "Berg A": "Ann Berg"}}
RULES = CabinetRules(presidential=["CHE"], ends={"NLD": "1990-01-01"})


def write_tables(folder: Path, *cabinets: str) -> Path:
    """A folder with the two tables, cabinets as "state number,day,name"."""
    (folder / "country.csv").write_text("id,name_short\n1,NLD\n2,CHE\n", encoding="utf-8")
    lines = "\n".join(("country_id,start_date,name", *cabinets))
    (folder / "cabinet.csv").write_text(lines + "\n", encoding="utf-8")
    return folder


def test_cabinets_of_one_head_in_a_row_are_one_term(tmp_path: Path) -> None:
    tables = write_tables(tmp_path, "1,1950-01-02,Dam I", "1,1954-01-02,Dam II", "1,1956-03-04,Berg A")
    rows = list(read_premiers(tables, RULES, NAMES, ["van"]))
    assert [(row.person, row.surname, row.since, row.until) for row in rows] == [
        ("Jan van Dam", "Dam", "1950-01-02", "1956-03-04"),
        ("Ann Berg", "Berg", "1956-03-04", "1990-01-01"),
    ]


def test_cabinets_that_no_head_leads_and_those_after_the_end_are_left_out(tmp_path: Path) -> None:
    tables = write_tables(tmp_path, "2,1950-01-02,Council 1950", "1,1991-01-02,Dam I")
    assert list(read_premiers(tables, RULES, NAMES, [])) == []


def test_a_cabinet_without_a_full_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no full name"):
        list(read_premiers(write_tables(tmp_path, "1,1950-01-02,Hill"), RULES, NAMES, []))


@pytest.mark.parametrize(
    ("country", "day", "person"),
    [
        ("NLD", "1975-05-01", "Joop den Uyl"),
        ("SWE", "1983-02-01", "Olof Palme"),
        ("JPN", "1994-05-10", "Tsutomu Hata"),
    ],
)
def test_the_shipped_atlas_knows_heads_of_government_of_old(country: str, day: str, person: str) -> None:
    found = Atlas.load().office("head-of-government", country, day)
    assert found is not None and found.person == person
