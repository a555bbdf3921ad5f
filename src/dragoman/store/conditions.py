"""Conditions of SQL: what the store is asked, in parts that can lead or be tested.

Only names written here become SQL; values are bound.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.days import bound_days

Many = Sequence[str] | str | None
"""One value, several of which one must fit, or None for any."""


_KEYS = {"stories": "story", "events": "event", "statements": "statement", "relations": "relation"}


class Stream(Struct, frozen=True):
    """Rows in order of days by an index: those of `source` (known as d) that fit `where`."""

    source: str
    where: str
    values: tuple[Any, ...] = ()


class Condition(Struct, frozen=True):
    """A condition of SQL, true of `alias` rows, and the values bound in it.

    `sql` looks rows up in a set, `test` (with the same values) tests a row at a time. `keys` asks for the
    keys of all rows that fit, and `streams` give them in order of days, where an index can. A condition
    `of_day` is on the column first_day alone. `words` is the table of full text that a condition on words
    asks; its keys may be `bounded` to the rows that came in last.
    """

    sql: str
    values: tuple[Any, ...] = ()
    test: str | None = None
    keys: str | None = None
    streams: tuple[Stream, ...] = ()
    of_day: bool = False
    words: str | None = None
    bounded: bool = False


def join_conditions(conditions: Sequence[Condition]) -> Condition:
    """All conditions as one."""
    sql = " AND ".join(one.sql for one in conditions) or "true"
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def match_words(text: str) -> str:
    """A full-text question from what a user wrote: words that must all stand there, “phrases”, prefix*.

    Nothing in it can be wrong SQL or FTS5: each word is quoted. Raises StoreError when no word is in it.
    """
    parts = [f'"{phrase}"' for phrase in re.findall(r'["“„]([^"“”„]+)["”]', text) if re.search(r"\w", phrase)]
    rest = re.sub(r'["“„][^"“”„]*["”]', " ", text)
    for word in rest.split():
        bare = re.sub(r"[^\w'’-]", " ", word).strip()
        if re.search(r"\w", bare):
            parts.append(f'"{bare}"' + ("*" if word.endswith("*") else ""))
    if not parts:
        raise StoreError(f"“{text}” holds no word to look for", remedy='give a word, a "phrase" or a prefix*')
    return " ".join(parts)


def fit_one(column: str, given: Many, ordered: str | None = None) -> list[Condition]:
    """The column has one of the values; table `ordered` has an index of it in order of days."""
    values = list_values(given)
    if not values:
        return []
    sql = f"{column} IN ({mark(values)})"
    if ordered is None:
        return [Condition(sql, values)]
    name = column.partition(".")[2]
    keys = f"SELECT {_KEYS[ordered]} FROM {ordered} WHERE {name} IN ({mark(values)})"
    streams = tuple(Stream(ordered, f"d.{name} = ?", (value,)) for value in dict.fromkeys(values))
    return [Condition(sql, values, keys=keys, streams=streams)]


def fit_modes(given: Many) -> list[Condition]:
    """An event has one of the modes. Modes stand together in few ways, which are looked up in their index."""
    values = list_values(given)
    if not values:
        return []
    fits = " OR ".join("',' || ways.modes || ',' LIKE '%,' || ? || ',%'" for _ in values)
    keys = (
        "WITH RECURSIVE ways (modes) AS (SELECT min(modes) FROM events WHERE modes > '' UNION ALL "
        "SELECT (SELECT min(o.modes) FROM events o WHERE o.modes > ways.modes AND o.modes > '') FROM ways "
        "WHERE ways.modes IS NOT NULL) "
        "SELECT o.event FROM ways CROSS JOIN events o ON o.modes = ways.modes AND o.modes > '' "
        f"WHERE ({fits})"
    )
    (test,) = fit_listed("e.modes", given)
    return [Condition(f"e.event IN ({keys})", values, test.sql, keys)]


def fit_listed(column: str, given: Many) -> list[Condition]:
    values = list_values(given)
    sql = " OR ".join(f"',' || {column} || ',' LIKE '%,' || ? || ',%'" for _ in values)
    return [Condition(f"({sql})", values)] if values else []


def fit_days(column: str, since: str | None, until: str | None) -> list[Condition]:
    conditions = []
    if since is not None:
        conditions.append(Condition(f"{column} >= ?", (_bound(since)[0],), of_day=True))
    if until is not None:
        conditions.append(Condition(f"{column} <= ?", (_bound(until)[1],), of_day=True))
    return conditions


def _bound(stated: str) -> tuple[str, str]:
    first, last = bound_days(stated) if re.fullmatch(r"\d{4}(-\d\d){0,2}", stated, re.ASCII) else (None, None)
    if first is None or last is None:
        raise StoreError(
            f"“{stated}” is not a date", remedy=f"write YYYY, YYYY-MM or YYYY-MM-DD, as {date.min}"
        )
    return first, last


def fit_words(key: str, table: str, text: str | None) -> list[Condition]:
    if text is None:
        return []
    name = key.partition(".")[2]
    keys = f"SELECT rowid AS {name} FROM {table} WHERE {table} MATCH ?"
    return [Condition(f"{key} IN ({keys})", (match_words(text),), keys=keys, words=table)]


def list_values(given: Many) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def mark(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
