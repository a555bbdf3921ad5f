"""Rows of the store as Parquet: lists as lists, truth as truth, what is missing as null."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

from dragoman.store.rows import Form, tell_forms

_TYPES: dict[Form, str] = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "real": "DOUBLE",
    "truth": "BOOLEAN",
    "list": "VARCHAR[]",
}
_BATCH = 10_000  # rows handed over at once


def write_parquet(rows: Iterable[Struct], kind: type[Struct], path: Path) -> int:
    """Write rows of `kind` to the Parquet file `path`; returns their number. Memory holds one batch."""
    names = kind.__struct_fields__
    types = [_TYPES[form] for form in tell_forms(kind).values()]
    columns = ", ".join(f'"{name}" {type_}' for name, type_ in zip(names, types, strict=True))
    given = ", ".join(f"unnest(${at}::{type_}[])" for at, type_ in enumerate(types, 1))
    work = path.with_name(f"{path.name}.rows")
    count = 0
    try:
        with duckdb.connect(str(work), config={"threads": 1}) as connection:
            connection.execute(f"CREATE TABLE rows ({columns})")
            waiting = iter(rows)
            while batch := list(islice(waiting, _BATCH)):
                values = [[_plain(getattr(row, name)) for row in batch] for name in names]
                connection.execute(f"INSERT INTO rows SELECT {given}", values)
                count += len(batch)
            quoted = str(path).replace("'", "''")
            connection.execute(f"COPY rows TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
    finally:
        for leftover in (work, work.with_name(f"{work.name}.wal")):
            leftover.unlink(missing_ok=True)
    return count


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
