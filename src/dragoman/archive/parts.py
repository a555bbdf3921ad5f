"""Writing a part: its files under names nobody reads, then in place, then the manifest that makes it exist.

The same stories give the same bytes, so that a part written twice, by a retry or by two workers at once, is
the same part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import msgspec

from dragoman.archive.flat import CodedStory, FlatPart
from dragoman.archive.folder import open_folder
from dragoman.archive.manifests import FORMAT, Counts, Manifest, PartFile, name_part, write_manifest
from dragoman.archive.tables import PARSES, SCHEMA, TABLES, Table
from dragoman.errors import StoreError
from dragoman.records import Versions
from dragoman.sources.refusals import Refusal
from dragoman.store.flat import Row
from dragoman.syntax.parses import write_parses

_BATCH = 5_000  # rows handed over at once


def write_part(
    root: str | Path,
    number: int,
    coded: Sequence[CodedStory],
    refused: Sequence[Refusal],
    digest: str,
) -> Manifest:
    """Write part `number` of the archive at `root`, made from input with that `digest`; its manifest.

    A refusal with a story keeps that story in the archive, uncoded. Memory is that of the part. Raises
    StoreError when the folder cannot be written to.
    """
    flat = FlatPart(number)
    for one in coded:
        flat.add_story(one)
    for refusal in refused:
        flat.add_refusal(refusal)
    flat.add_met([one.record for one in coded])
    versions = tuple(dict.fromkeys(one.record.versions for one in coded))
    about = describe_file(digest, versions)
    folder = open_folder(root)
    name = name_part(number)
    files: list[PartFile] = []
    with folder.work() as work:
        with connect() as connection:
            for table in TABLES.values():
                path = work / f"{table.name}.parquet"
                rows = flat.rows.get(table.name, [])
                _write_rows(connection, table, rows, path, {**about, "table": table.name})
                files.append(measure_file(table.name, name, len(rows), path))
        path = work / f"{PARSES}.parquet"
        write_parses(path, ((one.story, one.parse) for one in coded), about)
        files.append(measure_file(PARSES, name, len(coded), path))
        for file in files:
            folder.put(file.name, work / f"{file.table}.parquet")
    days = sorted(str(day) for row in flat.rows.get("stories", ()) if (day := row[8]) is not None)
    manifest = Manifest(
        number=number,
        digest=digest,
        counts=_count(flat, len(coded), len(refused)),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        versions=versions,
        files=tuple(files),
    )
    write_manifest(folder, manifest)
    return manifest


def connect() -> duckdb.DuckDBPyConnection:
    """An engine that writes: with one thread, so that the same rows give the same bytes."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("SET enable_progress_bar = false")  # the terminal is the command's, not the engine's
    return connection


def describe_file(digest: str, versions: Sequence[Versions]) -> dict[str, str]:
    """What every file says of itself: its layout, its input, and what its records were made with."""
    return {
        "archive": FORMAT,
        "schema": str(SCHEMA),
        "input": digest,
        "versions": msgspec.json.encode(versions).decode(),
    }


def measure_file(table: str, name: str, rows: int, path: Path) -> PartFile:
    """How the file at `path` will stand in a manifest."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PartFile(table, f"{table}/{name}.parquet", rows, path.stat().st_size, digest)


def tell_options(about: Mapping[str, str], rows: int | None = None) -> str:
    """How Parquet files are written, as COPY takes it: zstd, with `about` as their metadata."""
    told = ", ".join(f"'{key}': '{quote(value)}'" for key, value in about.items())
    grouped = f", ROW_GROUP_SIZE {rows}" if rows else ""
    return f"(FORMAT parquet, COMPRESSION zstd{grouped}, KV_METADATA {{{told}}})"


def quote(text: str) -> str:
    """The text as it stands between quotation marks of SQL."""
    return text.replace("'", "''")


def _write_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: list[Row], path: Path, about: Mapping[str, str]
) -> None:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in table.columns.items())
    given = ", ".join(f"unnest(${at}::{kind}[])" for at, kind in enumerate(table.columns.values(), 1))
    try:
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
        for at in range(0, len(rows), _BATCH):
            values = [list(column) for column in zip(*rows[at : at + _BATCH], strict=True)]
            connection.execute(f"INSERT INTO {table.name} SELECT {given}", values)
        connection.execute(f"COPY {table.name} TO '{quote(str(path))}' {tell_options(about)}")
        connection.execute(f"DROP TABLE {table.name}")
    except (duckdb.Error, OSError) as error:
        raise StoreError(f"{table.name} cannot be written ({error})", where=str(path)) from error


def _count(flat: FlatPart, coded: int, refused: int) -> Counts:
    def number(table: str) -> int:
        return len(flat.rows.get(table, ()))

    return Counts(
        stories=number("stories"),
        coded=coded,
        events=number("events"),
        statements=number("statements"),
        relations=number("relations"),
        refused=refused,
        characters=sum(len(str(row[13])) for row in flat.rows.get("stories", ())),
    )
