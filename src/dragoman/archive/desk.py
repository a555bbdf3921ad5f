"""An archive asked as a store is: the same questions, answered by DuckDB."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from dragoman.archive.engine import Engine
from dragoman.archive.flat import KEYS
from dragoman.archive.folder import open_folder
from dragoman.archive.manifests import tell_held
from dragoman.archive.shared import SharedEngine
from dragoman.archive.stories import fetch_file
from dragoman.archive.tables import PARSES
from dragoman.records import Parse, StoryRecord
from dragoman.store.asking import ROWS, SECONDS, Answer
from dragoman.store.conditions import Condition, join_conditions
from dragoman.store.counting import MOST, Count
from dragoman.store.desk import Desk
from dragoman.store.kinds import Kind
from dragoman.store.streams import Direction, Table
from dragoman.syntax.parses import find_parses

_WORDED = {
    "events_text": ("e.evidence",),
    "statements_text": ("t.content",),
    "stories_text": ("s.title", "s.text"),
}
"""By the store's tables of full text, the columns that are looked through here."""
_KEPT = 200  # records
_decode = msgspec.json.Decoder(StoryRecord).decode


class ArchiveDesk(Desk):
    """Reads an archive; `dragoman.open` gives one. It has the methods of a `Desk`.

    Words are looked for in every text, since an archive has no index of them.
    """

    can_be_judged = False

    def __init__(self, address: str | Path, shared: SharedEngine | None = None) -> None:
        """Raises StoreError when there is no archive, or one of a newer version.

        `shared` is the engine of another reader of the same archive, which closes it.
        """
        self.path = Path(address)
        self._address = address
        self._folder = open_folder(address)
        self._owns = shared is None
        self._read: dict[str, StoryRecord] = {}
        self._shared = shared or SharedEngine(self._folder)
        self.connection: Any = None
        self._turn()

    def _turn(self) -> None:
        """Look at the archive as it is now."""
        engine: Any = self._shared.look()
        if engine is not self.connection:
            self._read = {}
        self.connection = engine
        self._engine: Engine = engine

    def close(self) -> None:
        if self._owns:
            self._shared.close()

    def again(self) -> ArchiveDesk:
        return ArchiveDesk(self._address, self._shared)

    def begin(self) -> None:
        self._turn()

    def end(self) -> None:
        """Nothing: what was opened stays as it is until the next `begin`."""

    def limit(self, kind: Kind, /, **asked: Any) -> tuple[str, tuple[Any, ...]]:
        condition = join_conditions(self._list_conditions(kind, asked))
        return condition.sql, condition.values

    def find_records(self, identities: Sequence[str]) -> dict[str, StoryRecord]:
        found = {identity: self._read[identity] for identity in identities if identity in self._read}
        missing = [identity for identity in identities if identity not in found]
        if missing:
            found |= super().find_records(missing)
        # The last ones are asked for again by whoever tells of their events.
        self._read = dict(list((self._read | found).items())[-_KEPT:])
        return found

    def records(self) -> Iterator[StoryRecord]:
        for _, line in self.lines():
            yield _decode(line)

    def lines(self) -> Iterator[tuple[str, bytes]]:
        sql = (
            "SELECT s.id, r.record FROM records r JOIN stories s USING (story) "
            "WHERE story >= ? AND story < ? ORDER BY story"
        )
        for part in self._engine.parts:
            for held in tell_held(part):
                # A part at a time, so that memory does not hold them all to sort them.
                first = held.number * KEYS
                rows = self._engine.execute(sql, (first, first + KEYS), part=held.number).fetchall()
                yield from ((identity, line.encode()) for identity, line in rows)

    def parse(self, identity: str) -> Parse | None:
        sql = "SELECT story, text_sha256 FROM stories WHERE id = ?"
        row = self.fetch(sql, (identity,), stories=(identity,))
        if not row:
            return None
        number = row[0][0] // KEYS
        for part in self._engine.parts:
            if any(held.number == number for held in tell_held(part)):
                with fetch_file(self._folder, f"{PARSES}/{part.name}.parquet") as path:
                    return find_parses(path, {identity: row[0][1]}).get(identity)
        return None

    def fetch(
        self,
        sql: str,
        values: Sequence[Any] = (),
        *,
        stories: Sequence[str] | None = None,
        keys: tuple[str, Sequence[int]] | None = None,
    ) -> list[tuple[Any, ...]]:
        if stories is not None:
            keys = "story", self._engine.find_stories(stories)
        return self._engine.execute(sql, values, keys=keys).fetchall()

    def find_keys(
        self, table: Table, conditions: Sequence[Condition], most: int = MOST
    ) -> tuple[list[int], bool]:
        keys = self._list_keys(table, list(map(_fit, conditions)), "newest", most + 1, 0)
        return keys[:most], len(keys) > most

    def ask_sql(self, sql: str, *, rows: int = ROWS, seconds: float = SECONDS) -> Answer:
        return self._engine.ask(sql, rows=rows, seconds=seconds)

    def list_tables(self) -> dict[str, tuple[str, ...]]:
        return self._engine.list_tables()

    def tell_version(self) -> int:
        self._shared.look()
        return self._shared.version

    def _list_conditions(self, kind: Kind, asked: dict[str, Any]) -> list[Condition]:
        return list(map(_fit, super()._list_conditions(kind, asked)))

    def _list_keys(
        self,
        table: Table,
        conditions: Sequence[Condition],
        order: Direction,
        limit: int,
        offset: int,
        stories: Sequence[str] | None = None,
    ) -> list[int]:
        where = join_conditions(conditions)
        down = " DESC" if order == "newest" else ""
        day, key = f"{table.alias}.first_day", f"{table.alias}.{table.key}"
        sql = (
            f"SELECT {key} FROM {_tell_source(table, where)} WHERE {where.sql} "
            f"ORDER BY {day}{down}, {key}{down} LIMIT {limit:d} OFFSET {offset:d}"
        )
        return [found for (found,) in self.fetch(sql, where.values, stories=stories)]

    def _count(self, table: Table, conditions: Sequence[Condition], most: int) -> Count:
        where = join_conditions(conditions)
        sql = f"SELECT count(*) FROM {_tell_source(table, where)} WHERE {where.sql}"
        return Count(int(self.fetch(sql, where.values)[0][0]), False)

    def _unpack(self, packed: str) -> StoryRecord:
        return _decode(packed)


def _tell_source(table: Table, where: Condition) -> str:
    """The table as it stands after FROM, with the stories only where they are asked about."""
    return table.joined if re.search(r"\bs\.", where.sql) else table.bare


def _fit(condition: Condition) -> Condition:
    """The condition as DuckDB answers it: tests of rows, and words as patterns."""
    if condition.words is None:
        return replace(condition, sql=condition.test or condition.sql)
    columns = _WORDED[condition.words]
    text = reduce(lambda one, other: f"{one} || chr(10) || {other}", (f"coalesce({c}, '')" for c in columns))
    patterns = tuple(_list_patterns(str(condition.values[0])))
    sql = " AND ".join(f"regexp_matches(strip_accents({text}), ?, 'i')" for _ in patterns)
    return Condition(f"({sql})", patterns)


def _list_patterns(question: str) -> Iterator[str]:
    """A pattern for each word, phrase or prefix of a question in the language of the store's full text."""
    for phrase, star in re.findall(r'"([^"]+)"(\*?)', question):
        words = re.findall(r"\w+", _strip(phrase))
        if words:
            between = r"[^\pL\pN_]+"
            yield rf"(?:^|[^\pL\pN_]){between.join(words)}" + ("" if star else r"(?:$|[^\pL\pN_])")


def _strip(text: str) -> str:
    """The letters without their marks, as DuckDB's strip_accents leaves them."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
