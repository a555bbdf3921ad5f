"""Candidates of an event in a store: bounded in number, those nearest in days first."""

from __future__ import annotations

import pytest
from told import make_event, make_record, make_story, trait

from dragoman.codebook.identity import load_identity
from dragoman.store import neighbours
from dragoman.store.merging import merge_new
from dragoman.store.neighbours import Neighbours
from dragoman.store.writer import Entry, Writer

DAYS = ("2023-04-09", "2023-04-10", "2023-04-11", "2023-04-12", "2023-04-13")


@pytest.fixture
def looking(writer: Writer, run: int) -> Neighbours:
    """A store in which two states meet in towns of their own on five days, no two of the tellings one."""
    records = [
        make_record(f"s{at}", make_event("CONSULT/visit", "FRA", "DEU", date=day, frame=f"f{at}"))
        for at, day in enumerate(DAYS)
    ]
    writer.add(run, [Entry(story=make_story(one), source="x", record=one) for one in records])
    merge_new(writer)
    return Neighbours(writer.connection, load_identity())


def find_days(looking: Neighbours, day: str) -> list[str]:
    found = looking.find(0, trait(make_event("CONSULT", "FRA", "DEU", date=day), "new"))
    sql = "SELECT first_day FROM events WHERE event = ?"
    return [looking.connection.execute(sql, (event,)).fetchone()[0] for event in found]


def test_only_events_within_reach_are_candidates(looking: Neighbours) -> None:
    assert sorted(find_days(looking, "2023-04-15")) == ["2023-04-13"]
    assert find_days(looking, "2023-05-15") == []


def test_the_nearest_clusters_come_first_and_the_rest_is_left(
    looking: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(find_days(looking, "2023-04-11")) == 5
    monkeypatch.setattr(neighbours, "CLUSTERS", 1)
    assert find_days(looking, "2023-04-11") == ["2023-04-11"]


def test_what_stands_otherwise_is_no_candidate(looking: Neighbours) -> None:
    asked = trait(make_event("CONSULT", "FRA", "DEU", date="2023-04-11", factuality="future"), "new")
    assert looking.find(0, asked) == []
