"""An archive as DuckDB sees it: views over its files with the names and columns of the store's tables.

What an archive does not keep (judgements, what is known of one event in several stories) are empty tables, so
that every question of the store can be asked. Texts that are the same to the letter are known as copies. What
is asked all the time and is small (which stories there are, how many were read a day) is read once, at the
beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import msgspec

from dragoman.archive.folder import Folder
from dragoman.archive.manifests import PARTS, About, Manifest, list_parts, read_about
from dragoman.archive.parts import quote
from dragoman.archive.tables import PARSES, TABLES
from dragoman.records import Versions
from dragoman.store.database import describe_schema
from dragoman.store.ledger import name_versions

_KINDS = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR", "BLOB": "BLOB"}

_ANEW = "_anew"
_RECORDS = """
SELECT r.story, v.version, r.record FROM {files} r
JOIN versions v USING (dragoman, codebook, atlas, model, overlay)
"""
_MET = """
SELECT code, entity, text, sector, name, office, via, sum(times)::BIGINT AS times FROM {files} GROUP BY ALL
"""
_PARSES = """
SELECT s.story, p.model, NULL::BLOB AS parse FROM (SELECT * FROM {files} WHERE sentence <= 0) p
JOIN stories s ON s.id = p.story_id
"""
_HEADS = """
CREATE SCHEMA known;
CREATE TABLE known.heads AS
SELECT story, hash(id) AS id, hash(text_sha256) AS text, first_day, length(published) AS precision, state
FROM stories
"""
"""Texts and ids as numbers of 64 bits: of ten million two are taken for one with a chance of 1 to 370,000."""
_COPIES = """
INSERT INTO copies SELECT story, original, 1.0 FROM known.heads
JOIN (SELECT text, min(story) AS original FROM known.heads GROUP BY text HAVING count(*) > 1) USING (text)
WHERE story <> original
"""
_READINGS = """
CREATE TABLE readings AS
SELECT first_day, precision, count(*) - count(original) AS stories, count(original) AS copies
FROM known.heads LEFT JOIN copies USING (story) WHERE state = 'coded' AND first_day IS NOT NULL GROUP BY ALL
"""
_DEALINGS = """
CREATE VIEW dealings AS
SELECT
    least(actor, recipient) AS one, greatest(actor, recipient) AS other, first_day, event,
    first(last_day) AS last_day, first(type) AS type, first(quad) AS quad, first(score) AS score,
    first(claimed) AS claimed, max((actor < recipient)::BIGINT) AS forward,
    max((actor > recipient)::BIGINT) AS backward, first(coalesce(original, d.story)) AS teller
FROM dyads d LEFT JOIN copies USING (story)
WHERE factuality = 'actual' AND first_day IS NOT NULL AND actor <> recipient
GROUP BY one, other, first_day, event
"""
"""As `dealings_anew` has it, without joining the pairs with themselves; an archive has no retellings."""
_LISTED = """
CREATE MACRO listed(given) AS TABLE
SELECT key::BIGINT AS key, value ->> '$' AS value FROM json_each(given)
"""


def make_views(connection: duckdb.DuckDBPyConnection, folder: Folder) -> tuple[About, tuple[Manifest, ...]]:
    """Make the views in an empty database, and give the manifests they rest on.

    Raises StoreError when the folder is no archive, or a newer one.
    """
    about = read_about(folder)
    parts = list_parts(folder)
    tables, views = describe_schema()
    for name, columns in tables.items():
        told = ", ".join(f'"{column}" {_KINDS[kind]}' for column, kind in columns.items())
        if name not in TABLES and name != PARSES and f"{name}{_ANEW}" not in views:
            connection.execute(f"CREATE TABLE {name} ({told})")
    _put_versions(connection, parts)
    _put_run(connection, folder, about, parts)
    for table in TABLES.values():
        connection.execute(f"CREATE VIEW {table.name} AS {tell_rows(folder, about, parts, table.name)}")
    kept = {"story_id": "VARCHAR", "model": "VARCHAR", "sentence": "INTEGER"}
    files = _read_files(folder, parts, PARSES, kept)
    connection.execute(f"CREATE VIEW {PARSES} AS {_PARSES.format(files=files)}")
    for sql in (_HEADS, _COPIES, _READINGS, _DEALINGS, *views.values(), _LISTED):
        connection.execute(sql)
    return about, parts


def tell_rows(folder: Folder, about: About, parts: Sequence[Manifest], name: str) -> str:
    """The SQL that gives the rows of a table in these parts, with the columns of the store's."""
    files = _read_files(folder, parts, name, TABLES[name].columns)
    if name == "records":
        return _RECORDS.format(files=files)
    if name == "met":
        return _MET.format(files=files)
    if name == "stories":
        return f"SELECT *, '{quote(about.begun)}' AS added, 1::BIGINT AS run FROM {files}"
    if name == "refusals":
        return f"SELECT 1::BIGINT AS run, * FROM {files}"
    return f"SELECT * FROM {files}"


def _read_files(folder: Folder, parts: Sequence[Manifest], table: str, columns: dict[str, str]) -> str:
    """What stands after FROM for all rows of a table."""
    chosen = [file for part in parts for file in part.files if file.table == table and file.rows]
    if chosen:
        listed = ", ".join(f"'{quote(folder.locate(file.name))}'" for file in chosen)
        return f"read_parquet([{listed}])"
    nothing = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in columns.items())
    return f"(SELECT {nothing} WHERE false)"


def _put_versions(connection: duckdb.DuckDBPyConnection, parts: Sequence[Manifest]) -> None:
    known: dict[Versions, None] = dict.fromkeys(version for part in parts for version in part.versions)
    for key, version in enumerate(known, 1):
        row = (key, *name_versions(version))
        connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)", row)


def _put_run(
    connection: duckdb.DuckDBPyConnection, folder: Folder, about: About, parts: Sequence[Manifest]
) -> None:
    """The archive as one run, finished when its last part came."""
    changed = folder.tell_changed(PARTS)
    finished = (
        about.begun if changed is None else f"{datetime.fromtimestamp(changed, UTC):%Y-%m-%dT%H:%M:%SZ}"
    )
    stories = sum(part.counts.stories for part in parts)
    refused = sum(part.counts.refused for part in parts)
    row = (1, "code", msgspec.json.encode([]).decode(), about.begun, finished, stories, 0, 0, refused)
    connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
