"""However a question is led, it gives the same rows in the same order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from store_by_hand import fill_store, make_actor, make_event, make_record

from dragoman.records import Span, Stance, Statement
from dragoman.store import counting, streams
from dragoman.store.counting import Count
from dragoman.store.desk import Desk


def make_statement(number: int) -> Statement:
    return Statement(
        id=f"s{number}",
        speaker=make_actor("USA"),
        cue=None,
        content=Span(0, 3, "the government spoke"),
        kind="direct" if number % 2 else "indirect",
        act="claim",
        addressee=(),
        events=(),
        about=(make_actor("CHN" if number % 3 else "RUS"),),
        stance=(Stance("CHN", "against", Span(0, 3, "the")),),
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Twelve stories over a year, two events each, one of an actor who takes part twice."""
    records = []
    for n in range(12):
        day = f"2023-{n % 6 + 1:02}-05"
        twice = (make_actor("USA"), make_actor("USA", sector="MIL", id="Q1"))
        events = [
            make_event("USA RUS", "CHN", "ACCUSE/allege" if n % 2 else "ACCUSE/disapprove", day, actor=twice),
            make_event("RUS" if n % 3 else "CHN", "USA", "AID", day, context=("military",), claimed_in="s1"),
        ]
        record = make_record(
            f"story-{n}",
            day,
            events,
            [make_statement(n)],
            publisher=f"Daily {n % 2}",
            language="nl" if n % 4 == 0 else "en",
        )
        records.append(record)
    with Desk(fill_store(tmp_path_factory.mktemp("streams") / "news.db", records)) as opened:
        yield opened


EVENTS: list[dict[str, Any]] = [
    {},
    {"actor": "USA"},
    {"actor": ["USA", "RUS"], "since": "2023-02", "until": "2023-04"},
    {"party": "Q1", "text": "accuse"},
    {"between": ("USA", "CHN"), "type": "ACCUSE"},
    {"mode": ["allege", "arrest"], "publisher": "Daily 1"},
    {"context": "military", "claimed": True, "language": "nl"},
    {"text": "usa", "quad": "material cooperation"},
    {"type": ["AID", "ACCUSE"], "story": "story-3"},
]
STATEMENTS: list[dict[str, Any]] = [
    {},
    {"speaker": "USA", "kind": "direct"},
    {"about": ["CHN", "RUS"], "side": "against"},
    {"side": "against", "since": "2023-03"},
    {"act": "claim", "text": "government", "publisher": "Daily 0"},
]


@pytest.mark.parametrize("few", [0, 3, 5_000])
@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("asked", EVENTS, ids=str)
def test_events_are_the_same_by_set_and_by_stream(
    desk: Desk, asked: dict[str, Any], order: Any, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "FEW", few)
    whole = desk.events(order=order, **asked)
    assert len(whole) > 0
    assert list(desk.events(order=order, limit=100, **asked)) == list(whole)
    assert list(desk.events(order=order, limit=2, offset=1, **asked)) == list(whole[1:3])


@pytest.mark.parametrize("few", [0, 3, 5_000])
@pytest.mark.parametrize("asked", STATEMENTS, ids=str)
def test_statements_are_the_same_by_set_and_by_stream(
    desk: Desk, asked: dict[str, Any], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "FEW", few)
    whole = desk.statements(**asked)
    assert len(whole) > 0
    assert list(desk.statements(limit=100, **asked)) == list(whole)


def test_count_is_of_every_row_once(desk: Desk) -> None:
    assert desk.count("events", actor="USA") == Count(12, False)


def test_count_stops_at_its_bound(desk: Desk) -> None:
    assert desk.count("events", actor="USA", most=5) == Count(5, True)


def test_count_of_a_whole_table_has_no_bound(desk: Desk) -> None:
    assert desk.count("stories", most=5) == Count(12, False)


def test_count_stops_when_it_looks_in_vain(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_STEPS", 1)
    monkeypatch.setattr(counting, "_BUDGET", 3)
    assert desk.count("statements", kind="mixed").more
    assert len(desk.events(actor="USA")) == 12  # the bound is lifted afterwards


def test_facets_count_each_kind(desk: Desk) -> None:
    facets = desk.facets(actor="USA")
    assert facets.counted == Count(12, False)
    assert facets.values["mode"] == [("allege", 6), ("disapprove", 6)]
    assert facets.values["party"] == [("CHN", 12), ("USA", 12)]
    assert facets.values["language"] == [("en", 9), ("nl", 3)]


def test_store_without_stories_answers(tmp_path: Path) -> None:
    with Desk(fill_store(tmp_path / "news.db", [])) as empty:
        assert not empty.events(limit=5)
        assert empty.count("events") == Count(0, False)
