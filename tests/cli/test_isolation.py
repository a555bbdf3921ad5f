"""`dragoman isolation` and `dragoman issues`: the tables and the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from store_by_hand import fill_store, make_event, make_record
from typer.testing import CliRunner

from dragoman.cli.main import build_app
from dragoman.errors import StoreError


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    events = [
        make_event(one, other, type_, context=("economic",))
        for one, other in (("USA", "RUS"), ("RUS", "USA"))
        for type_ in ("ACCUSE", "SANCTION", "CONSULT/visit")
    ]
    records = [make_record(f"story-{at}", events=events) for at in range(6)]
    return fill_store(tmp_path_factory.mktemp("store") / "news.db", records)


def run(store: Path, *arguments: str, columns: int = 120) -> str:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    result = runner.invoke(build_app(), [*arguments, "--store", str(store)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


def test_one_actor_is_shown_with_its_measures(store: Path) -> None:
    shown = run(store, "isolation", "Rusland")
    assert "Russia" in shown and "place 1 of 2 peers" in shown
    assert "18 events" not in shown and "condemned by: 1 (0)" in shown


def test_all_actors_are_ranked(store: Path) -> None:
    shown = run(store, "isolation", columns=80)
    assert "RUS" in shown and "USA" in shown and max(map(len, shown.splitlines())) <= 80


def test_json_is_one_object_an_actor(store: Path) -> None:
    told = [json.loads(line) for line in run(store, "isolation", "--json").splitlines()]
    assert {one["code"] for one in told} == {"RUS", "USA"}


def test_an_actor_of_whom_nothing_is_told_is_an_error(store: Path) -> None:
    with pytest.raises(StoreError, match="nothing is told of NLD"):
        run(store, "isolation", "Nederland")


def test_issues_are_listed(store: Path) -> None:
    shown = run(store, "issues", "USA", "RUS", columns=80)
    assert "economic" in shown and "100%" in shown
    assert json.loads(run(store, "issues", "USA", "RUS", "--json").splitlines()[0])["events"] == 36
