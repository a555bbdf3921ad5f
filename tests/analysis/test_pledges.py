"""Promises and threats: their conditions, and whether they were carried out."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.pledges import Pledge, list_pledges
from dragoman.records import Event, Span, Step

THREAT = make_event("CHN", "USA", "THREATEN/expel", "2023-05-05", id="t")
CONTENT = make_event("CHN", "USA", "SANCTION/expel", "2023-05-05", id="c", of="t", factuality="hypothetical")
CONDITION = make_event(
    "USA", "CHN", "CONCEDE", "2023-05-05", id="i", of="t", factuality="hypothetical",
    path=(Step(0, 2, "if", "condition: hypothetical"),), evidence=Span(0, 3, "USA"),
)  # fmt: skip


def pledge(path: Path, *events: Event, later: Event | None = None) -> Pledge:
    records = [make_record("story", events=events)]
    if later is not None:
        records.append(make_record("later", "2023-06-05", [later]))
    with dragoman.open(fill_store(path / "news.db", records)) as desk:
        [found] = list_pledges(desk, until="2023-05")
    return found


def test_a_threat_on_a_condition_is_open_with_the_words_it_hangs_on(tmp_path: Path) -> None:
    found = pledge(tmp_path, THREAT, CONTENT, CONDITION)
    assert (found.kind, found.actor, found.recipient, found.state) == ("threat", "CHN", "USA", "open")
    assert found.conditional and found.condition is not None and found.condition.text == "USA"
    assert found.content == ("SANCTION",)


def test_it_is_carried_out_when_the_deed_follows(tmp_path: Path) -> None:
    found = pledge(tmp_path, THREAT, CONTENT, later=make_event("CHN", "USA", "SANCTION/expel", "2023-06-01"))
    assert (found.state, found.done, found.conditional) == ("carried out", "2023-06-01", False)


def test_the_deed_of_another_does_not_carry_it_out(tmp_path: Path) -> None:
    found = pledge(tmp_path, THREAT, CONTENT, later=make_event("RUS", "USA", "SANCTION/expel", "2023-06-01"))
    assert found.state == "open"


def test_a_pledge_without_its_content_is_untold(tmp_path: Path) -> None:
    assert pledge(tmp_path, make_event("CHN", "USA", "AGREE")).state == "untold"
