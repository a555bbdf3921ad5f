"""A copy of a story changes no measure."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.dyads import trace_dyad
from dragoman.analysis.isolation import rank_isolation
from dragoman.analysis.issues import trace_issues
from dragoman.analysis.movers import list_movers
from dragoman.records import Event, Span, StoryRecord
from dragoman.store.merging import merge_new
from dragoman.store.writer import Writer

WORDS = (
    "harbour", "minister", "ferry", "treaty", "winter", "granite", "market", "lantern", "orchard",
    "copper", "valley", "senate", "bridge", "canal", "paper", "window", "garden", "silver",
    "engine", "border", "village", "summit", "island", "railway", "forest", "morning", "letter",
    "tower", "cannon", "river",
)  # fmt: skip


def tell(event: Event, turn: int) -> Event:
    """The event with evidence long enough to tell a copy from another story: words in an order of its own."""
    told = " ".join(Random(turn).choices(WORDS, k=120))
    return replace(event, evidence=Span(0, len(told), told))


def make_stories() -> list[StoryRecord]:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 12, 24)]
    types = ["ACCUSE/disapprove", "CONSULT/visit", "SANCTION/expel"]
    events = [
        tell(make_event("USA", "CHN", types[at % 3], day, context=("economic",)), at)
        for at, day in enumerate(days)
    ]
    return [
        make_record(f"story-{at}", day, [event], publisher="The Daily", url=f"https://daily.example/{at}")
        for at, (day, event) in enumerate(zip(days, events, strict=True))
    ]


def merge(path: Path) -> None:
    with Writer(path) as writer:
        merge_new(writer)


def measure(path: Path) -> tuple[object, ...]:
    with dragoman.open(path) as desk:
        return (
            trace_dyad(desk, "USA", "CHN"),
            trace_issues(desk, "USA", "CHN"),
            rank_isolation(desk, "2023"),
            list_movers(desk, "2023-06", "2023-06-30"),
        )


@pytest.mark.parametrize("copied", [slice(0, 1), slice(0, 18, 3)])
def test_copies_of_stories_change_nothing(tmp_path: Path, copied: slice) -> None:
    stories = make_stories()
    path = fill_store(tmp_path / "news.db", stories)
    merge(path)
    before = measure(path)
    copies = [
        replace(one, id=f"copy-{at}", publisher="The Evening", url=f"https://evening.example/{at}")
        for at, one in enumerate(stories[copied])
    ]
    fill_store(path, copies)
    merge(path)
    assert measure(path) == before
