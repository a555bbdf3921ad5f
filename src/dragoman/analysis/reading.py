"""What was read: the time it covers and how many stories of each period."""

from __future__ import annotations

from collections import Counter

from dragoman.analysis.periods import PRECISION, By, Span, cut_period, end_period, read_bound
from dragoman.errors import StoreError
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer


def settle_span(desk: Desk, since: str | None, until: str | None) -> Span:
    """The days from `since` to `until`, by default those of the stories read; StoreError when none are."""
    [(first, last)] = fetch_answer(desk, "reading_span")
    first = read_bound(since, end=False) if since else first
    last = read_bound(until, end=True) if until else last and end_period(cut_period(last, "month"), "month")
    if first is None or last is None:
        raise StoreError("no story with a date is in it", where=str(desk.path), remedy="dragoman add STORIES")
    if first > last:
        raise StoreError(f"{first} is later than {last}", remedy="give an earlier --since or a later --until")
    return Span(first, last)


def count_reading(desk: Desk, span: Span, by: By) -> dict[str, int]:
    """How many stories were read of each period, copies once; those of too coarse a date are left out."""
    read: Counter[str] = Counter()
    last = end_period(cut_period(span.last, by), by)
    for day, precision, stories in fetch_answer(desk, "stories_read", since=span.first, until=last):
        if precision >= PRECISION[by]:
            read[cut_period(day, by)] += stories
    return read
