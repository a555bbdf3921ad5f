"""Statements as a whole: of what kinds they are, and which sides their speakers take."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dragoman.store.counting import MOST, Count
from dragoman.store.desk import Desk
from dragoman.store.filters import StatementFilter, limit_statements
from dragoman.store.streams import STATEMENTS

FACETS = ("speaker", "about", "issue", "act", "side", "kind", "publisher", "language")
"""What statements are counted by."""
_PLAIN = ("speaker", "act", "kind", "publisher", "language")
_TARGETS = {"about": "actor", "issue": "issue"}


class Side(Struct, frozen=True):
    """The side a statement takes toward an actor (by code) or an issue (by name): for, against, neutral."""

    kind: str
    target: str
    side: str


class StatementFacets(Struct, frozen=True):
    """How many of the `counted` statements are of each kind, most frequent first, by names of
    `StatementFilter`."""

    counted: Count
    values: dict[str, list[tuple[str, int]]]


def count_kinds(desk: Desk, asked: StatementFilter, most: int = MOST) -> StatementFacets:
    """The kinds of the newest statements that fit, up to `most` of them."""
    keys, more = desk.find_keys(STATEMENTS, limit_statements(asked), most)
    listed = json.dumps(keys)
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    chosen = ", ".join(f"{'s' if name in ('publisher', 'language') else 't'}.{name}" for name in _PLAIN)
    sql = f"SELECT {chosen} FROM json_each(?) k CROSS JOIN {STATEMENTS.joined} WHERE t.statement = k.value"
    for name, told in zip(_PLAIN, zip(*desk.fetch(sql, (listed,)), strict=True), strict=False):
        counters[name].update(one for one in told if one is not None)
    sql = (
        "SELECT kind, target, count(*) FROM statement_targets "
        "WHERE statement IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) GROUP BY kind, target"
    )
    targets = desk.fetch(sql, (listed,))
    for name, sought in _TARGETS.items():
        counters[name].update({target: times for kind, target, times in targets if kind == sought})
    sql = (
        "SELECT DISTINCT statement, side FROM statement_targets "
        "WHERE statement IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND side IS NOT NULL"
    )
    counters["side"].update(side for _, side in desk.fetch(sql, (listed,)))
    values = {
        name: sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
        for name, counter in counters.items()
    }
    return StatementFacets(Count(len(keys), more), values)


def list_sides(desk: Desk, statements: Sequence[tuple[str, str]]) -> list[list[Side]]:
    """For each statement, named by the ids of its story and its own: the sides it takes."""
    sql = (
        "SELECT k.key, g.kind, g.target, g.side FROM json_each(?) k "
        "JOIN stories s ON s.id = k.value ->> 0 "
        "JOIN statements t ON t.story = s.story AND t.id = k.value ->> 1 "
        "JOIN statement_targets g USING (statement) WHERE g.side IS NOT NULL ORDER BY g.kind, g.target"
    )
    sides: list[list[Side]] = [[] for _ in statements]
    stories = [story for story, _ in statements]
    for at, kind, target, side in desk.fetch(sql, (json.dumps(statements),), stories=stories):
        sides[at].append(Side(kind, target, side))
    return sides
