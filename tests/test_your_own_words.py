"""The guide to one's own words tells the truth: its files are written, its commands run, its output compared.

`python tests/test_your_own_words.py` runs the guide and writes what comes out into it.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.main import build_app

GUIDE = Path(__file__).parents[1] / "docs" / "your-own-words.md"
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "


def run_guide(text: str, folder: Path) -> list[tuple[str, str]]:
    """Each block of commands as it stands, and as it comes out in `folder`; files are written on the way."""
    blocks = []
    back = Path.cwd()
    os.chdir(folder)
    try:
        for block in BLOCK.finditer(text):
            if block["file"]:
                path = folder / block["file"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block["body"], encoding="utf-8")
            elif block["language"] == "console":
                blocks.append((block["body"], run_block(block["body"])))
    finally:
        os.chdir(back)
    return blocks


def run_block(body: str) -> str:
    """The commands of a block, each followed by what it prints."""
    lines = []
    for command in (line for line in body.splitlines() if line.startswith(PROMPT)):
        lines.append(command)
        program, *arguments = shlex.split(command.removeprefix(PROMPT))
        assert program == "dragoman"
        done = CliRunner(env={"COLUMNS": "100"}).invoke(build_app(), arguments)
        assert done.exit_code == 0, (command, done.output, done.exception)
        lines += [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def text() -> str:
    return GUIDE.read_text(encoding="utf-8")


def test_what_the_guide_shows_is_what_comes_out(text: str, tmp_path: Path) -> None:
    blocks = run_guide(text, tmp_path)
    assert len(blocks) == 3
    assert [shown for shown, _ in blocks] == [printed for _, printed in blocks], "run this file to renew it"


if __name__ == "__main__":
    guide = GUIDE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        for shown, printed in run_guide(guide, Path(scratch)):
            guide = guide.replace(f"```console\n{shown}```", f"```console\n{printed}```")
    GUIDE.write_text(guide, encoding="utf-8")
