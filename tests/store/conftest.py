"""An empty store, and a run in it, for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store.writer import Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    with Writer(path) as opened:
        yield opened


@pytest.fixture
def run(writer: Writer) -> int:
    return writer.begin_run("add", ["in.jsonl"])
