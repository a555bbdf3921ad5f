"""Users' own SQL: it can only read, for so long, so many rows."""

from __future__ import annotations

import re
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.database import open_reader

Value = str | int | float | None

ROWS = 1_000
"""Rows an answer holds unless more are asked for."""
SECONDS = 10.0
"""Time a question may take unless it is given more."""

_STEPS = 2_000  # instructions of SQLite between two looks at the clock: well under a millisecond
_LENGTH = 20_000_000  # bytes of one value: no question may fill the memory with a single one
_QUESTION = 100_000  # bytes of one question

_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_TELLING = frozenset({"table_info", "table_xinfo", "table_list", "index_list", "index_info"})
_NO_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})
_SHADOW = re.compile(r"_(?:text)_\w+$")  # what FTS5 keeps behind its tables


class Answer(Struct, frozen=True):
    """What a question gave: its columns and rows; `more` when rows were left out; the seconds it took."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool
    seconds: float


def ask_sql(path: Path, sql: str, *, rows: int = ROWS, seconds: float = SECONDS) -> Answer:
    """What a question in SQL gives, on the store at `path`.

    Beside what SQLite offers there is `inflate(blob)`: the JSON of `records.record`. Binary values come back
    as their size. Raises StoreError when the question would do anything but read, takes too long or cannot
    be understood; the error names the tables or columns there are.
    """
    started = time.monotonic()
    with closing(open_reader(path)) as connection:
        _restrain(connection, started + seconds)
        with _telling_errors(path, sql, seconds):
            cursor = connection.execute(sql)
            if cursor.description is None:
                raise StoreError("the question asks for nothing", remedy="write SELECT … FROM …")
            columns = tuple(one[0] for one in cursor.description)
            found = cursor.fetchmany(rows + 1)
    answered = tuple(tuple(map(_tell_value, row)) for row in found[:rows])
    return Answer(columns, answered, len(found) > rows, time.monotonic() - started)


def list_tables(path: Path) -> dict[str, tuple[str, ...]]:
    """The tables and views of the store, each with its columns."""
    with closing(open_reader(path)) as connection:
        sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        names = connection.execute(sql)
        tables = [name for (name,) in names if not _SHADOW.search(name) and not name.startswith("sqlite_")]
        columns = "SELECT name FROM pragma_table_info(?)"
        return {table: tuple(name for (name,) in connection.execute(columns, (table,))) for table in tables}


def _restrain(connection: sqlite3.Connection, deadline: float) -> None:
    """Leaves a connection nothing but reading until `deadline`."""
    # A table of full text sets itself up with more than reading; afterwards it only reads.
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"
    ).fetchall():
        connection.execute(f"SELECT 1 FROM {name} LIMIT 0")
    connection.create_function("inflate", 1, _inflate, deterministic=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LENGTH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _QUESTION)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _NO_FUNCTIONS:
        return sqlite3.SQLITE_OK
    # data_version is what FTS5 itself asks for.
    if action == sqlite3.SQLITE_PRAGMA and (first in _TELLING or (first == "data_version" and not second)):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _inflate(packed: object) -> str | None:
    return zlib.decompress(packed).decode() if isinstance(packed, bytes) else None


def _tell_value(value: object) -> Value:
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    assert value is None or isinstance(value, str | int | float), "SQLite has no other values"
    return value


@contextmanager
def _telling_errors(path: Path, sql: str, seconds: float) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning) as error:
        what, remedy = _explain(str(error), path, sql, seconds)
        raise StoreError(what, remedy=remedy) from None


def _explain(what: str, path: Path, sql: str, seconds: float) -> tuple[str, str]:
    """What went wrong in a question, and what to do about it."""
    if what == "interrupted":
        return f"the question took longer than {seconds:g} seconds", "ask for less: a day, a code, a LIMIT"
    if any(word in what for word in ("not authorized", "authorization denied", "prohibited", "readonly")):
        return "the question may only read", "write one SELECT (or WITH … SELECT); the store stays as it is"
    if "one statement at a time" in what:
        return "there is more than one question", "ask one at a time"
    if what.startswith("no such table"):
        return what, f"there are {', '.join(list_tables(path))}"
    if what.startswith("no such column"):
        tables = {name: columns for name, columns in list_tables(path).items() if _names(sql, name)}
        told = "; ".join(f"{name} ({', '.join(columns)})" for name, columns in tables.items())
        return what, f"there are {told}" if told else "name the table after FROM"
    return what, "SQLite's own SQL is understood; the tables are told in docs/store.md"


def _names(sql: str, table: str) -> bool:
    return re.search(rf"\b{re.escape(table)}\b", sql, re.IGNORECASE) is not None
