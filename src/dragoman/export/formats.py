"""The formats there are, by name: what each needs, and how a file of it comes to be, whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.export.gdelt import write_gdelt
from dragoman.export.graphml import write_graphml
from dragoman.export.lines import write_lines
from dragoman.export.plover import write_plover
from dragoman.export.tables import write_csv
from dragoman.export.turtle import write_turtle
from dragoman.store.desk import Desk
from dragoman.store.kinds import Kind
from dragoman.store.rows import EventRow, RelationRow, StatementRow, StoryRow

Format = Literal["csv", "jsonl", "parquet", "plover", "gdelt", "rdf", "graphml"]

ENDINGS: Mapping[str, Format] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".tsv": "gdelt",
    ".ttl": "rdf",
    ".graphml": "graphml",
}
"""The format that the ending of a file's name stands for."""

FORMATS: tuple[Format, ...] = ("csv", "jsonl", "parquet", "plover", "gdelt", "rdf", "graphml")
TABLES: Mapping[Kind, type[Struct]] = {
    "events": EventRow,
    "statements": StatementRow,
    "relations": RelationRow,
    "stories": StoryRow,
}
_SHARED = frozenset({"story", "publisher", "language", "since", "until"})
"""What every table can be asked by; the rest is about events."""

_WRITERS: Mapping[str, Callable[[Desk, Mapping[str, Any], BinaryIO], int]] = {
    "jsonl": write_lines,
    "plover": write_plover,
    "gdelt": write_gdelt,
    "rdf": write_turtle,
    "graphml": write_graphml,
}


def tell_format(given: str | None, output: Path | None) -> Format:
    """The format given, else the one the file's name stands for; raises StoreError when neither tells."""
    name = given or (ENDINGS.get(output.suffix.lower()) if output is not None else None)
    if name in FORMATS:
        return name
    what = f"“{given}” is no format" if given else "the format is not told"
    raise StoreError(what, remedy=f"give --format {', '.join(FORMATS)}")


def export_store(desk: Desk, format: Format, output: Path | None, asked: Mapping[str, Any]) -> dict[str, int]:
    """Write what fits `EventFilter(**asked)` to the file `output`; by name, how much of it there is.

    `output` None is standard output. In `csv` and `parquet` a name without an ending is a folder, made when
    it is not there, with a file for each table; a file has the events alone. Raises StoreError when it cannot
    be written.
    """
    if format in ("csv", "parquet"):
        if output is not None and (output.is_dir() or not output.suffix):
            return _write_folder(desk, format, output, asked)
        return {"events": _write_table(desk, format, "events", output, asked)}
    with open_output(output) as file:
        return {_COUNTED.get(format, "events"): _WRITERS[format](desk, asked, file)}


_COUNTED = {"jsonl": "stories", "graphml": "edges", "gdelt": "rows"}


def _write_folder(desk: Desk, format: Format, folder: Path, asked: Mapping[str, Any]) -> dict[str, int]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be made ({error.strerror})", where=str(folder)) from None
    counts: dict[str, int] = {}
    for kind in TABLES:
        own = asked if kind == "events" else {name: asked[name] for name in asked if name in _SHARED}
        counts[kind] = _write_table(desk, format, kind, folder / f"{kind}.{format}", own)
    return counts


def _write_table(
    desk: Desk, format: Format, kind: Kind, output: Path | None, asked: Mapping[str, Any]
) -> int:
    rows = desk.iterate(kind, **asked)
    made = TABLES[kind]
    if format == "parquet":
        if output is None:
            raise StoreError("a Parquet file cannot be printed", remedy="name it with --output")
        from dragoman.export.parquet import write_parquet

        with _part(output) as part:
            return write_parquet(rows, made, part)
    with open_output(output) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
        count = write_csv(rows, made.__struct_fields__, text)
        text.detach()
    return count


@contextmanager
def open_output(output: Path | None) -> Iterator[BinaryIO]:
    """A file that takes its name only when everything is written, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _part(output) as part, part.open("wb") as file:
        yield file


@contextmanager
def _part(output: Path) -> Iterator[Path]:
    """A name to write to; what stands there becomes `output` when all went well."""
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(output)
    except OSError as error:
        raise StoreError(
            f"cannot be written ({error.strerror})", where=str(output), remedy="check the folder"
        ) from error
    finally:
        part.unlink(missing_ok=True)
