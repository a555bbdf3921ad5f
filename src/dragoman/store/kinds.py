"""The kinds of rows that may be asked for: their tables, filters, columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from dragoman.store.filters import (
    Condition,
    EventFilter,
    RelationFilter,
    StatementFilter,
    StoryFilter,
    limit_events,
    limit_relations,
    limit_statements,
    limit_stories,
)
from dragoman.store.rows import EventRow, RelationRow, StatementRow, StoryRow
from dragoman.store.streams import EVENTS, RELATIONS, STATEMENTS, STORIES, Table

Order = Literal["newest", "oldest", "kept"]
"""By the day of the event or story, or in the order they came in."""

Kind = Literal["events", "statements", "relations", "stories"]


class Asking(Struct, frozen=True):
    """How rows of a kind are asked for: their table, filter and row, and columns that are not the table's."""

    table: Table
    filter: type[Any]
    limit: Callable[[Any], list[Condition]]
    row: type[Any]
    columns: dict[str, str]

    @property
    def chosen(self) -> str:
        """What stands after SELECT."""
        names = self.row.__struct_fields__
        return ", ".join(self.columns.get(name, f"{self.table.alias}.{name}") for name in names)


_OF_STORY = {name: f"s.{name}" for name in ("title", "published", "publisher", "language", "url")}
_TOLD = {"story": "s.id", **_OF_STORY}
_COUNTED = {
    name: f"(SELECT count(*) FROM {name} WHERE {name}.story = s.story)" for name in ("events", "statements")
}
KINDS: dict[Kind, Asking] = {
    "events": Asking(EVENTS, EventFilter, limit_events, EventRow, {**_TOLD, "date": "e.edtf"}),
    "statements": Asking(STATEMENTS, StatementFilter, limit_statements, StatementRow, _TOLD),
    "relations": Asking(RELATIONS, RelationFilter, limit_relations, RelationRow, _TOLD),
    "stories": Asking(STORIES, StoryFilter, limit_stories, StoryRow, _COUNTED),
}
