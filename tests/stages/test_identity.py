"""One event told twice is one record."""

from __future__ import annotations

from msgspec.structs import replace
from stand_in import make_event

from dragoman.records import Event, Span
from dragoman.stages.identity import merge_mentions


def event(start: int, **changes: object) -> Event:
    span = Span(start, start + 5, "words")
    return make_event(f"e{start}", span, span, factuality="actual", said_by=None, **changes)


def test_the_same_event_nearby_is_kept_once() -> None:
    assert merge_mentions([event(0), event(60)]) == (event(0),)


def test_another_type_or_factuality_is_another_event() -> None:
    told = [event(0), event(60, type="REJECT"), replace(event(90), factuality="negated")]
    assert len(merge_mentions(told)) == 3


def test_far_apart_they_are_two() -> None:
    assert len(merge_mentions([event(0), event(5000)])) == 2


def test_records_come_in_the_order_of_the_text() -> None:
    told = [event(5000), event(0)]
    assert [one.trigger.start for one in merge_mentions(told)] == [0, 5000]
