"""`dragoman merge` and `dragoman same`: what they say, and what they do to the store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told import make_event, make_record, make_story
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app
from dragoman.errors import StoreError
from dragoman.store.writer import Entry, Writer

EVENT = make_event("SANCTION/expel", "AUT", "RUS", frame="expel")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Writer(Path("news.db")) as writer:
        run = writer.begin_run("add", [])
        records = [make_record("a", EVENT), make_record("b/c", EVENT, language="en")]
        writer.add(run, [Entry(story=make_story(one), source="x", record=one) for one in records])


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(build_app(), list(arguments))


def test_merge_tells_what_it_did_and_does_it_once() -> None:
    assert (
        "2 stories against the others: 0 copies of another text, 1 events told before" in run("merge").stderr
    )
    assert json.loads(run("merge", "--json").stdout) == {"stories": 0, "copies": 0, "pairs": 0, "retold": 0}


def test_same_shows_the_event_with_its_tellings() -> None:
    run("merge")
    shown = run("same", "b/c/e1").stdout
    assert "SANCTION/expel  AUT → RUS" in shown and "told by 2 stories; published by P a, P b/c" in shown
    assert "a/e1" in shown and "b/c/e1" in shown


def test_same_parts_and_joins_by_hand() -> None:
    run("merge")
    parted = json.loads(run("same", "a/e1", "b/c/e1", "--not", "--user", "ada", "--json").stdout)
    assert parted["stories"] == 1
    joined = json.loads(run("same", "a/e1", "b/c/e1", "--user", "ada", "--json").stdout)
    assert joined["stories"] == 2
    assert ["by hand: ada"] in [reason["why"] for reason in joined["reasons"]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["a"], "names no event"), (["a/q"], "there is no event"), (["a/e1", "a/e1"], "one event")],
)
def test_what_names_no_event_is_refused(arguments: list[str], told: str) -> None:
    failed = run("same", *arguments).exception
    assert isinstance(failed, StoreError) and told in str(failed)
    assert not isinstance(run("merge", "--store", "none.db").exception, SystemExit)
    assert not Path("none.db").exists()
