"""The list of all commands."""

from __future__ import annotations

import sys

import pytest

from dragoman.cli.main import main


def test_commands_stand_under_what_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert not ended.value.code
    assert (
        shown.index("Stories:") < shown.index("  read ") < shown.index("The store:") < shown.index("  add ")
    )
    assert "Try: dragoman read story.txt" in shown


def test_the_list_does_not_load_what_draws(capsys: pytest.CaptureFixture[str]) -> None:
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name == "typer.rich_utils"}
    with pytest.raises(SystemExit):
        main(["--help"])
    capsys.readouterr()
    assert "typer.rich_utils" not in sys.modules
    sys.modules.update(kept)


def test_without_a_command_the_list_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "Stories:" in capsys.readouterr().out
