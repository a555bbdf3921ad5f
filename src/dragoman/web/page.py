"""A page: a question, the context that answers it, a template; and the same answer as JSON and as tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from dragoman.store.rows import Rows
from dragoman.web.downloads import Table
from dragoman.web.questions import Question

MOST_ROWS = 100_000
"""Rows in one download; `dragoman export` gives all."""


class Page(Struct, frozen=True, kw_only=True):
    """A page of the desk.

    `name` is its address and its template's name; `ask` gives its context, a frozen Struct whose docstring
    tells what the fields mean, and which `/name.json` gives as it is. `table` gives the rows of `/name.csv`
    and the other downloads, all that are asked for, where the page is a table. `listed` pages stand in the
    navigation, under the text `name.nav`.
    """

    name: str
    ask: Callable[[Question], Struct]
    table: Callable[[Question], Rows[Any] | Table] | None = None
    typed: bool = True  # false for a table whose columns have no types: no Parquet
    listed: bool = True
    parts: tuple[str, ...] = ()  # of an address that leads to it: one, other of /dyad/USA/CHN
    scripts: tuple[str, ...] = ()  # files of static/, loaded on this page only
