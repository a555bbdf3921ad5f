"""Tables kept read: never an old one, never one that does not fit, and never where nothing may be written."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.tables import read_table

Numbers = dict[str, int]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "numbers.toml"
    path.write_text("one = 1\n", encoding="utf-8")
    return path


def list_kept(path: Path) -> list[Path]:
    return list(path.parent.rglob("*.table"))


def test_a_table_is_kept_and_read_again(table: Path) -> None:
    assert read_table(table, Numbers, table.parent) == {"one": 1}
    assert len(list_kept(table)) == 1
    assert read_table(table, Numbers, table.parent) == {"one": 1}


def test_an_edited_table_is_read_anew(table: Path) -> None:
    read_table(table, Numbers, table.parent)
    table.write_text("one = 2\n", encoding="utf-8")
    assert read_table(table, Numbers, table.parent) == {"one": 2}


def test_a_damaged_copy_counts_as_none(table: Path) -> None:
    read_table(table, Numbers, table.parent)
    (kept,) = list_kept(table)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert read_table(table, Numbers, table.parent) == {"one": 1}


def test_what_does_not_fit_is_told_as_of_the_table_itself(table: Path) -> None:
    table.write_text('one = "1"\n', encoding="utf-8")
    assert read_table(table, dict[str, str], table.parent) == {"one": "1"}
    with pytest.raises(msgspec.ValidationError, match="Expected `int`, got `str`"):
        read_table(table, Numbers, table.parent)


def test_a_table_with_a_date_is_not_kept(table: Path) -> None:
    table.write_text("day = 2022-05-01\n", encoding="utf-8")
    read_table(table, dict[str, object], table.parent)
    assert list_kept(table) == []


def test_files_of_users_are_not_kept(table: Path) -> None:
    assert read_table(table, Numbers) == {"one": 1}
    assert list_kept(table) == []


def test_nothing_is_written_where_python_may_write_no_byte_code(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read_table(table, Numbers, table.parent) == {"one": 1}
    assert list_kept(table) == []
