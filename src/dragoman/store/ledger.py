"""A story's records in the store: kept whole once, and laid flat over the tables that questions ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dragoman.records import StoryRecord, Versions
from dragoman.standings import is_claimed
from dragoman.store.days import bound_days
from dragoman.store.flat import (
    Row,
    count_met,
    flatten_event,
    flatten_relation,
    flatten_statement,
    list_participants,
    list_targets,
    pair_codes,
)
from dragoman.store.packing import PackedRecord, pack_record, unpack_record

_HELD = ("records", "events", "statements", "relations", "doubts")
"""The tables that hang from a story; the rest hang from these."""


class Ledger:
    """Puts records into an open store and takes them out; transactions are the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, story: int, made: StoryRecord | PackedRecord) -> None:
        """The records of the story with that key, which must have none yet."""
        record = unpack_record(made.packed) if isinstance(made, PackedRecord) else made
        blob = made if isinstance(made, PackedRecord) else pack_record(made)
        version = self._find_version(record.versions)
        self._insert("records", ((story, version, blob.packed),))
        day, _ = bound_days(record.published)
        self._put_events(story, record)
        self._put_statements(story, record, day)
        self._insert("relations", ((None, story, *flatten_relation(one, day)) for one in record.relations))
        self._insert("doubts", ((story, one.start, one.end, one.text, one.reason) for one in record.doubts))
        self._count_met(record, 1)

    def remove(self, story: int) -> None:
        """Takes out all records of the story with that key."""
        sql = "SELECT record FROM records WHERE story = ?"
        found = self._connection.execute(sql, (story,)).fetchone()
        if found is not None:
            self._count_met(unpack_record(found[0]), -1)
        for table in _HELD:
            self._connection.execute(f"DELETE FROM {table} WHERE story = ?", (story,))

    def _put_events(self, story: int, record: StoryRecord) -> None:
        participants: list[Row] = []
        dyads: list[Row] = []
        contexts: list[Row] = []
        for event in record.events:
            key = self._insert_one("events", (None, story, *flatten_event(event)))
            participants += ((key, *one) for one in list_participants(event))
            first, last = bound_days(event.date.edtf if event.date else None)
            series = (event.type, event.quad, event.score, event.factuality, int(is_claimed(event)))
            dyads += (
                (pair.actor, pair.recipient, key, first, last, *series, int(pair.symmetric), story)
                for pair in pair_codes(event)
            )
            contexts += ((context, key) for context in dict.fromkeys(event.context))
        self._insert("participants", participants)
        self._insert("dyads", dyads)
        self._insert("event_contexts", contexts)

    def _put_statements(self, story: int, record: StoryRecord, day: str | None) -> None:
        targets: list[Row] = []
        for statement in record.statements:
            row = flatten_statement(statement, day)
            key = self._insert_one("statements", (None, story, *row))
            targets += (
                (kind, target, key, side, row[1], day) for kind, target, side in list_targets(statement)
            )
        self._insert("statement_targets", targets)

    def _count_met(self, record: StoryRecord, sign: int) -> None:
        met = count_met(record)
        self._connection.executemany(
            "INSERT INTO met VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET times = times + excluded.times",
            [(*key, sign * times) for key, times in met.items()],
        )
        if sign < 0:
            self._connection.executemany(
                "DELETE FROM met WHERE code = ? AND entity = ? AND text = ? AND sector = ? AND name = ? "
                "AND office = ? AND via = ? AND times <= 0",
                list(met),
            )

    def _find_version(self, versions: Versions) -> int:
        values = name_versions(versions)
        self._connection.execute(
            "INSERT OR IGNORE INTO versions (dragoman, codebook, atlas, model, overlay) "
            "VALUES (?, ?, ?, ?, ?)",
            values,
        )
        sql = (
            "SELECT version FROM versions "
            "WHERE dragoman = ? AND codebook = ? AND atlas = ? AND model = ? AND overlay = ?"
        )
        return int(self._connection.execute(sql, values).fetchone()[0])

    def _insert_one(self, table: str, row: Row) -> int:
        """The key that SQLite gave the row."""
        marks = ", ".join("?" * len(row))
        key = self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", row).lastrowid
        assert key is not None, "an insert gives a key"
        return key

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def name_versions(versions: Versions) -> tuple[str, str, str, str, str]:
    """The row of `versions` after its key."""
    return versions.dragoman, versions.codebook, versions.atlas, versions.model, versions.overlay or ""
