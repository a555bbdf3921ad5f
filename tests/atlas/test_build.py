"""The build: the compiled file is current, the same each time, and wrong files are told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.atlas.atlas import COMPILED, Atlas
from dragoman.atlas.build import build_atlas
from dragoman.atlas.schema import FOLDER
from dragoman.errors import DataError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the atlas's files to spoil."""
    return Path(
        shutil.copytree(FOLDER, tmp_path / "atlas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    )


def spoil(path: Path, old: str, new: str) -> None:
    """Replaces the first place of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_compiled_file_is_current() -> None:
    assert COMPILED.read_bytes() == build_atlas(), "run `python -m dragoman.atlas.build`"


def test_another_process_builds_the_same_bytes() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman.atlas.build", "--check"], check=False)
    assert done.returncode == 0


def test_the_compiled_file_is_small() -> None:
    assert COMPILED.stat().st_size < 4_000_000


def test_a_file_that_is_no_atlas_is_told(tmp_path: Path) -> None:
    (tmp_path / "atlas.msgpack").write_bytes(b"no atlas")
    with pytest.raises(DataError, match=r"dragoman\.atlas\.build"):
        Atlas.load(tmp_path / "atlas.msgpack")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("leaders.toml", 'sector = "MIL"', 'sector = "MILL"', "MILL"),
        ("leaders.toml", "1981-01-20..1989-01-20", "1981 to 1989", "Ronald Reagan 1981 to 1989"),
        ("leaders.toml", 'office = "foreign-minister"', 'office = "foreign"', "foreign-minister"),
        ("leaders.toml", "title =", "titel =", "titel"),
        ("spellings.toml", "particles =", "particle =", "particle"),
        ("groups.toml", 'id = "NATO"', 'id = "NATO"\ncolour = "blue"', "colour"),
        ("holders.tsv", "\tGOV\t", "\t", "9 fields"),
    ],
)
def test_a_wrong_entry_is_told_with_its_file(folder: Path, name: str, old: str, new: str, told: str) -> None:
    spoil(folder / name, old, new)
    with pytest.raises(DataError) as caught:
        build_atlas(folder)
    assert name in str(caught.value) and told in str(caught.value)
