"""Users' SQL: it reads, and can do nothing else; what goes wrong is told with what there is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from stored import code, tell

from dragoman.errors import StoreError
from dragoman.store.asking import ask_sql, list_tables
from dragoman.store.writer import Writer


@pytest.fixture(autouse=True)
def stories(writer: Writer, run: int) -> None:
    writer.add(run, [code(tell(name, f"Rusland en China, {name}.")) for name in ("a", "b", "c")])


def test_a_question_is_answered_with_its_columns(path: Path) -> None:
    answer = ask_sql(
        path, "SELECT s.id, count(*) AS events FROM stories s JOIN events USING (story) GROUP BY 1"
    )
    assert (answer.columns, answer.rows, answer.more) == (
        ("id", "events"),
        (("a", 2), ("b", 2), ("c", 2)),
        False,
    )


def test_full_text_and_views_can_be_asked(path: Path) -> None:
    sql = "SELECT rowid FROM stories_text WHERE stories_text MATCH 'rusland AND b'"
    assert ask_sql(path, sql).rows == ((2,),)
    assert ask_sql(path, "WITH e AS (SELECT * FROM events_once) SELECT count(*) FROM e").rows == ((6,),)


def test_a_record_can_be_looked_into(path: Path) -> None:
    sql = "SELECT json_extract(inflate(record), '$.events[0].why') FROM records WHERE story = 1"
    assert ask_sql(path, sql).rows == (("nl/condemn: object → recipient",),)


def test_rows_beyond_the_limit_are_left_out_and_said_to_be(path: Path) -> None:
    answer = ask_sql(path, "SELECT id FROM stories", rows=2)
    assert (len(answer.rows), answer.more) == (2, True)


def test_binary_values_come_back_as_their_size(path: Path) -> None:
    assert ask_sql(path, "SELECT x'0102'").rows == (("(2 bytes)",),)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM stories",
        "UPDATE stories SET title = 'x'",
        "INSERT INTO runs (command, inputs, started) VALUES ('x', 'x', 'x')",
        "CREATE TABLE mine (x)",
        "CREATE TEMP TABLE mine (x)",
        "DROP TABLE stories",
        "ATTACH '/tmp/other.db' AS other",
        "VACUUM INTO '/tmp/copy.db'",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "SELECT load_extension('x')",
        "BEGIN",
        "WITH x AS (SELECT 1) INSERT INTO stories_text (stories_text) VALUES ('rebuild')",
        "EXPLAIN DELETE FROM stories",
        "REINDEX",
        "ANALYZE",
    ],
)
def test_nothing_but_reading_is_allowed(path: Path, sql: str) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="may only read"):
        ask_sql(path, sql)
    assert path.read_bytes() == before


def test_a_question_that_takes_too_long_is_stopped(path: Path) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    started = time.monotonic()
    with pytest.raises(StoreError, match=r"took longer than 0\.2 seconds"):
        ask_sql(path, endless, seconds=0.2)
    assert time.monotonic() - started < 5


def test_no_single_value_may_fill_the_memory(path: Path) -> None:
    with pytest.raises(StoreError, match="too big"):
        ask_sql(path, "SELECT length(zeroblob(1000000000))")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FROM event", "no such table: event — there are .*events, .*stories"),
        ("SELECT actor FROM events", r"no such column: actor — there are events \(event, story, id, type"),
        ("SELEC 1", "near .*SELEC"),
        ("SELECT 1; SELECT 2", "more than one question — ask one at a time"),
        ("", "asks for nothing"),
    ],
)
def test_an_error_says_what_there_is(path: Path, sql: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        ask_sql(path, sql)


def test_the_tables_are_listed_without_what_fts_keeps_behind_them(path: Path) -> None:
    tables = list_tables(path)
    assert tables["stories_text"] == ("title", "text")
    assert "events_once" in tables and not [name for name in tables if name.endswith(("_data", "_idx"))]
