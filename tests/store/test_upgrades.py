"""Stores of earlier versions, kept as scripts in stores/, come to be as if this program had made them."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from stored import check_following

from dragoman.analysis.dyads import trace_dyad
from dragoman.store.database import SCHEMA, create_store, open_writer
from dragoman.store.desk import Desk
from dragoman.store.merging import merge_new
from dragoman.store.writer import Writer

STORES = sorted((Path(__file__).parent / "stores").glob("*.sql"))


@pytest.fixture(params=STORES, ids=lambda script: f"schema {script.stem}")
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """A store of that version at `path`."""
    with sqlite3.connect(path) as connection:
        connection.executescript("PRAGMA journal_mode = WAL;\n" + request.param.read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA user_version").fetchone() == (int(request.param.stem),)
    return path


def list_schema(connection: sqlite3.Connection) -> dict[str, str]:
    """What each table, index, view and trigger is, without comments and spaces."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", " ", re.sub(r"--.*", "", sql)).strip() for name, sql in rows}


def test_there_is_a_store_of_every_earlier_version() -> None:
    assert [int(script.stem) for script in STORES] == list(range(1, SCHEMA))


def test_an_upgraded_store_has_the_schema_of_a_new_one(old: Path, tmp_path: Path) -> None:
    create_store(tmp_path / "new.db")
    upgraded, new = open_writer(old), open_writer(tmp_path / "new.db")
    assert list_schema(upgraded) == list_schema(new)
    upgraded.close()
    new.close()


def test_what_is_counted_is_filled_and_follows(old: Path) -> None:
    with Writer(old) as writer:
        check_following(writer.connection)
        assert writer.connection.execute("SELECT count(*) FROM dealings").fetchone()[0] > 3
        merge_new(writer)
        check_following(writer.connection)
        writer.connection.execute("DELETE FROM stories WHERE id = 'a'")
        check_following(writer.connection)


def test_its_series_are_those_of_its_stories(old: Path) -> None:
    with Desk(old) as desk:
        series = trace_dyad(desk, "NOR", "ISL", by="month")
    # The accusation and the meeting, told by two stories each, and what only one story tells on 1 and in May.
    assert (series.events, series.stories, series.claimed) == (4, 3, 0)
