"""`dragoman who`: the table and the JSON."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from dragoman.cli.main import build_app


def run(*arguments: str) -> str:
    return CliRunner(env={"COLUMNS": "200"}).invoke(build_app(), ["who", *arguments]).stdout


def test_the_table_tells_offices_with_their_days_and_the_verdict() -> None:
    shown = run("Antony", "Blinken", "--on", "2022-07")
    assert "2021-01-26..2025-01-20" in shown and "Secretary of State" in shown
    assert shown.strip().endswith("linked to USA")


def test_json_is_one_object() -> None:
    told = json.loads(run("Zelenski", "--language", "nl", "--on", "2022-05", "--json"))
    assert (told["code"], told["candidates"][0]["name"]) == ("UKR", "Volodymyr Zelensky")


def test_a_folder_of_ones_own_actors_is_laid_over(tmp_path: Path) -> None:
    actors = tmp_path / "my-words" / "actors"
    actors.mkdir(parents=True)
    line = '{ id = "skerry-commission", country = "NOR", sector = "JUD", en = ["Skerry Commission"] }'
    (actors / "bodies.toml").write_text(f"body = [\n  {line},\n]\n", encoding="utf-8")
    shown = run("Skerry Commission", "--with", str(actors.parent))
    assert shown.strip().endswith("linked to NOR")
