"""Which column of a table is which part of a story: as the user says, else by the usual names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from dragoman.errors import DataError, SourceError
from dragoman.tables import read_table

FIELDS = ("text", "title", "id", "published", "language", "url", "publisher")

Columns: TypeAlias = Mapping[str, str]
"""By part of a story, the name of its column."""

_NAMES = Path(__file__).with_name("columns.toml")


class _Names(Struct, frozen=True, forbid_unknown_fields=True):
    text: tuple[str, ...]
    title: tuple[str, ...]
    id: tuple[str, ...]
    published: tuple[str, ...]
    language: tuple[str, ...]
    url: tuple[str, ...]
    publisher: tuple[str, ...]


def read_columns(stated: str) -> dict[str, str]:
    """The mapping in `text=body,published=date`: by part of a story, the name of its column.

    Raises `SourceError` when it is not of that form or names no part of a story.
    """
    columns: dict[str, str] = {}
    for pair in stated.split(","):
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not equals or not name:
            raise SourceError(f"“{pair}” maps no column", remedy="write --columns text=body,published=date")
        if field not in FIELDS:
            raise SourceError(f"“{field}” is no part of a story", remedy=f"allowed: {', '.join(FIELDS)}")
        if field in columns:
            raise SourceError(f"{field} is mapped twice", remedy="name one column for it")
        columns[field] = name
    return columns


def settle_columns(names: Sequence[str], given: Columns | None = None) -> dict[str, str]:
    """By part of a story, the one of `names` that holds it: as `given` says, else by the usual names.

    Raises `SourceError` when a column that was named is not there, or none can be the text.
    """
    settled: dict[str, str] = {}
    for field, name in (given or {}).items():
        if name not in names:
            raise SourceError(f"has no column {name} for {field}", remedy=f"its columns: {_list(names)}")
        settled[field] = name
    plain = {_plain(name): name for name in reversed(names) if name not in settled.values()}
    for field, usual in _load_names().items():
        found = next((plain[name] for name in usual if name in plain), None)
        if field not in settled and found is not None:
            settled[field] = found
    if "text" not in settled:
        remedy = f"say which it is: --columns text=NAME; its columns: {_list(names)}"
        raise SourceError("has no column that is surely the text", remedy=remedy)
    return settled


@cache
def _load_names(path: Path = _NAMES) -> dict[str, tuple[str, ...]]:
    try:
        names = read_table(path, _Names)
    except msgspec.MsgspecError as error:
        remedy = f"a list of names for each of {', '.join(FIELDS)}"
        raise DataError(str(error), where=str(path), remedy=remedy) from error
    return {field: tuple(map(_plain, getattr(names, field))) for field in FIELDS}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:20])
    return f"{shown}, …" if len(names) > 20 else shown
