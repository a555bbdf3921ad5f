"""The house itself: the lock file, the examples, the commands of the Makefile."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def norm(requirement: str) -> str:
    return re.split(r"[<>=!~ ;\[]", requirement)[0].lower().replace("_", "-")


def test_every_dependency_is_locked_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(.*(?:\n    --hash.*)+)", LOCK, re.MULTILINE))
    assert {norm(requirement) for requirement in wanted} <= pinned.keys()
    assert all("--hash=sha256:" in block for block in pinned.values())


def test_the_lock_file_names_no_index_and_no_training_library() -> None:
    assert not re.search(r"https?:|file:|--index|--find-links|--extra", LOCK)
    assert not re.search(r"^(torch|onnx)==", LOCK, re.MULTILINE)


@pytest.mark.parametrize("name", ["nl-haven", "en-shoal"])
def test_an_example_has_the_same_words_as_text_and_as_json(name: str) -> None:
    story = json.loads((ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8"))
    text = (ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    assert text == story["text"] + "\n"
    assert 140 <= len(text.split()) <= 260


@pytest.mark.parametrize("target", ["demo", "test", "lint", "gate", "bench", "train", "help"])
def test_the_makefile_has_each_command_with_its_line_of_help(target: str) -> None:
    assert re.search(rf"^{target}:.* ## .", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
