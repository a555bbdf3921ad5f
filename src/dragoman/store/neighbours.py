"""The events of a store that a new one is held against: those of its dyad, type and days that it may be.

Whatever the density of the news, the work of an event is bounded: by the rows of a lookup, and by the
clusters that are judged, the nearest in days first.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from datetime import timedelta

from dragoman.codebook.identity import IdentityBook
from dragoman.identity.judging import stand_alike
from dragoman.identity.keys import Lookup, list_keys, list_lookups
from dragoman.identity.sketches import Sketch, find_reach, may_be_one, measure_gap, sketch_row, sketch_traits
from dragoman.identity.traits import Traits

PER_CLUSTER = 4  # events of a cluster that a new one is held against
CLUSTERS = 40  # clusters that it is held against
ROWS = 400  # events that a lookup gives at most
REMEMBERED = 50_000  # sketches held in memory, about 1 KB each

_ROWS = (
    "SELECT k.event, coalesce(r.main, k.event) FROM event_keys k JOIN events e USING (event) "
    "LEFT JOIN retellings r USING (event) "
    "WHERE k.key = ? AND k.day BETWEEN ? AND ? AND coalesce(e.last_day, k.day) >= ? AND e.factuality IN ({}) "
    "ORDER BY k.day DESC LIMIT ?"
)
_SKETCH = (
    "SELECT type, modes, factuality, coalesce(first_day, last_day), coalesce(last_day, first_day), "
    "actors, recipients FROM events WHERE event = ?"
)
_STANDINGS = ("actual", "negated", "future", "hypothetical", "historical")


class Neighbours:
    """Finds the candidates of new events, and keeps under which keys each event is found."""

    def __init__(self, connection: sqlite3.Connection, book: IdentityBook) -> None:
        self.connection = connection
        self.book = book
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()

    def put(self, event: int, traits: Traits) -> None:
        """Let later events find this one."""
        rows = [(one, traits.first.isoformat(), event) for one in list_keys(traits) if traits.first]
        self.connection.executemany("INSERT OR IGNORE INTO event_keys VALUES (?, ?, ?)", rows)

    def find(self, event: int, traits: Traits) -> list[int]:
        """The events that this one may be, of each cluster some; those nearest in days first."""
        own = sketch_traits(traits)
        if own is None:
            return []
        found: dict[int, set[int]] = {}
        gaps: dict[int, int] = {}
        for lookup in list_lookups(traits, self.book):
            for other, main in self._look_up(lookup, own):
                if other == event or other in found.get(main, ()):
                    continue
                sketch = self._sketch(other)
                if may_be_one(own, sketch, self.book):
                    found.setdefault(main, set()).add(other)
                    gaps[main] = min(gaps.get(main, measure_gap(own, sketch)), measure_gap(own, sketch))
        chosen = []
        for main in sorted(found, key=lambda main: (gaps[main], -main))[:CLUSTERS]:
            rest = sorted(found[main] - {main})
            chosen += [*([main] if main in found[main] else []), *rest][:PER_CLUSTER]
        return chosen

    def _look_up(self, lookup: Lookup, own: Sketch) -> list[tuple[int, int]]:
        standings = [one for one in _STANDINGS if stand_alike(own.factuality, one)]
        earliest = (own.first - timedelta(find_reach(own, own, self.book) + self.book.denial)).isoformat()
        sql = _ROWS.format(", ".join("?" * len(standings)))
        values = (lookup.key, lookup.since, lookup.until, earliest, *standings, ROWS)
        return self.connection.execute(sql, values).fetchall()

    def _sketch(self, event: int) -> Sketch:
        held = self._sketches.get(event)
        if held is None:
            held = sketch_row(*self.connection.execute(_SKETCH, (event,)).fetchone())
            self._sketches[event] = held
            if len(self._sketches) > REMEMBERED:
                self._sketches.popitem(last=False)
        return held
