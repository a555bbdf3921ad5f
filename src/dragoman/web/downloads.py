"""Tables to take along: the rows that a page shows, as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.errors import DragomanError
from dragoman.store.rows import Rows


class Table(Struct, frozen=True):
    """Names of columns, and rows of as many values."""

    columns: list[str]
    rows: Sequence[Sequence[Any]]


FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
PARQUET = "parquet"


def write_table(rows: Rows[Any] | Table, ending: str) -> bytes:
    """The rows as a file of that format; only rows of a kind with types can be Parquet."""
    if ending == PARQUET:
        if isinstance(rows, Table):
            raise DragomanError("this table has no types and cannot be Parquet", remedy="take CSV")
        return _write_parquet(rows)
    table = rows if isinstance(rows, Table) else _lay_out(rows)
    return _WRITERS[ending](table)


def _lay_out(rows: Rows[Any]) -> Table:
    return Table(rows.columns, [[getattr(row, name) for name in rows.columns] for row in rows])


def _write_csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([",".join(one) if isinstance(one, (list, tuple)) else one for one in row])
    return text.getvalue().encode("utf-8", "replace")


def _write_lines(table: Table) -> bytes:
    lines = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)


def _write_parquet(rows: Rows[Any]) -> bytes:
    from dragoman.export.parquet import write_parquet  # brings DuckDB, which few pages need

    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_parquet(rows, rows.kind, path)
        return path.read_bytes()


_WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": _write_csv, "jsonl": _write_lines}
