"""Agreement of two actors over the same targets."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_record, make_statement

import dragoman
from dragoman.analysis.agreement import Agreement, compare_stances
from dragoman.records import Statement


def compare(path: Path, *statements: Statement) -> Agreement:
    records = [make_record(f"story-{at}", statements=[one]) for at, one in enumerate(statements)]
    with dragoman.open(fill_store(path / "news.db", records)) as desk:
        return compare_stances(desk, "USA", "CHN")


def test_the_same_sides_agree_and_opposite_ones_do_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for_it = make_statement("USA", "", "trade", side="for")
    assert compare(tmp_path / "a", for_it, make_statement("CHN", "", "trade", side="for")).agreement == 1.0
    apart = compare(tmp_path / "b", for_it, make_statement("CHN", "", "trade", side="against"))
    assert (apart.agreement, apart.targets[0].distance, apart.enough) == (-1.0, 2.0, False)


def test_targets_weigh_by_the_fewer_statements(tmp_path: Path) -> None:
    told = [
        make_statement(one, "", "trade", side="for", id=f"{one}{at}")
        for one in ("USA", "CHN")
        for at in range(3)
    ]
    told += [make_statement("USA", "RUS", side="against"), make_statement("CHN", "RUS", side="for")]
    found = compare(tmp_path, *told)
    assert (found.weight, found.agreement) == (4, 0.5)
    assert [one.target for one in found.targets] == ["RUS", "trade"]


def test_without_a_common_target_nothing_is_said(tmp_path: Path) -> None:
    assert compare(tmp_path, make_statement("USA", "", "trade", side="for")).agreement is None
