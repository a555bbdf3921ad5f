"""Hand-made entries for a store, and the whole of a store to be compared."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from stand_in import StandInCoder

from dragoman.records import Story
from dragoman.store.writer import Entry

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."


def tell(identity: str, text: str = TEXT, **changes: str | None) -> Story:
    return Story(**({"id": identity, "text": text, "language": "nl"} | changes))  # type: ignore[arg-type]


def code(story: Story, source: str = "in.jsonl") -> Entry:
    """The story as the stand-in codes it."""
    coder = StandInCoder()
    (parse,) = coder.read([story])
    return Entry(story=story, source=source, parse=parse, record=coder.code(story, parse))


def count_rows(path: Path, *tables: str) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def check_following(connection: sqlite3.Connection) -> None:
    """What is counted stands there as the tables it is made of give it."""
    for table in ("dealings", "readings"):
        kept = connection.execute(f"SELECT * FROM {table}").fetchall()
        anew = connection.execute(f"SELECT * FROM {table}_anew").fetchall()
        assert sorted(kept, key=repr) == sorted(anew, key=repr), table
