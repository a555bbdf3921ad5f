"""How many rows fit a question, and of what kinds they are: counted to a bound, so that no answer is slow.

Beyond the bound the count says “more”, and kinds are those of the newest rows up to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dragoman.store.conditions import Condition
from dragoman.store.streams import EVENTS, Table, stream_keys

MOST = 10_000
"""Rows that are counted one by one."""
_STEPS = 1_000  # of SQLite's machine between two looks at the budget
_BUDGET = 4_000  # looks: some 100 ms

FACETS = (
    "type",
    "mode",
    "context",
    "quad",
    "factuality",
    "claimed",
    "party",
    "country",
    "publisher",
    "language",
)
"""What events are counted by."""
_LISTED = {"mode": "modes", "context": "contexts"}
_OF_STORY = ("publisher", "language")
_PLAIN = {name: name for name in ("type", "quad", "factuality", "claimed", "country")}


class Count(Struct, frozen=True):
    """So many rows, or more than that."""

    rows: int
    more: bool


class Facets(Struct, frozen=True):
    """How many of the `counted` events are of each kind, most frequent first, by names of `EventFilter`."""

    counted: Count
    values: dict[str, list[tuple[str, int]]]


def find_keys(
    connection: sqlite3.Connection, table: Table, conditions: Sequence[Condition], most: int = MOST
) -> tuple[list[int], bool]:
    """The keys of the newest rows that fit, and whether there may be more.

    Stops at `most` rows, or when so much was looked through in vain that the answer would be slow.
    """
    keys: list[int] = []
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        return int(looks > _BUDGET)

    connection.set_progress_handler(look, _STEPS)
    try:
        for key in stream_keys(connection, table, conditions, "newest"):
            if len(keys) == most:
                return keys, True
            keys.append(key)
    except sqlite3.OperationalError:
        if looks <= _BUDGET:
            raise
        return keys, True
    finally:
        connection.set_progress_handler(None, 0)
    return keys, False


def count_rows(
    connection: sqlite3.Connection, table: Table, conditions: Sequence[Condition], most: int = MOST
) -> Count:
    """How many rows fit, up to `most`; of all rows of a table the true number."""
    if not conditions:
        return Count(int(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]), False)
    keys, more = find_keys(connection, table, conditions, most)
    return Count(len(keys), more)


def count_facets(connection: sqlite3.Connection, conditions: Sequence[Condition], most: int = MOST) -> Facets:
    """The kinds of the newest events that fit, up to `most` of them."""
    keys, more = find_keys(connection, EVENTS, conditions, most)
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    columns = (*_PLAIN.values(), *_LISTED.values(), "actors", "recipients", *_OF_STORY)
    at = {name: place for place, name in enumerate(columns)}
    for row in _fetch_columns(connection, columns, keys):
        for name, column in _PLAIN.items():
            if row[at[column]] is not None:
                counters[name][str(row[at[column]])] += 1
        for name, column in _LISTED.items():
            if row[at[column]]:
                counters[name].update(row[at[column]].split(","))
        parties = {*row[at["actors"]].split(","), *row[at["recipients"]].split(",")} - {"", "?"}
        counters["party"].update(parties)
        for name in _OF_STORY:
            if row[at[name]] is not None:
                counters[name][row[at[name]]] += 1
    values = {
        name: sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
        for name, counter in counters.items()
    }
    return Facets(Count(len(keys), more), values)


def _fetch_columns(
    connection: sqlite3.Connection, columns: Sequence[str], keys: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    chosen = ", ".join(f"{'s' if name in _OF_STORY else 'e'}.{name}" for name in columns)
    sql = f"SELECT {chosen} FROM json_each(?) k CROSS JOIN {EVENTS.joined} WHERE e.event = k.value"
    return iter(connection.execute(sql, (json.dumps(sorted(keys)),)))
