"""Parties from the table of governments."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.parties import read_parties
from dragoman.atlas.parties_build import Choices, gather_governments, gather_parties, join_spans, pick_names
from dragoman.atlas.who import find_who
from dragoman.errors import DataError

CHOICES = Choices(families=["12"], words=["Unity"], shorts=["etc"], two=["NLD XY"])
COUNTRY = "id,name_short\n1,NLD\n"
CABINET = (
    "id,country_id,start_date,name\n1,1,1930-08-10,A\n2,1,1950-01-01,B\n3,1,1954-02-02,C\n4,1,1945-05-01,D\n"
)
SEATS = "cabinet_id,party_id\n1,1\n2,2\n3,2\n"
PARTY = (
    "id,country_id,family_id,name_short,name_english,name,description\n"
    "1,1,3,OUD,Old Party,Oude Partij,\n"
    "2,1,3,XY,Dutch Example Party,Voorbeeldpartij,Party formed on 3 May 1946 by some.\n"
    "3,1,12,none,no party,geen partij,\n"
)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of small tables in the form of the source's."""
    for name, text in (
        ("country", COUNTRY),
        ("cabinet", CABINET),
        ("cabinet_party", SEATS),
        ("party", PARTY),
    ):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_governments_that_follow_each_other_are_one_span(tables: Path) -> None:
    assert gather_governments(tables)[0]["2"] == ["1950-01-01.."]


def test_a_gap_between_governments_makes_two_spans() -> None:
    assert list(join_spans([("1950", "1952"), ("1954", "")])) == ["1950..1952", "1954.."]


def test_a_party_of_old_governments_alone_and_one_that_is_none_are_left_out(tables: Path) -> None:
    assert [party.id for party in gather_parties(tables, CHOICES)] == ["parlgov-2"]


def test_a_party_is_also_called_without_its_state(tables: Path) -> None:
    (party,) = gather_parties(tables, CHOICES)
    assert (party.english, party.short, party.since) == ("Dutch Example Party|Example Party", "XY", "1946")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Old Party | New Party", ["Old Party", "New Party"]),
        ("Unity", []),
        ("A List -- the rest", ["A List"]),
    ],
)
def test_names_are_cut_at_bars_and_dashes(written: str, names: list[str]) -> None:
    assert pick_names(written, CHOICES.words, native=True) == names


def test_a_line_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "parties.tsv").write_text("head\none\ttwo\n", encoding="utf-8")
    with pytest.raises(DataError, match="no name"):
        list(read_parties(tmp_path / "parties.tsv"))


def test_a_party_tells_when_it_governed() -> None:
    (one,) = find_who("PvdA", Atlas.load(), "nl", "2015-03").candidates
    assert [term.since for term in one.terms if term.holds] == ["2012-11-05"]


def test_no_government_is_told_of_a_day_after_the_source_ends() -> None:
    (one,) = find_who("ChristenUnie", Atlas.load(), "nl", "2025-01").candidates
    assert one.sector == "PTY" and not any(term.holds for term in one.terms)
