"""Named questions: each has its definition, and SQLite and DuckDB give the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from store_by_hand import fill_store, make_event, make_record, make_statement

import dragoman
from dragoman.errors import StoreError
from dragoman.records import Relation, Span, Where
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer, list_questions, read_question

VALUES: dict[str, Any] = {
    "one": "USA",
    "other": "CHN",
    "past": "2022-01-01",
    "since": "2023-03-01",
    "until": "2023-12-31",
    "count": 100,
    "type": "ACCUSE",
    "asked": '[["USA", "CHN", "ACCUSE", "2021"], ["USA", "CHN", "AID", "2023"]]',
}
"""A value for every name that a question needs."""

LONDON = Where("London", "GBR", 51.5, -0.1, "2643743", 0, 6, "point")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    records = [
        make_record(
            f"story-{month}",
            f"2023-{month:02}-05",
            [
                make_event("USA", "CHN", "ACCUSE/disapprove", f"2023-{month:02}-04", context=("economic",)),
                make_event("CHN USA", "", "CONSULT", f"2023-{month:02}"),
                make_event("GBR", "CHN", "ACCUSE", f"2023-{month:02}-05", place=LONDON),
                make_event("CHN", "USA", "THREATEN/restrict", f"2023-{month:02}-05"),
            ],
            [
                make_statement("USA", "CHN", "Taiwan", side="against"),
                make_statement("CHN", "GBR", side="for"),
            ],
            [Relation(id="r", actors=("CHN", "USA"), change="worse", issues=(), evidence=Span(0, 1, "R"))],
        )
        for month in range(1, 7)
    ]
    with dragoman.open(fill_store(tmp_path_factory.mktemp("store") / "news.db", records)) as desk:
        yield desk


@pytest.fixture(scope="module")
def archive(desk: Desk) -> duckdb.DuckDBPyConnection:
    """The same tables and views in DuckDB."""
    made = duckdb.connect()
    schema = desk.fetch(
        "SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '*_text*'"
    )
    for name, _, kind in schema:
        if kind == "table":
            columns = desk.fetch(f"SELECT name, type FROM pragma_table_info('{name}')")
            kinds = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR", "BLOB": "BLOB"}
            told = ", ".join(f'"{column}" {kinds[kind]}' for column, kind in columns)
            made.execute(f"CREATE TABLE {name} ({told})")
            rows = desk.fetch(f"SELECT * FROM {name}")
            if rows:
                made.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
    for _, sql, kind in schema:
        if kind == "view":
            made.execute(sql)
    return made


@pytest.mark.parametrize("name", list_questions())
def test_a_question_has_a_definition(name: str) -> None:
    assert len(read_question(name).definition) > 40


@pytest.mark.parametrize("name", list_questions())
def test_a_question_is_answered_alike_by_both_engines(
    name: str, desk: Desk, archive: duckdb.DuckDBPyConnection
) -> None:
    question = read_question(name)
    here = fetch_answer(desk, name, **VALUES)
    there = archive.execute(question.sql, {need: VALUES[need] for need in question.needs}).fetchall()
    assert here and sorted(map(repr, map(_plain, here))) == sorted(map(repr, map(_plain, there)))


def test_an_unknown_question_is_told_with_those_known() -> None:
    with pytest.raises(StoreError, match=r"ask one of .*dyad_events"):
        read_question("weather")


def test_a_value_that_is_missing_is_named(desk: Desk) -> None:
    with pytest.raises(StoreError, match="needs other"):
        fetch_answer(desk, "dyad_events", one="USA", since="2023", until="2024")


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Numbers as floats: one engine counts in integers where the other sums in doubles."""
    return tuple(round(float(value), 6) if isinstance(value, int | float) else value for value in row)
