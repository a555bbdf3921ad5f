"""`dragoman relations`: the table, the chart and the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from store_by_hand import fill_store, make_event, make_record
from typer.testing import CliRunner

from dragoman.cli.main import build_app
from dragoman.errors import DragomanError


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    days = [f"2022-{month:02}-05" for month in range(1, 13)]
    told = [("USA", "CHN", "SUPPORT", day) for day in days] + [("CHN", "USA", "SANCTION", "2023-02-05")] * 6
    records = [
        make_record(f"story-{at}", day, [make_event(one, other, type_, day)])
        for at, (one, other, type_, day) in enumerate(told)
    ]
    return fill_store(tmp_path_factory.mktemp("store") / "news.db", records)


def run(store: Path, *arguments: str, columns: int = 140) -> str:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    result = runner.invoke(build_app(), ["relations", *arguments, "--store", str(store)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def test_the_table_tells_the_periods_and_the_words_behind_them(store: Path) -> None:
    shown = run(store, "United States", "CHN")
    assert "United States – China" in shown
    assert "18 events in 18 stories" in shown
    assert "worse" in shown and "“CHN SANCTION USA” (The Daily)" in shown


@pytest.mark.parametrize("columns", [80, 140])
def test_the_table_fits_the_terminal(store: Path, columns: int) -> None:
    lines = run(store, "USA", "CHN", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns and not any("…" in line for line in lines if "2022-" in line)


def test_json_is_the_whole_series(store: Path) -> None:
    told = json.loads(run(store, "USA", "CHN", "--by", "year", "--json"))
    assert [period["events"] for period in told["periods"]] == [12, 6]
    assert told["periods"][1]["against_past"]["verdict"] == "worse"


def test_two_who_never_met_are_told_plainly(store: Path) -> None:
    assert "0 events in 0 stories" in run(store, "NLD", "BEL")


def test_the_chart_is_drawn_beside_the_table(store: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    run(store, "USA", "CHN", "--chart", str(tmp_path / "chart.svg"))
    assert "United States – China" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_a_format_that_no_chart_has_is_told(store: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    with pytest.raises(DragomanError, match=r"end it in \.svg"):
        run(store, "USA", "CHN", "--chart", str(tmp_path / "chart.doc"))
