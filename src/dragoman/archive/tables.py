"""The tables of an archive: those of the store's schema.sql, each a file in every part.

Where a column differs from the store's: a story has no `added` and `run` (they are the archive's, and the
same input must give the same bytes), a record names its versions itself and is plain JSON, a refusal has
the id of a story that is kept although it was refused, and parses are files of kept parses
(`syntax/parses.py`).
"""

from __future__ import annotations

from msgspec import Struct

SCHEMA = 1
"""The version of this layout. A reader refuses a newer one."""

_ROWS = 20_480
"""Rows of a group in compacted files: few enough that a question about a year passes over the others."""
_LONG = 4_096  # where each row holds a text


class Table(Struct, frozen=True):
    """A table: its columns with their types in SQL, the column its rows are sorted by in compacted files."""

    name: str
    columns: dict[str, str]
    order: str
    rows: int = _ROWS


def _make(name: str, order: str, columns: str, rows: int = _ROWS) -> Table:
    pairs = (pair.split() for pair in columns.split(","))
    return Table(name, {column: kind for column, kind in pairs}, order, rows)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _make(
            "stories",
            "first_day, story",
            "story BIGINT, id VARCHAR, origin VARCHAR, text_sha256 VARCHAR, language VARCHAR, title VARCHAR, "
            "published VARCHAR, published_at VARCHAR, first_day VARCHAR, url VARCHAR, publisher VARCHAR, "
            "partial BIGINT, source VARCHAR, text VARCHAR, state VARCHAR, reason VARCHAR",
            _LONG,
        ),
        _make(
            "records",
            "story",
            "story BIGINT, dragoman VARCHAR, codebook VARCHAR, atlas VARCHAR, model VARCHAR, "
            "overlay VARCHAR, record VARCHAR",
            _LONG,
        ),
        _make(
            "events",
            "first_day, event",
            "event BIGINT, story BIGINT, id VARCHAR, type VARCHAR, modes VARCHAR, contexts VARCHAR, "
            "quad VARCHAR, score DOUBLE, factuality VARCHAR, claimed BIGINT, standing VARCHAR, "
            "said_by VARCHAR, edtf VARCHAR, first_day VARCHAR, last_day VARCHAR, place VARCHAR, "
            "place_id VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, precision VARCHAR, "
            "confidence DOUBLE, actors VARCHAR, recipients VARCHAR, evidence VARCHAR, starts BIGINT, "
            "ends BIGINT",
        ),
        _make(
            "participants",
            "first_day, event, role, position",
            "event BIGINT, role VARCHAR, position BIGINT, code VARCHAR, sector VARCHAR, entity VARCHAR, "
            "name VARCHAR, first_day VARCHAR",
        ),
        _make(
            "dyads",
            "first_day, event, actor, recipient",
            "actor VARCHAR, recipient VARCHAR, event BIGINT, first_day VARCHAR, last_day VARCHAR, "
            "type VARCHAR, quad VARCHAR, score DOUBLE, factuality VARCHAR, claimed BIGINT, symmetric BIGINT, "
            "story BIGINT",
        ),
        _make("event_contexts", "context, event", "context VARCHAR, event BIGINT"),
        _make(
            "statements",
            "first_day, statement",
            "statement BIGINT, story BIGINT, id VARCHAR, speaker VARCHAR, speaker_name VARCHAR, "
            "entity VARCHAR, sector VARCHAR, kind VARCHAR, act VARCHAR, about VARCHAR, addressees VARCHAR, "
            "issues VARCHAR, content VARCHAR, starts BIGINT, ends BIGINT, first_day VARCHAR, within VARCHAR",
        ),
        _make(
            "statement_targets",
            "first_day, statement, kind, target",
            "kind VARCHAR, target VARCHAR, statement BIGINT, side VARCHAR, speaker VARCHAR, "
            "first_day VARCHAR",
        ),
        _make(
            "relations",
            "first_day, relation",
            "relation BIGINT, story BIGINT, id VARCHAR, one VARCHAR, other VARCHAR, change VARCHAR, "
            "issues VARCHAR, factuality VARCHAR, claimed BIGINT, said_by VARCHAR, since VARCHAR, "
            "evidence VARCHAR, starts BIGINT, ends BIGINT, first_day VARCHAR",
        ),
        _make(
            "doubts",
            "story, starts, ends, reason",
            "story BIGINT, starts BIGINT, ends BIGINT, text VARCHAR, reason VARCHAR",
        ),
        _make(
            "met",
            "code, entity, text, sector, name, office, via",
            "code VARCHAR, entity VARCHAR, text VARCHAR, sector VARCHAR, name VARCHAR, office VARCHAR, "
            "via VARCHAR, times BIGINT",
        ),
        _make("refusals", "place, what", "place VARCHAR, what VARCHAR, remedy VARCHAR, story VARCHAR"),
    )
}

PARSES = "parses"
"""The table whose files are kept parses."""

NAMES = (*TABLES, PARSES)
"""All tables, each a folder of the archive."""
