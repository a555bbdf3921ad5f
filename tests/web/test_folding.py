"""An event that several stories tell stands once in a list, with how many tell it."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.store.merging import merge_new
from dragoman.store.writer import Writer
from dragoman.web.folding import fold_rows


def fill(path: Path) -> Path:
    accused = make_event("NOR", "ISL", "ACCUSE/disapprove", "2023-05-04")
    records = [
        make_record(name, "2023-05-05", [accused], publisher=publisher)
        for name, publisher in (("a", "A"), ("b", "B"), ("c", "B"))
    ]
    store = fill_store(path / "news.db", [*records, make_record("d", events=[make_event("NOR", "", "AID")])])
    with Writer(store) as writer:
        merge_new(writer)
    return store


def test_what_three_stories_tell_is_one_row_with_its_reports(tmp_path: Path) -> None:
    with dragoman.open(fill(tmp_path)) as desk:
        rows, reports = fold_rows(desk, desk.events())
    assert [row.type for row in rows] == ["AID", "ACCUSE"]
    assert [(one.stories, one.publishers) for one in reports] == [(1, 1), (3, 2)]


def test_no_rows_fold_to_none(tmp_path: Path) -> None:
    with dragoman.open(fill(tmp_path)) as desk:
        assert fold_rows(desk, []) == ([], [])
