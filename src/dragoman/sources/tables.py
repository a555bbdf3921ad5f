"""Tables, one story a row: CSV and TSV read row by row, and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns, settle_columns
from dragoman.sources.drafts import Draft, draft_mapping
from dragoman.sources.encodings import LARGEST, open_input, open_text
from dragoman.sources.refusals import Refusal

_ROWS = 500
"""Rows of a Parquet table held at once."""
_FOOTER = 64_000_000
"""The most bytes a Parquet footer may have to be looked into."""
_MAGIC = b"PAR1"
_KEPT = b"dragoman-parses"
"""What the footer of a file of kept parses says (`syntax/parses.py` writes it)."""


def read_table(path: Path, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of a CSV or TSV file with a line of column names, in constant memory.

    Commas, semicolons, tabs and bars may part the columns. Raises `SourceError` when it is empty, binary
    or no UTF-8, or its columns are not those of stories.
    """
    # Longer fields than csv allows by itself are what stories are; the limit is the process's own.
    csv.field_size_limit(LARGEST)
    with open_input(path) as file, open_text(file) as text:
        try:
            first = text.readline(1_000_000)
            if not first.strip():
                raise SourceError("is empty", remedy="give a table with a line of column names")
            yield from _draft_rows(first, text, str(path), columns)
        except UnicodeDecodeError as error:
            remedy = "save it as UTF-8 (spreadsheets offer “CSV UTF-8”)"
            raise SourceError(f"is not valid {error.encoding}", remedy=remedy) from error
        except csv.Error as error:
            raise SourceError(f"is no sound table ({error})", remedy="save the table again") from error


def _draft_rows(first: str, rest: TextIO, where: str, columns: Columns | None) -> Iterator[Draft | Refusal]:
    parting = max("\t;,|", key=first.count)
    lines = iter(lambda: rest.readline(LARGEST), "")
    rows = csv.reader(chain([first], lines), delimiter=parting, strict=True)
    names = [name.strip() for name in next(rows)]
    doubled = next((name for name in names if name and names.count(name) > 1), None)
    if doubled:
        raise SourceError(f"has two columns {doubled}", remedy="give each column its own name")
    settled = settle_columns(names, columns)
    places = {field: names.index(name) for field, name in settled.items()}
    empty = True
    for row in rows:
        if not any(row):
            continue
        empty = False
        # A quoted field may hold line breaks: the place is the row's last line.
        place = f"{where}:{rows.line_num}"
        if len(row) > len(names):
            what = f"has {len(row)} fields where the first line names {len(names)} columns"
            yield Refusal(place, what, "put fields that hold a comma or line break in quotation marks")
            continue
        given = {field: row[at] for field, at in places.items() if at < len(row)}
        yield draft_mapping({key: value for key, value in given.items() if value}, place)
    if empty:
        raise SourceError("has no rows", remedy="give a table with at least one story")


def read_parquet(path: Path, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of a Parquet table, in constant memory.

    Raises `SourceError` when it is no Parquet file or its columns are not those of stories.
    """
    import duckdb

    try:
        with duckdb.connect(":memory:") as connection:
            pattern = _escape(path)
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [pattern]).fetchall()
            settled = settle_columns([str(row[0]) for row in described], columns)
            wanted = ", ".join(f"CAST({_quote(name)} AS VARCHAR)" for name in settled.values())
            rows = connection.execute(f"SELECT {wanted} FROM read_parquet(?)", [pattern])
            number = 0
            while held := rows.fetchmany(_ROWS):
                for row in held:
                    number += 1
                    given: dict[str, Any] = dict(zip(settled, row, strict=True))
                    yield draft_mapping(given, f"{path}:{number}")
    except duckdb.Error as error:
        what = f"is no sound Parquet table ({str(error).splitlines()[0][:200]})"
        raise SourceError(what, remedy="write the table again") from error
    if number == 0:
        raise SourceError("has no rows", remedy="give a table with at least one story")


def is_parquet_table(path: Path) -> bool:
    """Whether a file is a Parquet table other than one of kept parses, by its last bytes."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size < 12:
                return False
            file.seek(size - 8)
            length = int.from_bytes(file.read(4), "little")
            if file.read(4) != _MAGIC or not 0 < length <= min(size - 12, _FOOTER):
                return False
            file.seek(size - 8 - length)
            return _KEPT not in file.read(length)
    except OSError:
        return False


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escape(path: Path) -> str:
    """The path with the characters in brackets that the engine would take for a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))
