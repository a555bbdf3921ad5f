"""How isolated an actor stands."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.isolation import Isolation, rank_isolation, trace_isolation

PEERS = ("USA", "CHN", "GBR", "FRA", "DEU")


def rank(path: Path, *, since: str = "2023") -> list[Isolation]:
    """Five states that meet and help one another, and condemn Russia, which others met the year before."""
    told = []
    for at, one in enumerate(PEERS):
        other = PEERS[at - 1]
        told += [(one, "RUS", "ACCUSE", "2023-03-05"), (f"{one} {other}", "", "CONSULT", "2023-03-05")]
        told += [(one, other, type_, "2023-03-06") for type_ in ("SUPPORT", "AID", "ACCUSE", "AID")]
        told += [(f"{one} RUS", "", "CONSULT", "2022-03-05")]
    records = [
        make_record(f"story-{at}", day, [make_event(one, other, type_, day)])
        for at, (one, other, type_, day) in enumerate(told)
    ]
    with dragoman.open(fill_store(path / "news.db", records)) as desk:
        return rank_isolation(desk, since, "2023-12")


def test_the_condemned_without_meetings_is_the_most_isolated(tmp_path: Path) -> None:
    first = rank(tmp_path)[0]
    assert (first.code, first.place, first.peers, first.index) == ("RUS", 1, 6, 1.0)
    assert (first.condemnation.now.share, first.standing.condemners) == (1.0, 5)


def test_it_is_held_against_its_own_past(tmp_path: Path) -> None:
    first = rank(tmp_path)[0]
    assert (first.past.meetings, first.standing.meetings) == (5, 0)
    assert first.cooperation.changed and first.cooperation.before.share == 1.0


def test_a_meeting_counts_for_both_and_once(tmp_path: Path) -> None:
    found = {one.code: one.standing for one in rank(tmp_path)}
    assert found["USA"].meetings == 2
    assert found["USA"].partners == 2


def test_of_whom_too_little_is_told_no_rank_is_given(tmp_path: Path) -> None:
    records = [
        make_record("story", events=[make_event("USA", "NLD", "ACCUSE"), make_event("NLD", "USA", "AID")])
    ]
    with dragoman.open(fill_store(tmp_path / "news.db", records)) as desk:
        found = trace_isolation(desk, "Nederland", since="2023")
        assert found is not None and (found.index, found.place) == (None, None)
        assert trace_isolation(desk, "BEL") is None
