"""`dragoman brief`: Markdown in both languages, to a file, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from store_by_hand import fill_store, make_event, make_record
from typer.testing import CliRunner

from dragoman.cli.main import build_app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = make_record("story", events=[make_event("USA", "CHN", "ACCUSE/allege", context=("economic",))])
    return fill_store(tmp_path_factory.mktemp("store") / "news.db", [record])


def run(store: Path, *arguments: str) -> str:
    asked = ["brief", "--since", "2023-05", "--store", str(store), *arguments]
    return CliRunner().invoke(build_app(), asked, catch_exceptions=False).stdout


def test_it_is_told_in_english_and_in_dutch(store: Path) -> None:
    assert "The United States accused China — economy." in run(store)
    assert "De Verenigde Staten beschuldigden China — economie." in run(store, "--language", "nl")


def test_it_is_written_to_a_file(store: Path, tmp_path: Path) -> None:
    assert run(store, "--output", str(tmp_path / "brief.md")) == ""
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# What happened, ")


def test_json_is_the_whole_brief(store: Path) -> None:
    told = json.loads(run(store, "--json"))
    assert told["sections"][-1]["groups"][0]["lines"][0]["sources"][0]["story"] == "story"
