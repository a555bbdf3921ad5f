"""Rows of the store as tables in text: comma-separated, safe to be opened in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from msgspec import Struct

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula when it stands first."""


def write_csv(rows: Iterable[Struct], columns: Sequence[str], file: TextIO) -> int:
    """Write rows as `write_cells` does, by the names of their fields; returns their number."""
    return write_cells(([getattr(row, name) for name in columns] for row in rows), columns, file)


def write_cells(rows: Iterable[Sequence[Any]], columns: Sequence[str], file: TextIO) -> int:
    """Write rows with a line of column names before them, as RFC 4180 has it; returns their number.

    Lists become texts with commas, truth becomes 1 or 0. A text that a spreadsheet would run as a formula
    gets an apostrophe before it. Open `file` with newline="".
    """
    writer = csv.writer(file)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([write_cell(value) for value in row])
        count += 1
    return count


def write_cell(value: Any) -> str | int | float | None:
    """A value as a cell of a table."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple | list):
        value = ",".join(map(str, value))
    if isinstance(value, str) and value.startswith(_ACTIVE):
        return f"'{value}"
    found: str | int | float | None = value
    return found
