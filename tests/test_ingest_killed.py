"""`dragoman add`, really killed, and run beside others: nothing is lost or doubled, no lock in the way."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.kill import compare_stores, kill_add, start_child, write_stories
from dragoman.errors import StoreError
from dragoman.store.desk import Desk

MERGED = ("copies", "retellings", "event_pairs", "bands", "unmerged")
"""What depends on who came first, and so differs between two runs at once and one."""


@pytest.mark.parametrize("processes", [1, 2])
def test_an_add_that_is_killed_goes_on_where_it_was(tmp_path: Path, processes: int) -> None:
    assert kill_add(tmp_path, random.Random(3), stories=60, most=3, processes=processes) > 0


def test_two_adds_and_a_reader_at_once_neither_lose_nor_double_a_row(tmp_path: Path) -> None:
    source, store, whole = str(tmp_path / "in"), tmp_path / "news.db", tmp_path / "whole.db"
    write_stories(tmp_path / "in", 100)
    assert start_child("add", source, str(whole), "1").wait() == 0
    adding = [start_child("add", source, str(store), "1") for _ in range(2)]
    read = 0
    while any(one.poll() is None for one in adding):
        read += read_store(store)
    assert [one.returncode for one in adding] == [0, 0]
    assert read > 0
    compare_stores(store, whole, leaving=MERGED)


def read_store(path: Path) -> bool:
    """Whether the store was there; what is read of a story is whole."""
    try:
        desk = Desk(path)
    except StoreError:  # nobody has made it yet
        return False
    with desk:
        desk.connection.execute("BEGIN")
        coded = [row for row in desk.stories(state="coded")]
        assert all(row.events == 2 and row.statements == 1 for row in coded)
        assert len(desk.events(limit=50)) == min(50, 2 * len(coded))
        assert all(desk.record(row.id) is not None for row in coded[:3])
        desk.connection.execute("COMMIT")
    return True
