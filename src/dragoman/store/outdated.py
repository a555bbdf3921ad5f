"""The stories of a store whose records are not what this program would make of them today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.records import Story
from dragoman.store.desk import Desk
from dragoman.store.packing import inflate_parse

_BATCH = 100  # stories fetched at once
_FIELDS = Story.__struct_fields__


class Made(Struct, frozen=True):
    """What records are made with, the model aside, which reads and does not code."""

    dragoman: str
    codebook: str
    atlas: str
    overlay: str


class Outdated(Struct, frozen=True):
    """A story that is to be coded anew: its key, its origin when it was fetched, its parse as MessagePack."""

    key: int
    origin: str
    story: Story
    parse: bytes | None


def count_outdated(desk: Desk, made: Made | None, languages: Sequence[str]) -> int:
    """How many stories `list_outdated` gives."""
    condition, values = _outdate(made, languages)
    return int(desk.fetch(f"SELECT count(*) FROM {_SOURCE} WHERE {condition}", values)[0][0])


def list_outdated(
    desk: Desk, made: Made | None, languages: Sequence[str], *, parsed: bool
) -> Iterator[Outdated]:
    """The stories in these languages that have no records, or records made otherwise, in the order they came.

    Without `made` all stories count. `parsed` asks for those with a kept parse, or for those without. What is
    written meanwhile does not disturb the order.
    """
    condition, values = _outdate(made, languages)
    columns = ", ".join(f"s.{name}" for name in _FIELDS)
    sql = (
        f"SELECT s.story, s.origin, p.parse, {columns} FROM {_SOURCE} LEFT JOIN parses p USING (story) "
        f"WHERE s.story > ? AND (p.parse IS NOT NULL) = {int(parsed)} AND {condition} "
        f"ORDER BY s.story LIMIT {_BATCH}"
    )
    last = 0
    while rows := desk.fetch(sql, (last, *values)):
        for key, origin, parse, *fields in rows:
            yield Outdated(key, origin, _make_story(fields), inflate_parse(parse) if parsed else None)
        last = rows[-1][0]


_SOURCE = "stories s LEFT JOIN records r USING (story) LEFT JOIN versions v USING (version)"


def _outdate(made: Made | None, languages: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    spoken = f"s.language IN ({', '.join('?' * len(languages))})"
    if made is None:
        return spoken, tuple(languages)
    same = "(v.dragoman, v.codebook, v.atlas, v.overlay) = (?, ?, ?, ?)"
    told = (made.dragoman, made.codebook, made.atlas, made.overlay)
    return f"{spoken} AND (r.record IS NULL OR NOT {same})", (*languages, *told)


def _make_story(fields: Sequence[Any]) -> Story:
    # SQLite has no truth values: `partial` comes back as 0 or 1.
    return msgspec.convert(dict(zip(_FIELDS, fields, strict=True)), Story, strict=False)
