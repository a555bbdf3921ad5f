"""Tables to take along: the rows that a page shows."""

from __future__ import annotations

import csv
import io
from typing import Any

from dragoman.store.rows import Rows

FORMATS = {"csv": "text/csv; charset=utf-8"}


def write_table(rows: Rows[Any], ending: str) -> bytes:
    """The rows as a file of that format; lists become texts with commas."""
    table = [
        {name: ",".join(value) if isinstance(value, (list, tuple)) else value for name, value in row.items()}
        for row in rows.to_dicts()
    ]
    return _WRITERS[ending](table, rows.columns)


def _write_csv(table: list[dict[str, Any]], columns: list[str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue().encode("utf-8", "replace")


_WRITERS = {"csv": _write_csv}
