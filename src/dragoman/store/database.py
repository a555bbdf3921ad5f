"""The SQLite file itself: made, opened for writing or reading, and brought up to this program's schema."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from dragoman.errors import StoreError

SCHEMA = 2
"""The version of schema.sql, which is also its `user_version`."""

APPLICATION = int.from_bytes(b"Drgm", "big")
"""The `application_id` that tells a store from other SQLite files."""

_PATIENCE = 60.0  # seconds a writer waits for another writer
_CACHE = 64 * 1024  # KiB of pages a connection may hold


def create_store(path: Path) -> None:
    """Make an empty store at `path`, or leave the one that is there; two processes may try at once.

    Raises StoreError when the file cannot be made or is something else.
    """
    _refuse_folder(path)
    if not path.parent.is_dir():
        raise StoreError("has no folder to stand in", where=str(path), remedy=f"make {path.parent} first")
    with _visit(path) as connection:
        if not _count_tables(connection):
            _keep_log(connection)
            with transaction(connection):
                # Another process may have made it while this one waited.
                if not _count_tables(connection):
                    _run_script(connection, "schema.sql")


def describe_schema() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The tables of schema.sql, each with the types of its columns, and its views with their SQL.

    Those of full text are left out: they are SQLite's own.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        _run_script(connection, "schema.sql")
        listed = connection.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid"
        ).fetchall()
        columns = "SELECT name, type FROM pragma_table_info(?)"
        tables = {
            name: dict(connection.execute(columns, (name,)).fetchall())
            for name, kind, _ in listed
            if kind == "table" and "_text" not in name
        }
    return tables, {name: sql for name, kind, sql in listed if kind == "view"}


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that may write to the store at `path`, which is upgraded first when it is older.

    Transactions are the caller's. Raises StoreError when there is no store, or a newer one.
    """
    check_store(path)
    upgrade_store(path)
    connection = _connect(path)
    # NORMAL: a killed process loses nothing; only a power cut may lose the last transactions, whole.
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that can only read the store at `path`; raises StoreError as `check_store` does."""
    found = check_store(path)
    if found < SCHEMA:
        upgrade_store(path)
    connection = _connect(path, reading=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def check_store(path: Path) -> int:
    """The schema version of the store at `path`; raises StoreError when it is no store or a newer one."""
    _refuse_folder(path)
    if not path.is_file():
        raise StoreError(
            "there is no such store", where=str(path), remedy=f"dragoman add STORIES --store {path}"
        )
    with _visit(path, reading=True) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        version = _tell_version(connection)
    if application != APPLICATION:
        raise StoreError(
            "is not a store of Dragoman", where=str(path), remedy="name a file made by dragoman add"
        )
    if version > SCHEMA:
        raise StoreError(
            f"has schema {version}, and this program knows {SCHEMA} at most",
            where=str(path),
            remedy="use the version of Dragoman that wrote it, or a newer one",
        )
    return version


def upgrade_store(path: Path) -> None:
    """Bring an older store up to `SCHEMA`, a step at a time, each in a transaction of its own."""
    with _visit(path) as connection:
        while (version := _tell_version(connection)) < SCHEMA:
            with transaction(connection):
                # Another process may have taken the step while this one waited.
                if _tell_version(connection) == version:
                    _run_script(connection, f"upgrades/{version + 1}.sql")
                    connection.execute(f"PRAGMA user_version = {version + 1}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept together or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _refuse_folder(path: Path) -> None:
    if path.is_dir() or ":/" in str(path):
        raise StoreError(
            "is a folder: an archive can be read, and only a store, one file, can be written to",
            where=str(path),
            remedy=f"dragoman add {path}/ --store desk.db makes a store of an archive",
        )


def _count_tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _keep_log(connection: sqlite3.Connection) -> None:
    """Turn on write-ahead logging, which stays on: readers and a writer then never wait for each other."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait by itself here, whatever its time-out, when several make the store at once.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _tell_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _visit(path: Path, *, reading: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection for a moment, whose errors are told with the file."""
    try:
        with closing(_connect(path, reading=reading)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise _tell(error, path) from error


def _connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    # isolation_level None: transactions are begun where they are written, never behind our back.
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={'ro' if reading else 'rwc'}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    return connection


def _run_script(connection: sqlite3.Connection, name: str) -> None:
    for statement in _split_script(_read_script(name)):
        connection.execute(statement)


@cache
def _read_script(name: str) -> str:
    return (files("dragoman.store") / name).read_text(encoding="utf-8")


def _split_script(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit the transaction they stand in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _tell(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(
            f"cannot be used ({error})", where=str(path), remedy="check the file and its folder"
        )
    return StoreError("is not a SQLite file", where=str(path), remedy="name a file made by dragoman add")
