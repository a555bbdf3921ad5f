"""Checks of the atlas's files and of a user's own actors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.atlas.checks import Report, check_atlas, check_own, find_bad_dates, find_overlaps
from dragoman.atlas.schema import FOLDER
from dragoman.atlas.terms import LeaderFile, Row, read_leaders


@pytest.fixture(scope="module")
def shipped() -> Report:
    return check_atlas()


@pytest.fixture(scope="module")
def kinds() -> LeaderFile:
    return read_leaders(FOLDER)


def make_row(person: str, since: str, until: str, office: str = "finance-minister") -> Row:
    return Row(person, "", "", "Minister", office, "CHE", "", "GOV", since, until)


def test_the_shipped_atlas_has_no_faults(shipped: Report) -> None:
    assert [finding for finding in shipped.findings if finding.fault] == []


def test_names_of_several_actors_are_remarked(shipped: Report) -> None:
    assert any(f.kind == "ambiguous" and f.where == "en Congo" and not f.fault for f in shipped.findings)


def test_a_term_that_ends_before_it_begins_is_a_fault() -> None:
    (finding,) = find_bad_dates([make_row("Ann Example", "2010-05", "2009-01")])
    assert finding.fault and "Ann Example" in finding.where


def test_two_at_once_in_one_office_are_a_fault(kinds: LeaderFile) -> None:
    rows = [make_row("Ann Example", "2010-05", ""), make_row("Bo Example", "2011-01", "2012")]
    (finding,) = find_overlaps(rows, kinds)
    assert finding.kind == "overlap" and "Bo Example from 2011-01" in finding.what


def test_a_successor_in_the_same_month_is_none(kinds: LeaderFile) -> None:
    rows = [make_row("Ann Example", "2010-05", "2011-01-20"), make_row("Bo Example", "2011-01", "")]
    assert list(find_overlaps(rows, kinds)) == []


def test_an_office_that_several_hold_may_have_two(kinds: LeaderFile) -> None:
    rows = [make_row(name, "2010", "", "party-leader") for name in ("Ann Example", "Bo Example")]
    assert list(find_overlaps(rows, kinds)) == []


def test_a_broken_file_is_one_finding(tmp_path: Path) -> None:
    folder = tmp_path / "atlas"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "cities.toml").write_text('XXX = ["Nowhere"]')
    (finding,) = check_atlas(folder).findings
    assert finding.kind == "schema" and finding.fault and "cities.toml" in finding.what


def test_own_actors_are_checked_with_their_proofs(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text(
        'body = [{ id = "skerry", en = ["Skerry Commission"], country = "NOR", sector = "JUD" }]'
    )
    head = "file\tlanguage\tdate\tsentence\twords\tcode\n"
    row = "bodies.toml\ten\t2024\tThe Skerry Commission met.\tSkerry Commission\t{}\n"
    (tmp_path / "proofs.tsv").write_text(head + row.format("NOR JUD"))
    assert check_own(tmp_path).faults == 0
    (tmp_path / "proofs.tsv").write_text(head + row.format("SWE"))
    assert [finding.kind for finding in check_own(tmp_path).findings] == ["proof"]
