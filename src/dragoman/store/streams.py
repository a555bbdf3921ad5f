"""Rows in order of days, without sorting more than is shown: how a question stays quick among millions.

A question has conditions. One of them leads, the others are tested on each row it leads to. A condition that
few rows fit leads by its set, which is sorted; else one whose index holds rows in order of days leads as a
stream that is read no further than need be; else all rows by their day. Words that stand in many rows never
lead: rows are looked up in the full text by blocks. Any choice gives the same rows in the same order.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import Any, Literal

from msgspec import Struct

from dragoman.store.conditions import Condition, Stream

FEW = 5_000
"""Rows that are sorted rather than streamed. At a million events both ways take about as long there."""
_BLOCK = 1_000  # rows that are looked up in the full text at once
_NEAR = (
    100  # keys for each row of a block: where a block is spread wider, all rows with the words are read once
)

Direction = Literal["newest", "oldest"]
_OF_STORY = re.compile(r"\bs\.")
_Place = tuple[str, int]  # a row's day ("" when it has none) and key


class Table(Struct, frozen=True):
    """A table of rows with days, and how the conditions know it."""

    name: str
    alias: str
    key: str

    @property
    def bare(self) -> str:
        """The table as it stands after FROM."""
        return f"{self.name} {self.alias}"

    @property
    def joined(self) -> str:
        """The same with each row's story as `s`."""
        return self.bare if self.alias == "s" else f"{self.bare} CROSS JOIN stories s USING (story)"


EVENTS = Table("events", "e", "event")
STATEMENTS = Table("statements", "t", "statement")
RELATIONS = Table("relations", "r", "relation")
STORIES = Table("stories", "s", "story")


class Lead(Struct, frozen=True):
    """The condition that leads (None: all rows by day), and how."""

    condition: Condition | None
    as_set: bool


def stream_keys(
    connection: sqlite3.Connection, table: Table, conditions: Sequence[Condition], order: Direction
) -> Iterator[int]:
    """The keys of the rows that fit all conditions, in order of days, those of one day in order of keys."""
    lead = choose_lead(connection, table, conditions)
    others = [one for one in conditions if one is not lead.condition]
    newest = order == "newest"
    tested = [one for one in others if one.words is None]
    if lead.condition is not None and lead.as_set:
        places = _read_set(connection, table, lead.condition, tested, newest)
    else:
        streams = lead.condition.streams if lead.condition else (Stream(table.name, "true"),)
        places = merge(
            *(_read_stream(connection, table, one, tested, newest) for one in streams), reverse=newest
        )
    # Who takes part twice stands twice in a stream, side by side.
    keys: Iterator[int] = (key for (_, key), _ in groupby(places))
    for one in others:
        if one.words is not None:
            keys = _keep_worded(connection, one, keys)
    return keys


def choose_lead(connection: sqlite3.Connection, table: Table, conditions: Sequence[Condition]) -> Lead:
    """The condition that fewest rows fit, when those are few; else the first that has streams."""
    days = [one for one in conditions if one.of_day]
    sized: list[tuple[int, int, Condition]] = []
    for one in conditions:
        if one.keys is not None:
            lead = _limit_days(table, one, days)
            sql = f"SELECT count(*) FROM ({lead.keys} LIMIT {FEW + 1})"
            size = int(connection.execute(sql, lead.values).fetchone()[0])
            sized.append((size, len(sized), one))
    if sized and min(sized)[0] <= FEW:
        return Lead(min(sized)[2], True)
    for one in conditions:
        if one.bounded:
            return Lead(one, True)
    streaming = [one for one in conditions if one.streams]
    return Lead(streaming[0] if streaming else None, False)


def _limit_days(table: Table, condition: Condition, days: Sequence[Condition]) -> Condition:
    """The condition whose keys are those within the days asked for, if its index has days."""
    if not condition.streams or not days:
        return condition
    parts = [
        f"SELECT d.{table.key} FROM {stream.source} d WHERE {_of_days(stream.where, days)}"
        for stream in condition.streams
    ]
    values = [value for stream in condition.streams for value in (*stream.values, *_values(days))]
    return Condition(condition.sql, tuple(values), keys=" UNION ALL ".join(parts), streams=condition.streams)


def _keep_worded(connection: sqlite3.Connection, words: Condition, keys: Iterator[int]) -> Iterator[int]:
    """Of these keys, in their order, those of rows that hold the words."""
    whole: set[int] | None = None
    sql = f"SELECT rowid FROM {words.words} WHERE {words.words} MATCH ?"
    while block := list(islice(keys, _BLOCK)):
        low, high = min(block), max(block)
        if whole is not None:
            found = whole
        elif high - low > _NEAR * len(block):
            found = whole = {key for (key,) in connection.execute(sql, words.values)}
        else:
            rows = connection.execute(f"{sql} AND rowid BETWEEN ? AND ?", (*words.values, low, high))
            found = {key for (key,) in rows}
        yield from (key for key in block if key in found)


def _read_set(
    connection: sqlite3.Connection,
    table: Table,
    lead: Condition,
    others: Sequence[Condition],
    newest: bool,
) -> Iterator[_Place]:
    source = table.joined if _needs_story(others) else table.bare
    alias, key = table.alias, table.key
    lead = _limit_days(table, lead, [one for one in others if one.of_day])
    down = " DESC" if newest else ""
    sql = (
        f"SELECT ifnull({alias}.first_day, ''), {alias}.{key} "
        f"FROM (SELECT DISTINCT {key} FROM ({lead.keys})) d CROSS JOIN {source} "
        f"WHERE {alias}.{key} = d.{key} AND {_test_all(others)} "
        f"ORDER BY +{alias}.first_day{down}, +{alias}.{key}{down}"
    )
    return iter(connection.execute(sql, (*lead.values, *_values(others))))


def _read_stream(
    connection: sqlite3.Connection,
    table: Table,
    stream: Stream,
    others: Sequence[Condition],
    newest: bool,
) -> Iterator[_Place]:
    days = [one for one in others if one.of_day]
    rest = [one for one in others if not one.of_day]
    down = " DESC" if newest else ""
    if stream.source == table.name:
        alias = table.alias
        source = table.joined if _needs_story(rest) else table.bare
        where = _of_days(stream.where, days).replace("d.", f"{alias}.")
    else:
        alias = "d"
        source = f"{stream.source} d"
        if rest:
            own = table.joined if _needs_story(rest) else table.bare
            source = f"{source} CROSS JOIN {own}"
        where = _of_days(stream.where, days)
        if rest:
            where += f" AND {table.alias}.{table.key} = d.{table.key}"
    sql = (
        f"SELECT ifnull({alias}.first_day, ''), {alias}.{table.key} FROM {source} "
        f"WHERE {where} AND {_test_all(rest)} "
        f"ORDER BY {alias}.first_day{down}, {alias}.{table.key}{down}"
    )
    values = (*stream.values, *_values(days), *_values(rest))
    return iter(connection.execute(sql, values))


def _of_days(where: str, days: Sequence[Condition]) -> str:
    """The stream's own condition with the days asked for, told of the stream's own column."""
    return " AND ".join((where, *(f"d.{day.sql.partition('.')[2]}" for day in days)))


def _needs_story(conditions: Sequence[Condition]) -> bool:
    return any(_OF_STORY.search(one.test or one.sql) for one in conditions)


def _test_all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(one.test or one.sql for one in conditions) or "true"


def _values(conditions: Sequence[Condition]) -> tuple[Any, ...]:
    return tuple(value for one in conditions for value in one.values)
