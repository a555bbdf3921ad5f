"""DuckDB over an archive, asked as SQLite is: the same questions, one cursor each, errors as our own.

The questions of the store are SQL that both understand, but for three ways of SQLite, which are put right
here: joins whose order is forced, sorting that keeps off an index, and lists given as JSON.
"""

from __future__ import annotations

import re
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import duckdb

from dragoman.archive.flat import KEYS
from dragoman.archive.folder import Folder
from dragoman.archive.manifests import About, Manifest, tell_held
from dragoman.archive.parts import quote
from dragoman.archive.tables import TABLES
from dragoman.archive.views import make_views, tell_rows
from dragoman.errors import StoreError
from dragoman.store.asking import Answer, Value

_FORCED = re.compile(r"\bCROSS JOIN (\w+(?: AS)? \w+)\s+(USING|ON)\b")
_UNSORTED = re.compile(r"(?<=[ ,])\+(?=\w+\.)")
_LISTED = re.compile(r"\bjson_each\(")
_NAMED = 1_000  # keys that are written into a question; more would take longer than they save
T = TypeVar("T")
_TABLE = re.compile(
    rf"\b(?P<before>FROM|JOIN) (?P<table>{'|'.join(TABLES)})\b"
    r"(?: (?:AS )?(?!(?:ON|USING|WHERE|JOIN|CROSS|LEFT|GROUP|ORDER|LIMIT)\b)(?P<alias>\w+))?"
)
_TELLING = (
    "SELECT table_name, column_name FROM duckdb_columns() "
    "WHERE NOT internal AND schema_name = 'main' ORDER BY 1, column_index"
)


class Engine:
    """A connection to an archive that can only read."""

    def __init__(self, folder: Folder) -> None:
        """Raises StoreError when the folder is no archive."""
        self._folder = folder
        self._lock = threading.Lock()
        self.about: About
        self.parts: tuple[Manifest, ...]
        self._open()

    def _open(self) -> None:
        connection = _connect(self._folder)
        self.about, self.parts = make_views(connection, self._folder)
        _restrain(connection, self._folder)
        self._connection = connection
        self._holding = {held.number: part for part in self.parts for held in tell_held(part)}

    def execute(
        self,
        sql: str,
        values: Sequence[Any] | Mapping[str, Any] = (),
        *,
        keys: tuple[str, Sequence[int]] | None = None,
        part: int | None = None,
    ) -> duckdb.DuckDBPyConnection:
        """A cursor with the answer. Raises StoreError when the archive cannot be read.

        With `keys`, the name of a key and its values, nothing is looked at but rows with these keys, and rows
        of the parts that hold them in tables that do not have it; with the number of a `part`, nothing but
        what stands in its file.
        """
        told = translate_sql(sql)
        bound = dict(values) if isinstance(values, Mapping) else list(values)
        if part is not None:
            keys = "", (part * KEYS,)

        def ask(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
            return connection.cursor().execute(told if keys is None else self._narrow(told, *keys), bound)

        return self._read(ask)

    def ask(self, sql: str, *, rows: int, seconds: float) -> Answer:
        """What a user's question in DuckDB's SQL gives: it can only read, for so long, so many rows.

        Raises StoreError when the question would do anything else, takes too long or cannot be understood.
        """
        try:
            statements = duckdb.extract_statements(sql)
            if not statements:
                raise StoreError("the question asks for nothing", remedy="write SELECT … FROM …")
            if len(statements) > 1:
                raise StoreError("there is more than one question", remedy="ask one at a time")
            if statements[0].type != duckdb.StatementType.SELECT:
                remedy = "write one SELECT (or WITH … SELECT); the archive stays as it is"
                raise StoreError("the question may only read", remedy=remedy)
            return self._read(lambda connection: _answer(connection.cursor(), statements[0], rows, seconds))
        except duckdb.InterruptException:
            remedy = "ask for less: a day, a code, a LIMIT"
            raise StoreError(f"the question took longer than {seconds:g} seconds", remedy=remedy) from None
        except duckdb.Error as error:
            remedy = "the tables are told by dragoman ask sql --tables"
            raise StoreError(_first_line(error), remedy=remedy) from None

    def _read(self, ask: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        with self._lock:
            before = self._connection
        try:
            return ask(before)
        except duckdb.IOException:
            # Its parts may just have been packed into larger ones.
            self._renew(before)
        try:
            return ask(self._connection)
        except duckdb.IOException as error:
            remedy = "dragoman archive check tells what is amiss"
            what = f"cannot be read ({_first_line(error)})"
            raise StoreError(what, where=self._folder.address, remedy=remedy) from error

    def _renew(self, before: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            if self._connection is before:
                self._open()

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def find_stories(self, identities: Sequence[str]) -> list[int]:
        """The keys of the stories with these ids; of ids that are nowhere there is none."""
        sql = f"SELECT story FROM known.heads WHERE id IN ({', '.join(['hash(?)'] * len(identities))})"
        return [key for (key,) in self.execute(sql, identities).fetchall()] if identities else []

    def _narrow(self, sql: str, column: str, keys: Sequence[int]) -> str:
        """The question asked of no other files than those of the parts that the keys tell, and rows."""
        numbers = {key // KEYS for key in keys}
        found = {part.name: part for number in numbers if (part := self._holding.get(number)) is not None}
        parts = list(found.values())
        fitting = f" WHERE {column} IN ({', '.join(map(str, keys))})" if 0 < len(keys) <= _NAMED else ""

        def replace(match: re.Match[str]) -> str:
            table = match["table"]
            source = (
                tell_rows(self._folder, self.about, parts, table) if len(parts) < len(self.parts) else table
            )
            where = fitting if column in TABLES[table].columns else ""
            return f"{match['before']} (FROM ({source}){where}) {match['alias'] or table}"

        return _TABLE.sub(replace, sql)

    def list_tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and views, each with its columns."""
        found: dict[str, tuple[str, ...]] = {}
        for table, column in self.execute(_TELLING).fetchall():
            found[table] = (*found.get(table, ()), column)
        return found


def translate_sql(sql: str) -> str:
    """A question of the store as DuckDB takes it."""
    return _LISTED.sub("listed(", _UNSORTED.sub("", _FORCED.sub(r"JOIN \1 \2", sql)))


def _answer(
    cursor: duckdb.DuckDBPyConnection, question: duckdb.Statement, rows: int, seconds: float
) -> Answer:
    started = time.monotonic()
    watch = threading.Timer(seconds, cursor.interrupt)
    watch.daemon = True
    watch.start()
    try:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        cursor.execute(question)
        columns = tuple(one[0] for one in cursor.description or ())
        found = cursor.fetchmany(rows + 1)
    finally:
        watch.cancel()
        cursor.close()
    answered = tuple(tuple(map(_tell_value, row)) for row in found[:rows])
    return Answer(columns, answered, len(found) > rows, time.monotonic() - started)


def _connect(folder: Folder) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"temp_directory": tempfile.gettempdir()})
    connection.execute("SET enable_progress_bar = false")  # the terminal is the command's, not the engine's
    connection.execute("SET parquet_metadata_cache = true")
    connection.execute("SET default_null_order = 'sqlite'")
    if folder.files is not None:
        connection.register_filesystem(folder.files)
    return connection


def _restrain(connection: duckdb.DuckDBPyConnection, folder: Folder) -> None:
    """From now on it opens no file but the archive's, whatever it is asked."""
    connection.execute(f"SET allowed_directories = ['{quote(folder.locate(''))}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _tell_value(value: object) -> Value:
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _first_line(error: duckdb.Error) -> str:
    return str(error).strip().splitlines()[0]
