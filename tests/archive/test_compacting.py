"""Compaction: the same rows in fewer files, whenever it is cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from archive_by_hand import fill_archive
from store_by_hand import make_event, make_record, make_statement

import dragoman
from dragoman.archive.checking import check_archive, describe_archive
from dragoman.archive.compacting import compact_archive, group_parts
from dragoman.archive.local_folder import LocalFolder
from dragoman.archive.manifests import is_done, list_done, list_parts
from dragoman.archive.tables import NAMES, TABLES
from dragoman.records import Relation, Span, StoryRecord
from dragoman.sources.refusals import Refusal

LARGE = 10**9


def make_parts(number: int = 4) -> list[list[StoryRecord]]:
    return [
        [
            make_record(
                f"story-{part}-{at}",
                f"2023-{12 - part:02}-{at + 1:02}",
                [make_event("USA", "CHN", "ACCUSE", f"2023-{12 - part:02}-{at + 1:02}", context=("legal",))],
                [make_statement("USA", "CHN", "Taiwan", side="against")],
                [
                    Relation(
                        id="r", actors=("CHN", "USA"), change="worse", issues=(), evidence=Span(0, 1, "R")
                    )
                ],
            )
            for at in range(3)
        ]
        for part in range(number)
    ]


def fill(root: Path, number: int = 4) -> str:
    return fill_archive(str(root), make_parts(number), [Refusal("a.jsonl:9", "is no story", "look")])


def read_all(root: str) -> dict[str, list[Any]]:
    with dragoman.open(root) as desk:
        rows = {table: sorted(map(repr, desk.fetch(f"SELECT * FROM {table}"))) for table in TABLES}
        return {**rows, "lines": list(desk.lines()), "parse": [desk.parse(f"story-{n}-1") for n in range(4)]}


def test_the_rows_are_the_same(tmp_path: Path) -> None:
    root = fill(tmp_path)
    before = read_all(root)
    assert before["events"] and before["refusals"]
    done = compact_archive(root, size=LARGE)
    assert (done.packs, done.parts, done.files) == (1, 4, len(NAMES))
    assert read_all(root) == before
    assert check_archive(root) == ()


def test_rows_stand_in_order_of_days(tmp_path: Path) -> None:
    root = fill(tmp_path)
    compact_archive(root, size=LARGE)
    import duckdb

    days = duckdb.sql(f"SELECT first_day FROM '{root}/events/*.parquet'").fetchall()
    assert days == sorted(days) and len(days) == 12


def test_doing_it_again_changes_nothing(tmp_path: Path) -> None:
    root = fill(tmp_path)
    compact_archive(root, size=LARGE)
    before = list_parts(root)
    assert compact_archive(root, size=LARGE).packs == 0
    assert list_parts(root) == before


def test_packs_are_as_large_as_asked(tmp_path: Path) -> None:
    root = fill(tmp_path)
    parts = list_parts(root)
    size = parts[0].bytes * 2
    assert [len(group) for group in group_parts(parts, size)] == [2, 2]
    compact_archive(root, size=size)
    assert [len(one.holds) for one in list_parts(root)] == [2, 2]
    compact_archive(root, size=LARGE)  # packs are packed too
    assert [len(one.holds) for one in list_parts(root)] == [4]
    assert check_archive(root) == ()


def test_parts_in_packs_are_known_to_be_done(tmp_path: Path) -> None:
    root = fill(tmp_path)
    compact_archive(root, size=LARGE)
    assert is_done(root, 2, "digest 2") and not is_done(root, 9, "digest 9")
    assert list_done(root) == {number: f"digest {number}" for number in range(4)}


def test_its_numbers_stay(tmp_path: Path) -> None:
    root = fill(tmp_path)
    before = describe_archive(root)
    compact_archive(root, size=LARGE)
    after = describe_archive(root)
    assert (after.counts, after.parts, after.versions) == (before.counts, before.parts, before.versions)
    assert (after.first_day, after.last_day) == ("2023-09-01", "2023-12-03")
    assert after.packs == 1 and after.files == len(NAMES)


class Cut(BaseException):
    """The process ends."""


@pytest.mark.parametrize("at", range(0, 80, 6))
def test_cut_off_anywhere_nothing_is_lost_or_told_twice(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fill(tmp_path)
    before = read_all(root)
    steps = 0

    def counted(method: Any) -> Any:
        def act(*given: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps > at:
                raise Cut
            return method(*given)

        return act

    with monkeypatch.context() as cutting:
        for name in ("put", "write", "remove"):
            cutting.setattr(LocalFolder, name, counted(getattr(LocalFolder, name)))
        with pytest.raises(Cut):
            compact_archive(root, size=list_parts(root)[0].bytes * 2)
    assert read_all(root) == before
    compact_archive(root, size=LARGE)
    assert read_all(root) == before
    assert check_archive(root) == ()


def test_who_reads_meanwhile_sees_each_row_once(tmp_path: Path) -> None:
    root = fill(tmp_path)
    with dragoman.open(root) as desk:
        compact_archive(root, size=LARGE)
        assert len(desk.events()) == 12 and desk.count("stories").rows == 12
        assert desk.parse("story-1-1") is not None


def test_it_works_behind_an_address(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    root = fill(Path(f"memory:/{tmp_path.name}/archive"))
    before = read_all(root)
    compact_archive(root, size=LARGE)
    assert read_all(root) == before and check_archive(root) == ()
