"""What the store answers, printed as a table, as JSON or as comma-separated values."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.cli import asked as by
from dragoman.cli.options import settle_store

if TYPE_CHECKING:
    from dragoman.store.desk import Desk
    from dragoman.store.rows import Rows

SHOWN = 50
"""Rows of a table unless more are asked for."""


def answer(
    kind: str,
    asked: dict[str, Any],
    order: str,
    limit: int | None,
    store: Path | None,
    *,
    json: bool,
    csv: bool,
) -> None:
    import dragoman

    most = limit or (None if json or csv else SHOWN)
    with dragoman.open(settle_store(store)) as desk:
        found = getattr(desk, kind)(order=by.check_order(order), limit=most, **asked)
        print_rows(found, kind, json=json, csv=csv)
        if not (json or csv):
            _tell_count(desk, kind, asked, len(found))


def print_rows(rows: Rows[Any], kind: str, *, json: bool, csv: bool) -> None:
    import msgspec

    from dragoman.cli.row_view import show_rows
    from dragoman.export.tables import write_csv

    if json:
        for row in rows:
            print(msgspec.json.encode(row).decode())
    elif csv:
        write_csv(rows, rows.columns, sys.stdout)
    else:
        show_rows(rows, kind)


def _tell_count(desk: Desk, kind: Any, asked: dict[str, Any], shown: int) -> None:
    count = desk.count(kind, **asked)
    if shown == 0:
        print(f"No {kind} fit.", file=sys.stderr)
    elif count.rows > shown:
        more = "more than " if count.more else ""
        print(f"{shown:,} of {more}{count.rows:,}; --limit shows more.", file=sys.stderr)
