"""`dragoman ask` and `dragoman judge`: what they print from a store, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from stored import code, tell
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app, main
from dragoman.store.writer import Writer


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Writer(Path("news.db")) as writer:
        run = writer.begin_run("add", [])
        first = tell("a", title="Sancties", published="2022-07-08", publisher="De Bode")
        second = tell("b", "China zegt =SUM(A1) tegen Rusland.", published="2023")
        writer.add(run, [code(first), code(second)])


def run(*arguments: str, columns: int = 140, given: str | None = None) -> Result:
    shown = CliRunner(env={"COLUMNS": str(columns)}).invoke(build_app(), list(arguments), input=given)
    if shown.exception and not isinstance(shown.exception, SystemExit):
        raise shown.exception
    return shown


def fail(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("columns", [60, 140])
def test_events_come_with_their_words_and_where_they_stand(columns: int) -> None:
    shown = run("ask", "events", "--story", "a", columns=columns).stdout
    for fact in ("ACCUSE/disapprove", "CHN → RUS", "claimed by RUS", "China veroordeelt", "a/e1", "De Bode"):
        assert fact in shown


@pytest.mark.parametrize("name", ["CHN", "China", "chn"])
def test_a_country_may_be_named(name: str) -> None:
    rows = run("ask", "events", "--actor", name, "--recipient", "Rusland", "--json").stdout.splitlines()
    assert {json.loads(row)["story"] for row in rows} == {"a", "b"}


def test_a_name_that_means_nobody_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "the atlas knows no actor “Nergensland”" in fail(capsys, "ask", "events", "--actor", "Nergensland")


def test_filters_meet() -> None:
    shown = run("ask", "events", "--text", "veroordeelt", "--asserted", "--json").stdout
    assert [json.loads(row)["id"] for row in shown.splitlines()] == ["e2"]
    assert run("ask", "events", "--type", "AID").stderr == "No events fit.\n"


def test_more_rows_than_are_shown_are_counted() -> None:
    assert run("ask", "events", "--limit", "1").stderr == "1 of 4; --limit shows more.\n"


def test_csv_can_be_read_back_and_starts_no_formula() -> None:
    text = run("ask", "statements", "--story", "b", "--csv").stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["story"], row["content"]) == ("b", "China zegt =SUM(A1) tegen Rusland.")


@pytest.mark.parametrize("kind", ["events", "statements", "relations", "stories", "actors"])
def test_every_kind_comes_as_table_json_and_csv(kind: str) -> None:
    rows = [json.loads(line) for line in run("ask", kind, "--json").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run("ask", kind, "--csv").stdout)))
    assert len(rows) == len(table) > 0 and list(rows[0]) == list(table[0])
    assert run("ask", kind).stdout.strip()


def test_an_unknown_order_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "give newest, oldest, kept" in fail(capsys, "ask", "events", "--order", "best")


def test_a_missing_store_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no such store" in fail(capsys, "ask", "stories", "--store", "no.db")


# ── sql ──────────────────────────────────────────────────────────────────────


def test_sql_is_answered() -> None:
    assert json.loads(run("ask", "sql", "SELECT count(*) AS n FROM events", "--json").stdout) == {"n": 4}
    assert run("ask", "sql", "-", "--csv", given="SELECT 1 AS a, 'x' AS b").stdout.splitlines() == [
        "a,b",
        "1,x",
    ]
    assert "recipients" in run("ask", "sql", "--tables").stdout


def test_sql_cannot_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert "may only read" in fail(capsys, "ask", "sql", "DELETE FROM events")


# ── judge ────────────────────────────────────────────────────────────────────


def test_a_record_is_judged_and_the_judgement_shown() -> None:
    assert (
        run("judge", "a/e1", "wrong", "--user", "ann", "--note", "no").stdout
        == "a/e1: event wrong, says ann\n"
    )
    shown = run("ask", "judgements").stdout
    assert "wrong" in shown and "ann" in shown and "a/e1" in shown


def test_a_correction_becomes_gold() -> None:
    run("judge", "a/e1", "corrected", "--type", "AID", "--mode", "-", "--said-by", "-", "--user", "ann")
    gold = json.loads(run("ask", "judgements", "--gold").stdout)
    (core,) = (one for one in gold["events"] if one["core"])
    assert (core["type"], core["mode"], core["said_by"]) == ("AID", [], None)


def test_the_store_is_scored_against_its_judgements() -> None:
    run("judge", "a/e1", "right", "--user", "ann")
    run("judge", "b/e1", "wrong", "--user", "ann")
    told = json.loads(run("score", "--against", "judgements", "--json").stdout)
    assert told["stories"] == 2


def test_scoring_before_anything_is_judged_says_how_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing is judged yet" in fail(capsys, "score", "--against", "judgements")
    assert "dragoman score GOLD OUTPUT" in fail(capsys, "score")


@pytest.mark.parametrize(
    "command", ["events", "statements", "relations", "stories", "actors", "judgements", "sql"]
)
def test_every_question_shows_examples_in_its_help(command: str) -> None:
    assert f"dragoman ask {command}" in run("ask", command, "--help").stdout.split("Examples")[1]
