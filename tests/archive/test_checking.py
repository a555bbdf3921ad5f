"""A check finds what is missing, harmed, left over, or there twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from archive_by_hand import fill_archive
from store_by_hand import make_event, make_record

from dragoman.archive.checking import check_archive, describe_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    parts = [[make_record(name, events=[make_event("USA", "CHN", "ACCUSE")])] for name in ("a", "b", "c")]
    fill_archive(str(tmp_path), parts)
    return tmp_path


def test_a_whole_archive_has_no_problem(root: Path) -> None:
    assert check_archive(root) == ()


def _harm(root: Path) -> None:
    path = root / "events/part-000001.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"!")


@pytest.mark.parametrize(
    ("act", "where", "what"),
    [
        (_harm, "events/part-000001.parquet", "is not as it was written"),
        (lambda root: (root / "met/part-000000.parquet").unlink(), "met/part-000000.parquet", "is missing"),
        (lambda root: (root / "parts/part-000001.json").unlink(), "parts", "parts are missing: 1"),
        (lambda root: (root / "events/mine.csv").write_text("x"), "events/mine.csv", "belongs to no part"),
    ],
)
def test_what_is_amiss_is_told(root: Path, act: Callable[[Path], None], where: str, what: str) -> None:
    act(root)
    assert (where, what) in [(one.where, one.what) for one in check_archive(root)]


def test_an_id_that_two_parts_have_is_told(tmp_path: Path) -> None:
    fill_archive(str(tmp_path), [[make_record("a")], [make_record("a")]])
    assert [one.what for one in check_archive(tmp_path)] == ["id a stands there more than once"]


def test_numbers_are_told(root: Path) -> None:
    found = describe_archive(root)
    assert (found.parts, found.packs, found.counts.stories, found.counts.events) == (3, 0, 3, 3)
    assert (
        found.size == sum(path.stat().st_size for path in root.rglob("*.parquet"))
        and found.first_day == "2023-05-05"
    )
