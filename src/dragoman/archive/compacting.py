"""Many small files made few large ones: packs, whose rows stand in order of days, so that times are found.

A pack's files come first, its manifest next; from then on it stands for the parts it holds, and these are
taken away. Cut off at any moment, nothing is lost or told twice; doing it again goes on with the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import msgspec
from msgspec import Struct

from dragoman.archive.folder import Folder, open_folder
from dragoman.archive.manifests import (
    PARTS,
    Counts,
    Manifest,
    PartFile,
    list_parts,
    list_superseded,
    name_part,
    read_about,
    tell_held,
    write_manifest,
)
from dragoman.archive.parts import connect, describe_file, measure_file, quote, tell_options
from dragoman.archive.tables import PARSES, TABLES
from dragoman.errors import StoreError
from dragoman.syntax.parses import FORMAT, VERSION

SIZE = 128_000_000
"""Bytes of a pack, all its files together, unless another size is asked for."""
_MEMORY = "1GB"  # what sorting may hold; the rest goes to the disk


class Compacted(Struct, frozen=True):
    """What a run did: packs made, parts (or packs) they took in, and files that are there now."""

    packs: int
    parts: int
    files: int


def compact_archive(
    root: str | Path, *, size: int = SIZE, progress: Callable[[int, int], None] | None = None
) -> Compacted:
    """Put the archive's parts together in packs of about `size` bytes; one run at a time.

    `progress` is called with the parts taken in so far, and 0. Raises StoreError when the folder is no
    archive or cannot be written to.
    """
    folder = open_folder(root)
    read_about(folder)
    parts = list_parts(folder)
    _sweep(folder, parts)
    packs = taken = 0
    for group in group_parts(parts, size):
        made = _pack(folder, group)
        write_manifest(folder, made)
        for one in group:
            _remove(folder, one)
        packs += 1
        taken += len(group)
        if progress:
            progress(taken, 0)
    return Compacted(packs, taken, sum(len(one.files) for one in list_parts(folder)))


def group_parts(parts: Sequence[Manifest], size: int) -> Iterator[list[Manifest]]:
    """Neighbours that together make about `size` bytes; what is large already stays alone."""
    group: list[Manifest] = []
    for one in parts:
        if group and sum(other.bytes for other in group) + one.bytes > size * 1.2:
            if len(group) > 1:
                yield group
            group = []
        group.append(one)
    if len(group) > 1:
        yield group


def _pack(folder: Folder, group: Sequence[Manifest]) -> Manifest:
    holds = tuple(sorted((held for one in group for held in tell_held(one)), key=lambda held: held.number))
    digest = hashlib.sha256(msgspec.json.encode(holds)).hexdigest()
    versions = tuple(dict.fromkeys(version for one in group for version in one.versions))
    bounds = [day for one in group for day in (one.first_day, one.last_day) if day is not None]
    counts = Counts()
    for one in group:
        counts += one.counts
    bare = Manifest(
        number=holds[0].number,
        digest=digest,
        counts=counts,
        first_day=min(bounds, default=None),
        last_day=max(bounds, default=None),
        versions=versions,
        files=(),
        holds=holds,
    )
    about = describe_file(digest, versions)
    files: list[PartFile] = []
    with folder.work() as work, connect() as connection:
        if folder.files is not None:
            connection.register_filesystem(folder.files)
        connection.execute(f"SET temp_directory = '{quote(str(work / 'sorting'))}'")
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        for table in (*TABLES, PARSES):
            path = work / f"{table}.parquet"
            given = [file for one in group for file in one.files if file.table == table]
            rows = _merge(connection, folder, table, given, path, about)
            files.append(measure_file(table, bare.name, rows, path))
        for file in files:
            folder.put(file.name, work / f"{file.table}.parquet")
    return msgspec.structs.replace(bare, files=tuple(files))


def _merge(
    connection: duckdb.DuckDBPyConnection,
    folder: Folder,
    table: str,
    given: Sequence[PartFile],
    path: Path,
    about: dict[str, str],
) -> int:
    """The rows of all files given, in the one at `path`; their number as manifests count them."""
    listed = ", ".join(f"'{quote(folder.locate(file.name))}'" for file in given)
    rows = sum(file.rows for file in given)
    if table == PARSES:
        # Kept parses are told by their order; a story's sentences stand together.
        sql = f"SELECT * FROM read_parquet([{listed}])"
        options = tell_options({"format": FORMAT, "version": str(VERSION), **about})
        counting = "count(*) FILTER (sentence <= 0)"
    else:
        sql = f"SELECT * FROM read_parquet([{listed}])"
        if table == "met":
            columns = ", ".join(name for name in TABLES[table].columns if name != "times")
            sql = f"SELECT {columns}, sum(times)::BIGINT AS times FROM ({sql}) GROUP BY {columns}"
        sql = f"{sql} ORDER BY {TABLES[table].order}"
        options = tell_options({**about, "table": table}, TABLES[table].rows)
        counting = "count(*)"
    try:
        connection.execute(f"COPY ({sql}) TO '{quote(str(path))}' {options}")
        counted = f"SELECT {counting} FROM read_parquet('{quote(str(path))}')"
        ((found,),) = connection.execute(counted).fetchall()
    except duckdb.Error as error:
        remedy = "dragoman archive check tells what is amiss"
        what = f"{table} cannot be packed ({str(error).splitlines()[0]})"
        raise StoreError(what, where=folder.address, remedy=remedy) from error
    if found != rows and table != "met":
        raise StoreError(f"{table} of a pack holds {found} rows and should {rows}", where=folder.address)
    return int(found)


def _sweep(folder: Folder, parts: Sequence[Manifest]) -> None:
    """Take away what a run that was cut off left: parts that a pack holds, files of packs that never were."""
    for one in list_superseded(folder):
        _remove(folder, one)
    named = {file.name for one in parts for file in one.files}
    packed = {f"{name_part(held.number)}.parquet" for one in parts for held in one.holds}
    for table in (*TABLES, PARSES):
        for name in folder.list_names(table):
            # A file of a part that no pack holds may be one that is being written.
            if (name.startswith("pack-") and f"{table}/{name}" not in named) or name in packed:
                folder.remove(f"{table}/{name}")


def _remove(folder: Folder, part: Manifest) -> None:
    # The manifest first: it must not name files that are gone.
    folder.remove(f"{PARTS}/{part.name}.json")
    for file in part.files:
        folder.remove(file.name)
