"""Named questions: each a file of plain SQL in queries/, asked of a store and answered with frozen records.

The SQL keeps to what SQLite and DuckDB share, so that the same file is asked of columnar archives. The
comment at its head is its definition; `$name` marks a value that is bound.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.desk import Desk

T = TypeVar("T", bound=Struct)


class Question(Struct, frozen=True):
    """A question's name, its definition in words, its SQL, and the names of the values it needs."""

    name: str
    definition: str
    sql: str
    needs: tuple[str, ...]


@cache
def read_question(name: str) -> Question:
    """The question of that name. Raises StoreError when there is none."""
    names = list_questions()
    if name not in names:
        raise StoreError(f"there is no question “{name}”", remedy=f"ask one of {', '.join(names)}")
    text = (files("dragoman.store") / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    lines = text.splitlines()
    head = next(at for at, line in enumerate(lines) if not line.startswith("--"))
    definition = "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines[:head])
    sql = "\n".join(lines[head:])
    needs = tuple(dict.fromkeys(re.findall(r"\$([a-z_]+)", sql)))
    return Question(name, definition, sql, needs)


@cache
def list_questions() -> tuple[str, ...]:
    """The names of all questions, in alphabetical order."""
    folder = files("dragoman.store") / "queries"
    return tuple(sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".sql")))


def fetch_answer(desk: Desk, name: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows that the named question gives. Raises StoreError when a value it needs is not given."""
    question = read_question(name)
    missing = [need for need in question.needs if need not in values]
    if missing:
        raise StoreError(f"the question {name} needs {', '.join(missing)}")
    bound = {need: values[need] for need in question.needs}
    return desk.connection.execute(question.sql, bound).fetchall()


def read_answer(desk: Desk, name: str, kind: type[T], **values: Any) -> list[T]:
    """The rows that the named question gives, as records of `kind`, whose fields are its columns in order."""
    truths = _list_truths(kind)
    rows = fetch_answer(desk, name, **values)
    if not truths:
        return [kind(*row) for row in rows]
    # SQLite has no truth values of its own: they are given as 0 and 1.
    return [kind(*(bool(value) if at in truths else value for at, value in enumerate(row))) for row in rows]


@cache
def _list_truths(kind: type[Struct]) -> frozenset[int]:
    """The places of the fields that are true or false."""
    return frozenset(at for at, field in enumerate(msgspec.structs.fields(kind)) if field.type is bool)
