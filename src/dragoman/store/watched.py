"""The state of watched sources in the store: when each was asked, what it said, which addresses are done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from dragoman.store.database import transaction

Standing = Literal["taken", "refused", "waiting"]
"""Of an address a source listed: its story is in the store, it has none, or it is to be tried again."""


class SourceState(Struct, frozen=True, kw_only=True):
    """Where a source stands; moments are in UTC with a Z. `taken` counts its stories in the store."""

    source: str
    name: str
    etag: str | None = None
    modified: str | None = None
    polled: str | None = None
    due: str | None = None
    failures: int = 0
    problem: str | None = None
    taken: int = 0


class Listed(Struct, frozen=True, kw_only=True):
    """What became of an address that a source listed, when it was listed with `stamp`."""

    address: str
    standing: Standing
    stamp: str | None = None
    tries: int = 1


class SourceBook:
    """Reads and writes the states of sources in an open store; each write is a transaction of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, source: str, name: str) -> SourceState:
        """The state of a source; an empty one when it was never asked."""
        names = SourceState.__struct_fields__
        sql = f"SELECT {', '.join(names)} FROM sources WHERE source = ?"
        row = self._connection.execute(sql, (source,)).fetchone()
        if row is None:
            return SourceState(source=source, name=name)
        return SourceState(**(dict(zip(names, row, strict=True)) | {"name": name}))

    def write(self, state: SourceState) -> SourceState:
        """Keep the state of a source, its stories counted anew; the state as it was kept."""
        names = SourceState.__struct_fields__
        with transaction(self._connection):
            counted = self._connection.execute(
                "SELECT count(*) FROM stories WHERE source = ?", (state.source,)
            ).fetchone()
            values = [counted[0] if name == "taken" else getattr(state, name) for name in names]
            self._connection.execute(
                f"INSERT OR REPLACE INTO sources ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                values,
            )
        return SourceState(**dict(zip(names, values, strict=True)))

    def find_listed(self, source: str, addresses: Sequence[str]) -> dict[str, Listed]:
        """By address, what became of those that the source listed before."""
        found: dict[str, Listed] = {}
        for address in addresses:
            sql = "SELECT address, standing, stamp, tries FROM listed WHERE source = ? AND address = ?"
            row = self._connection.execute(sql, (source, address)).fetchone()
            if row is not None:
                found[address] = Listed(address=row[0], standing=row[1], stamp=row[2], tries=row[3])
        return found

    def mark_listed(self, source: str, listed: Iterable[Listed]) -> None:
        """Write down what became of addresses a source listed."""
        rows = [(source, one.address, one.standing, one.stamp, one.tries) for one in listed]
        with transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?, ?)", rows)
