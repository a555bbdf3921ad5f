"""`dragoman watch`: what its lines say, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.main import build_app
from dragoman.cli.watch import show_poll
from dragoman.errors import DataError
from dragoman.watching.watcher import Polled

POLLED = Polled(
    at="2026-11-27T12:00:00Z", name="Bode", source="https://bode.example", due="2026-11-27T12:15:00Z"
)


def run(*arguments: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(build_app(), ["watch", *arguments])
    return done.exit_code, done.stdout, done.exception


def write_feeds(tmp_path: Path) -> str:
    path = tmp_path / "feeds.toml"
    path.write_text('[[source]]\nname = "Here"\nurl = "http://localhost/feed"\n', encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "nothing new"),
        ({"unchanged": True}, "unchanged"),
        ({"added": 1_200, "revised": 1, "refused": 2}, "1,200 new · 1 changed · 2 refused"),
        ({"added": 1, "problem": "is not served"}, "1 new · is not served"),
    ],
)
def test_a_poll_is_told_in_one_line(changes: dict[str, object], told: str) -> None:
    fields = {name: getattr(POLLED, name) for name in Polled.__struct_fields__} | changes
    assert show_poll(Polled(**fields)) == f"2026-11-27T12:00:00Z  Bode  {told}  next 12:15 UTC"


def test_a_source_with_a_problem_is_told_and_ends_once_with_1(tmp_path: Path) -> None:
    feeds, store = write_feeds(tmp_path), str(tmp_path / "news.db")
    status, told, _ = run(feeds, "--once", "--json", "--store", store)
    assert status == 1
    assert "not a public address" in json.loads(told)["problem"]
    status, told, _ = run(feeds, "--state", "--store", store)
    assert status == 0
    assert told.startswith("Here  asked ") and "leads to 127.0.0.1" in told


def test_a_file_that_is_amiss_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("[[source]]\nname = 'A'\n", encoding="utf-8")
    *_, error = run(str(tmp_path / "feeds.toml"), "--once")
    assert isinstance(error, DataError) and "source 1 (A)" in str(error)
