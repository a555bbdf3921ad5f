"""Which dyads changed against their own past, and how surely."""

from __future__ import annotations

from pathlib import Path

from store_by_hand import fill_store, make_event, make_record

import dragoman
from dragoman.analysis.evidence import list_evidence
from dragoman.analysis.movers import Mover, list_movers
from dragoman.records import StoryRecord

Told = tuple[str, str, str, str]


def make_stories(*told: Told) -> list[StoryRecord]:
    return [
        make_record(f"story-{at}", day, [make_event(one, other, type_, day)])
        for at, (one, other, type_, day) in enumerate(told)
    ]


def find_movers(path: Path, *told: Told, limit: int | None = None) -> list[Mover]:
    with dragoman.open(fill_store(path / "news.db", make_stories(*told))) as desk:
        return list_movers(desk, "2023-05-01", "2023-05-31", limit=limit)


PAST = [f"2022-{month:02}-10" for month in range(6, 13)]


def test_the_dyad_that_changed_most_surely_stands_first(tmp_path: Path) -> None:
    steady: list[Told] = [("FRA", "DEU", "CONSULT", day) for day in [*PAST, *["2023-05-03"] * 9]]
    worse: list[Told] = [("USA", "CHN", "SUPPORT", day) for day in PAST]
    worse += [("CHN", "USA", "SANCTION", "2023-05-03")] * 6
    first, second = find_movers(tmp_path, *steady, *worse)
    assert (first.one, first.other, first.against_past.verdict) == ("CHN", "USA", "worse")
    assert (second.one, second.against_past.verdict) == ("DEU", "unclear")
    assert (first.events, first.deeds, first.stories, first.score_mean) == (6, 6, 6, -6.0)


def test_usual_events_are_for_a_time_as_long(tmp_path: Path) -> None:
    told: list[Told] = [("USA", "CHN", "ACCUSE", day) for day in PAST] + [
        ("USA", "CHN", "ACCUSE", "2023-05-03")
    ]
    [mover] = find_movers(tmp_path, *told)
    assert mover.against_past.usual_events == round(7 * 31 / 365, 3)


def test_few_stories_give_no_verdict(tmp_path: Path) -> None:
    told: list[Told] = [("USA", "CHN", "SUPPORT", day) for day in PAST] + [
        ("USA", "CHN", "ASSAULT", "2023-05-03")
    ]
    [mover] = find_movers(tmp_path, *told)
    assert mover.against_past.verdict == "too few stories"


def test_what_an_actor_does_within_itself_is_no_dyad(tmp_path: Path) -> None:
    assert find_movers(tmp_path, ("USA", "USA", "PROTEST", "2023-05-03")) == []


def test_among_many_dyads_chance_is_held_down(tmp_path: Path) -> None:
    from random import Random

    random = Random(11)
    types = ["ACCUSE", "SUPPORT", "CONSULT", "SANCTION", "AID"]
    others = [
        "CHN",
        "RUS",
        "GBR",
        "FRA",
        "DEU",
        "IND",
        "JPN",
        "BRA",
        "ZAF",
        "MEX",
        "CAN",
        "AUS",
        "TUR",
        "EGY",
        "NLD",
    ]
    told: list[Told] = [
        ("USA", other, random.choice(types), day) for other in others for day in PAST + ["2023-05-03"] * 8
    ]
    assert sum(one.against_past.verdict in ("better", "worse") for one in find_movers(tmp_path, *told)) <= 1


def test_the_evidence_of_a_dyad_is_newest_first_with_its_story(tmp_path: Path) -> None:
    told: list[Told] = [("USA", "CHN", "ACCUSE", "2023-05-03"), ("CHN", "USA", "SANCTION", "2023-05-04")]
    with dragoman.open(fill_store(tmp_path / "news.db", make_stories(*told))) as desk:
        rows = list_evidence(desk, "USA", "CHN", since="2023")
    assert [(row.type, row.story, row.tellings) for row in rows] == [
        ("SANCTION", "story-1", 1),
        ("ACCUSE", "story-0", 1),
    ]
    assert rows[0].actors == ("CHN",) and rows[0].publisher == "The Daily"
