"""The file: made once, opened by several, told from other files, and brought up to the schema of today."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from stored import code, tell

from dragoman.errors import StoreError
from dragoman.store import database
from dragoman.store.database import SCHEMA, check_store, create_store, open_reader, open_writer
from dragoman.store.desk import Desk
from dragoman.store.writer import Writer


def test_making_a_store_that_is_there_leaves_it_as_it_was(path: Path, writer: Writer, run: int) -> None:
    writer.add(run, [code(tell("a"))])
    create_store(path)
    with Desk(path) as desk:
        assert len(desk.stories()) == 1


def test_several_processes_may_make_the_store_at_once(path: Path) -> None:
    program = (
        f"from dragoman.store.writer import Writer; from pathlib import Path; Writer(Path({str(path)!r}))"
    )
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [one.wait() for one in started] == [0] * 4
    assert check_store(path) == SCHEMA


def test_a_reader_cannot_write(path: Path, writer: Writer) -> None:
    reader = open_reader(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM stories")
    reader.close()


def test_readers_and_a_writer_do_not_wait_for_each_other(path: Path, writer: Writer, run: int) -> None:
    with Desk(path) as desk:
        writer.connection.execute("BEGIN IMMEDIATE")
        assert list(desk.stories()) == []
        writer.connection.execute("ROLLBACK")
        writer.add(run, [code(tell("a"))])
        assert [row.id for row in desk.stories()] == ["a"]


def test_a_missing_store_is_told_with_how_to_make_one(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such store — dragoman add"):
        Desk(path)


def test_a_file_of_something_else_is_no_store_and_stays_as_it_is(path: Path) -> None:
    path.write_text("not a database at all, but long enough to look like one to nobody")
    with pytest.raises(StoreError, match="is not a SQLite file"):
        Writer(path)
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is not a store of Dragoman"):
        Writer(path)
    assert path.read_bytes() == before


def test_a_store_without_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has no folder to stand in — make"):
        Writer(tmp_path / "no" / "news.db")


def test_a_newer_store_is_left_alone(path: Path, writer: Writer) -> None:
    writer.connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(StoreError, match=f"has schema {SCHEMA + 1}, and this program knows {SCHEMA}"):
        Desk(path)


# ── upgrades ─────────────────────────────────────────────────────────────────

STEPS = {
    f"upgrades/{SCHEMA + 1}.sql": "ALTER TABLE stories ADD mood TEXT;\nCREATE TABLE moods (mood TEXT);\n",
    f"upgrades/{SCHEMA + 2}.sql": "UPDATE stories SET mood = 'calm';\n",
}


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose schema is two versions further than this one's."""
    monkeypatch.setattr(database, "SCHEMA", SCHEMA + 2)
    shipped = database._read_script
    monkeypatch.setattr(database, "_read_script", lambda name: STEPS.get(name) or shipped(name))


@pytest.mark.parametrize("opener", [open_reader, open_writer])
def test_an_older_store_is_upgraded_step_by_step_when_it_is_opened(
    path: Path, writer: Writer, run: int, newer: None, opener: object
) -> None:
    writer.add(run, [code(tell("a"))])
    writer.close()
    connection = opener(path)  # type: ignore[operator]
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA + 2,)
    assert connection.execute("SELECT id, mood FROM stories").fetchall() == [("a", "calm")]
    connection.close()


def test_a_step_that_fails_leaves_the_store_at_the_step_before(
    path: Path, writer: Writer, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.close()
    monkeypatch.setitem(STEPS, f"upgrades/{SCHEMA + 2}.sql", "DROP TABLE moods;\nUPDATE nothing SET x = 1;\n")
    with pytest.raises(StoreError, match="cannot be used"):
        open_reader(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA + 1,)
        assert connection.execute("SELECT count(*) FROM moods").fetchone() == (0,)


def test_every_version_since_the_first_has_its_upgrade() -> None:
    folder = files("dragoman.store") / "upgrades"
    steps = sorted(int(Path(one.name).stem) for one in folder.iterdir() if one.name.endswith(".sql"))
    assert steps == list(range(2, SCHEMA + 1))


def test_the_schema_says_which_version_it_is(path: Path, writer: Writer) -> None:
    assert check_store(path) == SCHEMA
