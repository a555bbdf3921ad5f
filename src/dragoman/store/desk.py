"""The desk: what a program asks of a store, answered with plain rows and whole records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.records import Parse, Story, StoryRecord
from dragoman.store.asking import ROWS, SECONDS, Answer, ask_sql, list_tables
from dragoman.store.counting import MOST, Count, Facets, count_facets, count_rows, find_keys, limit_words
from dragoman.store.database import open_reader
from dragoman.store.filters import Condition, join_conditions, list_values
from dragoman.store.kinds import KINDS, Asking, Kind, Order
from dragoman.store.packing import inflate_record, unpack_parse, unpack_record
from dragoman.store.rows import ActorRow, EventRow, RelationRow, Rows, StatementRow, StoryRow, make_rows
from dragoman.store.streams import EVENTS, Direction, Table, stream_keys
from dragoman.store.tellings import OneEvent, find_one_event

T = TypeVar("T", bound=Struct)

_DAYS = {"newest": "first_day DESC, {key} DESC", "oldest": "first_day, {key}", "kept": "{key}"}
_ALL = 1 << 62  # more rows than there are
_BATCH = 1_000  # rows fetched at once when all are wanted


class Desk:
    """Reads a store; `dragoman.open` gives one. A context: leaving it closes the file.

    Every method that takes a filter as keywords takes those of the filter's class in `store.filters`.
    """

    can_be_judged: bool = True
    """Whether it keeps what people say of its records."""

    def __init__(self, path: str | Path) -> None:
        """Opens the store at `path` for reading. Raises StoreError when there is none, or none that fits."""
        self.path = Path(path)
        self.connection = open_reader(self.path)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    def again(self) -> Desk:
        """Another reader of the same, for another thread."""
        return Desk(self.path)

    def begin(self) -> None:
        """From here to `end` all answers are of one moment, whatever is written meanwhile."""
        self.connection.execute("BEGIN")

    def end(self) -> None:
        """Ends what `begin` began."""
        self.connection.execute("ROLLBACK")

    def events(
        self, *, limit: int | None = None, offset: int = 0, order: Order = "newest", **asked: Any
    ) -> Rows[EventRow]:
        """The events that fit `EventFilter(**asked)`: `desk.events(actor="USA", since="2022")`."""
        return self._select("events", asked, order, limit, offset)

    def find_events(self, keys: Sequence[int]) -> Rows[EventRow]:
        """The events with these keys of the table `events`, in their order."""
        return self._fetch_rows(KINDS["events"], keys)

    def one_event(self, story: str, event: str) -> OneEvent:
        """The event with these ids of story and event, with all stories that tell it; raises StoreError."""
        return find_one_event(self, story, event)

    def statements(
        self, *, limit: int | None = None, offset: int = 0, order: Order = "newest", **asked: Any
    ) -> Rows[StatementRow]:
        """The statements that fit `StatementFilter(**asked)`."""
        return self._select("statements", asked, order, limit, offset)

    def relations(
        self, *, limit: int | None = None, offset: int = 0, order: Order = "newest", **asked: Any
    ) -> Rows[RelationRow]:
        """The tellings of relations that fit `RelationFilter(**asked)`."""
        return self._select("relations", asked, order, limit, offset)

    def stories(
        self, *, limit: int | None = None, offset: int = 0, order: Order = "newest", **asked: Any
    ) -> Rows[StoryRow]:
        """The stories that fit `StoryFilter(**asked)`, without their texts."""
        return self._select("stories", asked, order, limit, offset)

    def iterate(self, kind: Kind, /, **asked: Any) -> Iterator[Any]:
        """The rows of that kind that fit, in the order they came, with memory for a few at a time."""
        asking = KINDS[kind]
        table = asking.table
        where, values = self.limit(kind, **asked)
        name = f"{table.alias}.{table.key}"
        sql = f"SELECT {name} FROM {table.joined} WHERE {where} ORDER BY {name}"
        keys = [key for (key,) in self.fetch(sql, values)]
        for at in range(0, len(keys), _BATCH):
            yield from self._fetch_rows(asking, keys[at : at + _BATCH])

    def iterate_ids(self, kind: Kind, /, **asked: Any) -> Iterator[tuple[str, str]]:
        """The ids of the rows of that kind that fit, each after its story's, in the order they came."""
        table = KINDS[kind].table
        where, values = self.limit(kind, **asked)
        sql = (
            f"SELECT s.id, {table.alias}.id FROM {table.joined} WHERE {where} "
            f"ORDER BY s.story, {table.alias}.{table.key}"
        )
        yield from self.fetch(sql, values)

    def limit(self, kind: Kind, /, **asked: Any) -> tuple[str, tuple[Any, ...]]:
        """The condition of SQL for rows of that kind, joined with `stories s`, and the values bound in it."""
        condition = join_conditions(self._list_conditions(kind, asked))
        return condition.sql, condition.values

    def actors(
        self, code: str | None = None, *, entity: str | None = None, limit: int = 100
    ) -> Rows[ActorRow]:
        """The ways in which actors were named, most frequent first; `code` "" asks for those not linked."""
        asked = {"code": code, "entity": entity}
        conditions = [
            Condition(f"{name} = ?", (value,)) for name, value in asked.items() if value is not None
        ]
        where = join_conditions(conditions)
        columns = ActorRow.__struct_fields__
        empty = {"code", "entity", "sector", "office", "via"}
        chosen = ", ".join(f"nullif({name}, '')" if name in empty else name for name in columns)
        sql = f"SELECT {chosen} FROM met WHERE {where.sql} ORDER BY times DESC, text LIMIT ?"
        return make_rows(ActorRow, columns, self.fetch(sql, (*where.values, limit)))

    def count(self, kind: Kind, /, *, most: int = MOST, **asked: Any) -> Count:
        """How many events (statements, relations, stories) fit, counted to `most`."""
        return self._count(KINDS[kind].table, self._list_conditions(kind, asked), most)

    def facets(self, *, most: int = MOST, **asked: Any) -> Facets:
        """Of what kinds the events are that fit `EventFilter(**asked)`, the newest `most` of them."""
        keys, more = self.find_keys(EVENTS, self._list_conditions("events", asked), most)
        return count_facets(self.connection, keys, more)

    def story(self, identity: str) -> Story:
        """The story with that id. Raises StoreError when there is none."""
        names = Story.__struct_fields__
        sql = f"SELECT {', '.join(names)} FROM stories WHERE id = ?"
        row = self.fetch(sql, (identity,), stories=(identity,))
        if not row:
            raise StoreError(f"there is no story “{identity}”", where=str(self.path))
        # SQLite has no truth values: `partial` comes back as 0 or 1.
        return msgspec.convert(dict(zip(names, row[0], strict=True)), Story, strict=False)

    def record(self, identity: str) -> StoryRecord | None:
        """The records of the story with that id; None when it is not coded."""
        return self.find_records((identity,)).get(identity)

    def find_records(self, identities: Sequence[str]) -> dict[str, StoryRecord]:
        """The records of the stories with these ids, by id; those that are not coded are left out."""
        sql = (
            "SELECT s.id, r.record FROM json_each(?) k CROSS JOIN stories s ON s.id = k.value "
            "CROSS JOIN records r ON r.story = s.story"
        )
        rows = self.fetch(sql, (json.dumps(list(identities)),), stories=identities)
        return {identity: self._unpack(packed) for identity, packed in rows}

    def find_texts(self, identities: Sequence[str]) -> dict[str, str]:
        """The texts of the stories with these ids, by id."""
        sql = "SELECT s.id, s.text FROM json_each(?) k CROSS JOIN stories s ON s.id = k.value"
        return dict(self.fetch(sql, (json.dumps(list(identities)),), stories=identities))

    def parse(self, identity: str) -> Parse | None:
        """The kept parse of the story with that id; None when it was not read."""
        row = self.fetch("SELECT parse FROM parses JOIN stories USING (story) WHERE id = ?", (identity,))
        return unpack_parse(row[0][0]) if row else None

    def records(self) -> Iterator[StoryRecord]:
        """The records of all coded stories, in the order they came, one at a time."""
        for (packed,) in self.connection.execute("SELECT record FROM records ORDER BY story"):
            yield unpack_record(packed)

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """The records of all coded stories as lines of `dragoman code`, each after its story's id."""
        sql = "SELECT s.id, r.record FROM records r JOIN stories s USING (story) ORDER BY s.story"
        for identity, packed in self.connection.execute(sql):
            yield identity, inflate_record(packed)

    def find_keys(
        self, table: Table, conditions: Sequence[Condition], most: int = MOST
    ) -> tuple[list[int], bool]:
        """The keys of the newest rows that fit, up to `most`, and whether there may be more."""
        return find_keys(self.connection, table, limit_words(conditions, most), most)

    def ask_sql(self, sql: str, *, rows: int = ROWS, seconds: float = SECONDS) -> Answer:
        """What a user's question in SQL gives; see `store.asking.ask_sql`."""
        return ask_sql(self.path, sql, rows=rows, seconds=seconds)

    def list_tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and views that `ask_sql` may ask, each with its columns."""
        return list_tables(self.path)

    def tell_version(self) -> int:
        """A number that changes when the store does."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def fetch(
        self,
        sql: str,
        values: Sequence[Any] = (),
        *,
        stories: Sequence[str] | None = None,
        keys: tuple[str, Sequence[int]] | None = None,
    ) -> list[tuple[Any, ...]]:
        """What a question of our own SQL answers; for users' SQL there is `store.asking`.

        `stories` are the ids of the stories that all rows it looks at are of, where that is known, or `keys`
        the name of a key and its values: an archive then looks at nothing else.
        """
        return self.connection.execute(sql, values).fetchall()

    def _unpack(self, packed: Any) -> StoryRecord:
        return unpack_record(packed)

    def _select(
        self, kind: Kind, asked: dict[str, Any], order: Order, limit: int | None, offset: int
    ) -> Rows[Any]:
        asking = KINDS[kind]
        table = asking.table
        conditions = self._list_conditions(kind, asked)
        of = list_values(asked["story"]) if asked.get("story") is not None else None
        if limit is not None and order != "kept":
            return self._fetch_rows(asking, self._list_keys(table, conditions, order, limit, offset, of))
        by = ", ".join(f"{table.alias}.{part}" for part in _DAYS[order].format(key=table.key).split(", "))
        where = join_conditions(conditions)
        sql = f"SELECT {asking.chosen} FROM {table.joined} WHERE {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"
        values = (*where.values, _ALL if limit is None else limit, offset)
        return make_rows(asking.row, asking.row.__struct_fields__, self.fetch(sql, values, stories=of))

    def _list_conditions(self, kind: Kind, asked: dict[str, Any]) -> list[Condition]:
        asking = KINDS[kind]
        return asking.limit(_make_filter(asking.filter, asked))

    def _list_keys(
        self,
        table: Table,
        conditions: Sequence[Condition],
        order: Direction,
        limit: int,
        offset: int,
        stories: Sequence[str] | None = None,
    ) -> list[int]:
        return list(islice(stream_keys(self.connection, table, conditions, order), offset, offset + limit))

    def _count(self, table: Table, conditions: Sequence[Condition], most: int) -> Count:
        return count_rows(self.connection, table, conditions, most)

    def _fetch_rows(self, asking: Asking, keys: Sequence[int]) -> Rows[Any]:
        """The rows with these keys, in their order."""
        listed = json.dumps(keys)  # one value, however many keys
        sql = (
            f"SELECT {asking.chosen} FROM json_each(?) k CROSS JOIN {asking.table.joined} "
            f"WHERE {asking.table.alias}.{asking.table.key} = k.value ORDER BY k.key"
        )
        return make_rows(
            asking.row,
            asking.row.__struct_fields__,
            self.fetch(sql, (listed,), keys=(asking.table.key, keys)),
        )


def _make_filter(kind: type[T], asked: dict[str, Any]) -> T:
    unknown = [name for name in asked if name not in kind.__struct_fields__]
    if unknown:
        allowed = ", ".join(kind.__struct_fields__)
        raise StoreError(f"“{unknown[0]}” is nothing to ask by", remedy=f"ask by {allowed}")
    return kind(**asked)
