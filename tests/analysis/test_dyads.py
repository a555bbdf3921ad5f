"""The series of two actors: what counts, where, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from store_by_hand import fill_store, make_actor, make_event, make_record

import dragoman
from dragoman.analysis.dyads import Period, trace_dyad
from dragoman.errors import StoreError
from dragoman.records import Event
from dragoman.store.desk import Desk

Fill = Callable[..., Desk]


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """Fills a store with stories, each a list of events, published on the day of their first event."""
    opened: list[Desk] = []

    def make(*stories: list[Event], published: str | None = None, others: int = 0) -> Desk:
        records = []
        for at, events in enumerate(stories):
            day = published or (events[0].date.edtf if events[0].date else None)
            records.append(make_record(f"story-{at}", day, events))
            for other in range(others):
                told = [make_event("FRA", "DEU", "SUPPORT", day or "")]
                records.append(make_record(f"other-{at}-{other}", day, told))
        path = tmp_path / f"{len(opened)}.db"
        opened.append(dragoman.open(fill_store(path, records)))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


def find_period(desk: Desk, first: str, by: str = "month", one: str = "USA", other: str = "CHN") -> Period:
    return next(period for period in trace_dyad(desk, one, other, by=by).periods if period.first == first)


def test_events_are_counted_by_type_and_quad_in_both_directions(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE"), make_event("CHN", "USA", "SANCTION")])
    period = find_period(desk, "2023-05-01")
    assert period.types == {"ACCUSE": 1, "SANCTION": 1}
    assert period.quads == {"material conflict": 1, "verbal conflict": 1}
    assert (period.score_sum, period.score_mean) == (-9.0, -4.5)


def test_deeds_stand_apart_from_words(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE"), make_event("CHN", "USA", "SANCTION")])
    period = find_period(desk, "2023-05-01")
    assert (period.deeds.score_sum, period.words.score_sum) == (-6.0, -3.0)


def test_a_meeting_is_counted_once_and_in_both_directions(fill: Fill) -> None:
    period = find_period(fill([make_event("USA CHN", "", "CONSULT")]), "2023-05-01")
    assert (period.events, period.sent.events, period.received.events) == (1, 1, 1)


def test_what_is_no_fact_is_not_counted(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "SANCTION", factuality="hypothetical")])
    assert trace_dyad(desk, "USA", "CHN").events == 0


def test_what_only_a_source_says_is_counted_apart(fill: Fill) -> None:
    period = find_period(
        fill([make_event("USA", "CHN", "SANCTION", said_by=make_actor("CHN"))]), "2023-05-01"
    )
    assert (period.events, period.claimed) == (0, 1)


def test_a_swapped_dyad_mirrors(fill: Fill) -> None:
    random = Random(7)
    parties = [("USA", "CHN"), ("CHN", "USA"), ("USA CHN", "")]
    stories = [
        [
            make_event(*random.choice(parties), type_, f"2023-{month:02}-03")
            for type_ in random.choices(["ACCUSE", "CONSULT", "AID", "SANCTION"], k=3)
        ]
        for month in range(1, 12)
        for _ in range(6)
    ]
    desk = fill(*stories)
    here, there = trace_dyad(desk, "USA", "CHN"), trace_dyad(desk, "CHN", "USA")
    assert here.changes == there.changes
    for one, other in zip(here.periods, there.periods, strict=True):
        assert (one.sent, one.received) == (other.received, other.sent)
        assert (one.types, one.mean_band, one.against_past) == (
            other.types,
            other.mean_band,
            other.against_past,
        )


def test_one_direction_can_be_asked_for(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE"), make_event("CHN", "USA", "SANCTION")])
    assert trace_dyad(desk, "USA", "CHN", direction="sent").periods[0].types == {"ACCUSE": 1}
    assert trace_dyad(desk, "USA", "CHN", direction="received").periods[0].types == {"SANCTION": 1}


def test_every_period_of_the_span_is_there(fill: Fill) -> None:
    desk = fill(
        [make_event("USA", "CHN", "ACCUSE", "2023-01-31")], [make_event("USA", "CHN", "AID", "2023-04-01")]
    )
    found = [(period.first, period.events) for period in trace_dyad(desk, "USA", "CHN").periods]
    assert found == [("2023-01-01", 1), ("2023-02-01", 0), ("2023-03-01", 0), ("2023-04-01", 1)]


def test_weeks_begin_on_monday(fill: Fill) -> None:
    desk = fill(
        [make_event("USA", "CHN", "ACCUSE", "2023-01-01")], [make_event("USA", "CHN", "AID", "2023-01-02")]
    )
    found = trace_dyad(desk, "USA", "CHN", by="week", until="2023-01-08").periods
    assert [(period.first, period.last, period.events) for period in found] == [
        ("2022-12-26", "2023-01-01", 1),
        ("2023-01-02", "2023-01-08", 1),
    ]


def test_a_date_wider_than_a_period_is_left_out_and_told(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE", "2023-05")])
    assert trace_dyad(desk, "USA", "CHN", by="month").events == 1
    daily = trace_dyad(desk, "USA", "CHN", by="day")
    assert (daily.events, daily.too_coarse) == (0, 1)


def test_the_share_is_of_all_stories_read_in_the_period(fill: Fill) -> None:
    period = find_period(fill([make_event("USA", "CHN", "ACCUSE")], others=3), "2023-05-01")
    assert (period.stories, period.read, period.share) == (1, 4, 0.25)


def test_stories_known_by_their_month_say_nothing_of_days(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE")], published="2023-05")
    assert find_period(desk, "2023-05-01").read == 1
    assert find_period(desk, "2023-05-05", by="day").read is None


def test_too_few_stories_are_called_that(fill: Fill) -> None:
    period = find_period(fill(*[[make_event("USA", "CHN", "ACCUSE")]] * 4), "2023-05-01")
    assert (period.enough, period.mean_band) == (False, None)
    assert period.against_past is not None and period.against_past.verdict == "too few stories"


def test_a_band_holds_the_mean(fill: Fill) -> None:
    stories = [[make_event("USA", "CHN", type_)] for type_ in ["ACCUSE", "AID", "SANCTION", "SUPPORT"] * 3]
    period = find_period(fill(*stories), "2023-05-01")
    assert period.mean_band is not None and period.score_mean is not None
    assert period.mean_band[0] < period.score_mean < period.mean_band[1]


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [("SUPPORT", "SANCTION", "worse"), ("SANCTION", "SUPPORT", "better"), ("ACCUSE", "ACCUSE", "unclear")],
)
def test_a_period_is_compared_with_the_twelve_months_before(
    fill: Fill, then: str, now: str, verdict: str
) -> None:
    past = [[make_event("USA", "CHN", then, f"2022-{month:02}-07")] for month in range(6, 13)]
    desk = fill(*past, *[[make_event("USA", "CHN", now, "2023-05-05")]] * 6)
    compared = find_period(desk, "2023-05-01").against_past
    assert compared is not None
    assert (compared.verdict, compared.usual_stories) == (verdict, 7)


def test_stories_about_others_move_the_share_of_all_stories_alike_and_nothing_else(fill: Fill) -> None:
    stories = [[make_event("USA", "CHN", "ACCUSE", f"2023-{month:02}-07")] for month in range(1, 9)]
    alone = trace_dyad(fill(*stories), "USA", "CHN")
    among = trace_dyad(fill(*stories, others=3), "USA", "CHN")
    assert alone.changes == among.changes
    for one, other in zip(alone.periods, among.periods, strict=True):
        assert one.share is not None and other.share is not None
        assert (one.score_mean, one.quads, one.events_band) == (
            other.score_mean,
            other.quads,
            other.events_band,
        )
        assert one.share == 4 * other.share


def test_names_are_understood_in_both_languages(fill: Fill) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE")])
    series = trace_dyad(desk, "Verenigde Staten", "China")
    assert (series.one, series.other, series.events) == ("USA", "CHN", 1)


@pytest.mark.parametrize(
    ("one", "other", "asked", "what"),
    [
        ("Narnia", "CHN", {}, "no actor “Narnia”"),
        ("USA", "United States", {}, "are both USA"),
        ("USA", "CHN", {"by": "decade"}, "by day, week, month, year"),
        ("USA", "CHN", {"since": "soon"}, "“soon” is not a date"),
        ("USA", "CHN", {"since": "2024", "until": "2023"}, "later than"),
    ],
)
def test_what_cannot_be_asked_is_told(
    fill: Fill, one: str, other: str, asked: dict[str, str], what: str
) -> None:
    desk = fill([make_event("USA", "CHN", "ACCUSE")])
    with pytest.raises(StoreError, match=what):
        trace_dyad(desk, one, other, **asked)  # type: ignore[arg-type]
