"""The issues of a dyad and their trend."""

from __future__ import annotations

import pytest
from store_by_hand import fill_store, make_event, make_record, make_statement

import dragoman
from dragoman.analysis.issues import Issue, trace_issues
from dragoman.records import Relation, Span


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Issue]:
    records = []
    for month in range(1, 25):
        day = f"{2022 + (month > 12)}-{(month - 1) % 12 + 1:02}-05"
        contexts = ("economic",) if month <= 12 else ("economic", "technology")
        events = [make_event("USA", "CHN", "ACCUSE", day, context=contexts) for _ in range(2)]
        records.append(make_record(f"story-{month}", day, events))
    told = [make_statement("CHN", "USA", "Taiwan"), make_statement("CHN", "RUS", "energy")]
    relation = Relation(
        actors=("CHN", "USA"), change="worse", issues=("tariffs", "Taiwan"), evidence=Span(0, 1, "S")
    )
    records.append(make_record("said", "2023-06-01", statements=told, relations=[relation]))
    path = fill_store(tmp_path_factory.mktemp("store") / "news.db", records)
    with dragoman.open(path) as desk:
        return {one.issue: one for one in trace_issues(desk, "USA", "China")}


def test_contexts_of_events_and_issues_of_statements_and_relations_are_there(found: dict[str, Issue]) -> None:
    assert set(found) == {"economic", "technology", "Taiwan", "tariffs"}
    assert (found["economic"].kind, found["economic"].events, found["economic"].stories) == (
        "context",
        48,
        24,
    )
    assert (found["Taiwan"].kind, found["Taiwan"].statements, found["Taiwan"].relations) == ("issue", 1, 1)


def test_the_trend_tells_what_takes_more_of_the_stories_than_before(found: dict[str, Issue]) -> None:
    assert (found["technology"].trend, found["economic"].trend) == ("rising", "steady")
    assert found["technology"].earlier.share == 0.0


def test_the_share_is_of_the_stories_on_the_two(found: dict[str, Issue]) -> None:
    assert (found["technology"].share.part, found["technology"].share.whole) == (12, 25)


def test_the_mean_score_is_of_the_events(found: dict[str, Issue]) -> None:
    assert (found["economic"].score_mean, found["Taiwan"].score_mean) == (-3.0, None)
