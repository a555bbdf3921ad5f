"""Rows as tables: columns have their types, also where nothing is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stored import code, tell

from dragoman.errors import DragomanError
from dragoman.store.desk import Desk
from dragoman.store.rows import EventRow, Rows, tell_forms
from dragoman.store.writer import Writer


@pytest.fixture
def rows(path: Path, writer: Writer, run: int) -> Rows[EventRow]:
    writer.add(run, [code(tell("a", published="2022-07"))])
    with Desk(path) as desk:
        return desk.events(order="kept")


def test_rows_are_a_sequence(rows: Rows[EventRow]) -> None:
    assert (len(rows), rows[0].id, rows[1:][0].id) == (2, "e1", "e2")
    assert [row.factuality for row in rows] == ["actual", "negated"]


def test_lists_and_truth_are_what_they_are(rows: Rows[EventRow]) -> None:
    told = rows.to_dicts()[0]
    assert (told["actors"], told["modes"], told["claimed"]) == (["CHN"], ["disapprove"], True)


def test_columns_have_their_forms(rows: Rows[EventRow]) -> None:
    forms = tell_forms(EventRow)
    assert (forms["id"], forms["lat"], forms["claimed"], forms["actors"], forms["starts"]) == (
        "text", "real", "truth", "list", "whole",
    )  # fmt: skip
    assert list(forms) == rows.columns


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_library_gets_the_same_columns_with_rows_and_without(library: str, rows: Rows[EventRow]) -> None:
    pytest.importorskip(library)
    make = {"pandas": Rows.to_pandas, "polars": Rows.to_polars, "pyarrow": Rows.to_arrow}[library]
    types = {"pandas": "dtypes", "polars": "schema", "pyarrow": "schema"}[library]
    full, empty = (getattr(make(one), types) for one in (rows, rows[2:]))
    assert list(full) == list(empty)


def test_a_library_that_is_missing_is_told(rows: Rows[EventRow], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", refuse)
    with pytest.raises(DragomanError, match="polars is not installed — pip install polars"):
        rows.to_polars()
