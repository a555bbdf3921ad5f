"""`dragoman add`: what it says, and where the store stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stand_in import load_stand_in
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."


@pytest.fixture(autouse=True)
def use_stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dragoman.coders.load_coder", load_stand_in)
    monkeypatch.setattr("dragoman.sources.intake.list_coded", lambda: ("en", "nl"))
    monkeypatch.chdir(tmp_path)
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": f"{TEXT} Weer."}]
    Path("in.jsonl").write_text("\n".join(json.dumps(line) for line in lines))


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(build_app(), list(arguments))


def test_add_makes_news_db_here_and_says_what_went_in() -> None:
    shown = run("add", "in.jsonl")
    assert shown.exit_code == 0
    assert "Added 2 stories with 4 events" in shown.stderr and "→ news.db" in shown.stderr
    assert Path("news.db").is_file()
    assert "Added 0 stories with 0 events (2 known already)" in run("add", "in.jsonl").stderr


def test_add_uses_the_store_that_the_settings_name() -> None:
    Path("dragoman.toml").write_text('[store]\npath = "desk.db"\n')
    run("add", "in.jsonl")
    assert Path("desk.db").is_file() and not Path("news.db").exists()


def test_add_tells_as_json_what_it_refused_and_ends_with_status_one() -> None:
    Path("in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + '\n{"id": ')
    shown = run("add", "in.jsonl", "--json")
    told = json.loads(shown.stdout)
    assert shown.exit_code == 1
    assert (told["added"], told["refused"], told["store"]) == (1, 1, "news.db")
    assert told["refusals"][0]["where"] == "in.jsonl:2"


def test_help_says_which_store_is_used() -> None:
    shown = " ".join(run("add", "--help").stdout.replace("│", " ").split())
    assert "([store] path), else news.db here" in shown
    assert "dragoman add stories.jsonl" in shown
