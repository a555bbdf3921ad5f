"""A folder of one's own words is proved by its examples, through the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import build_app
from dragoman.editing.proving import prove_overlay
from dragoman.errors import DataError
from dragoman.overlay import open_overlay

ENTRY = """
[[verb]]
lemma = "lambast"
frame = "condemn"
recipient = ["obj"]
example = "Norway lambasted Russia."
gives = "{gives}"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "en").mkdir(parents=True)
    (tmp_path / "mine" / "en" / "words.toml").write_text(ENTRY.format(gives="ACCUSE NOR > RUS"))
    (tmp_path / "mine" / "en" / "forms.tsv").write_text("lambast\tVERB\tlambast lambasts lambasted\n")
    return tmp_path / "mine"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(build_app(), ["check", *map(str, arguments)])


def test_what_the_examples_say_holds(folder: Path) -> None:
    shown = check(folder)
    assert (shown.exit_code, shown.stdout) == (0, "1 own example: none failed\n")


def test_a_failure_is_told_with_file_entry_and_what_came_out(folder: Path) -> None:
    (folder / "en" / "words.toml").write_text(ENTRY.format(gives="SUPPORT NOR > RUS"))
    shown = check(folder)
    assert shown.exit_code == 1
    assert "mine/en/words.toml: verb 1 (lambast)" in shown.stdout
    assert "wanted SUPPORT NOR > RUS\n  got    ACCUSE/disapprove NOR > RUS" in shown.stdout


def test_a_language_that_is_not_coded_is_told(folder: Path) -> None:
    (folder / "fi").mkdir()
    (folder / "fi" / "words.toml").write_text("")
    with pytest.raises(DataError, match="entries for 'fi', which is not coded"):
        prove_overlay(open_overlay([folder]))
