"""The SQLite file itself: made, opened for writing or reading, and brought up to this program's schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from dragoman.errors import StoreError

SCHEMA = 1
"""The version of schema.sql, which is also its `user_version`."""

APPLICATION = int.from_bytes(b"Drgm", "big")
"""The `application_id` that tells a store from other SQLite files."""

_PATIENCE = 60.0  # seconds a writer waits for another writer
_CACHE = 64 * 1024  # KiB of pages a connection may hold


def create_store(path: Path) -> None:
    """Make an empty store at `path`, or leave the one that is there; two processes may try at once.

    Raises StoreError when the file cannot be made or is something else.
    """
    if not path.parent.is_dir():
        raise StoreError("has no folder to stand in", where=str(path), remedy=f"make {path.parent} first")
    connection = _connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _split_script(_read_script("schema.sql")):
                connection.execute(statement)
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise _tell(error, path) from error
    finally:
        connection.close()


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that may write to the store at `path`, which is upgraded first when it is older.

    Transactions are the caller's. Raises StoreError when there is no store, or a newer one.
    """
    check_store(path)
    upgrade_store(path)
    connection = _connect(str(path))
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that can only read the store at `path`; raises StoreError as `check_store` does."""
    found = check_store(path)
    if found < SCHEMA:
        upgrade_store(path)
    connection = _connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def check_store(path: Path) -> int:
    """The schema version of the store at `path`; raises StoreError when it is no store or a newer one."""
    if not path.is_file():
        raise StoreError(
            "there is no such store", where=str(path), remedy=f"dragoman add STORIES --store {path}"
        )
    try:
        connection = _connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise _tell(error, path) from error
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
    return int(version)


def upgrade_store(path: Path) -> None:
    """Bring an older store up to `SCHEMA`, a step at a time, each in a transaction of its own."""
    connection = _connect(str(path))
    try:
        while (version := connection.execute("PRAGMA user_version").fetchone()[0]) < SCHEMA:
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have taken the step while this one waited.
            if connection.execute("PRAGMA user_version").fetchone()[0] == version:
                for statement in _split_script(_read_script(f"upgrades/{version + 1}.sql")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise _tell(error, path) from error
    finally:
        connection.close()


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


def _connect(database: str, *, uri: bool = False) -> sqlite3.Connection:
    # isolation_level None: transactions are begun where they are written, never behind our back.
    connection = sqlite3.connect(
        database, uri=uri, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    return connection


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
