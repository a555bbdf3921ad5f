"""How many rows fit a question, and of what kinds they are: counted to a bound, so that no answer is slow.

Beyond the bound the count says “more”, and kinds are those of the newest rows up to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dragoman.store.conditions import Condition
from dragoman.store.flat import UNLINKED
from dragoman.store.streams import EVENTS, Table, stream_keys

MOST = 10_000
"""Rows that are counted one by one."""
_STEPS = 1_000  # of SQLite's machine between two looks at the budget
_BUDGET = 500  # looks: some 30 ms
_WHOLE = 100_000  # rows that are counted where one condition is all that is asked

_PLAIN = ("type", "quad", "factuality", "standing", "claimed", "country", "publisher", "language")
_LISTED = {"mode": "modes", "context": "contexts"}
_COLUMNS = (*_PLAIN, *_LISTED.values(), "actors", "recipients")


class Count(Struct, frozen=True):
    """So many rows, or more than that."""

    rows: int
    more: bool


class Facets(Struct, frozen=True):
    """How many of the `counted` events are of each kind, most frequent first.

    Kinds have the names that `EventFilter` has for them: type, quad, factuality, standing, claimed, country,
    publisher, language, mode, context, party.
    """

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
    only = conditions[0]
    if len(conditions) == 1 and only.keys is not None and most == MOST:
        sql = f"SELECT count(*) FROM (SELECT DISTINCT {table.key} FROM ({only.keys}) LIMIT {_WHOLE + 1})"
        rows = int(connection.execute(sql, only.values).fetchone()[0])
        return Count(min(rows, _WHOLE), rows > _WHOLE)
    keys, more = find_keys(connection, table, conditions, most)
    return Count(len(keys), more)


def limit_words(conditions: Sequence[Condition], most: int) -> list[Condition]:
    """The conditions with those on words bounded to the rows that came in last, `most` of them."""
    bounded = []
    for one in conditions:
        if one.words is not None:
            keys = f"SELECT * FROM ({one.keys} ORDER BY rowid DESC LIMIT {most})"
            one = replace(one, keys=keys, bounded=True)
        bounded.append(one)
    return bounded


def count_facets(connection: sqlite3.Connection, keys: Sequence[int], more: bool) -> Facets:
    """The kinds of the events with these keys; `more` when they are not all that fit."""
    columns = dict(zip(_COLUMNS, zip(*_fetch_columns(connection, keys), strict=True), strict=False))
    values = {name: _count_values(Counter(columns.get(name, ()))) for name in _PLAIN}
    values |= {name: _count_values(_split(Counter(columns.get(at, ())))) for name, at in _LISTED.items()}
    both = zip(columns.get("actors", ()), columns.get("recipients", ()), strict=True)
    values["party"] = _count_values(
        _split({f"{one},{other}": n for (one, other), n in Counter(both).items()})
    )
    return Facets(Count(len(keys), more), values)


def _split(counted: Mapping[str, int]) -> Counter[str]:
    """Lists with commas, counted by what is in them, each once in a list."""
    found: Counter[str] = Counter()
    for listed, times in counted.items():
        for one in set(listed.split(",")) - {"", UNLINKED}:
            found[one] += times
    return found


def _count_values(counted: Mapping[Any, int]) -> list[tuple[str, int]]:
    pairs = [(str(value), times) for value, times in counted.items() if value is not None]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _fetch_columns(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    chosen = ", ".join(f"{'s' if name in ('publisher', 'language') else 'e'}.{name}" for name in _COLUMNS)
    sql = f"SELECT {chosen} FROM json_each(?) k CROSS JOIN {EVENTS.joined} WHERE e.event = k.value"
    return connection.execute(sql, (json.dumps(sorted(keys)),)).fetchall()
