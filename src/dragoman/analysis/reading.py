"""What was read: the time it covers and how many stories of each period."""

from __future__ import annotations

from collections import Counter
from datetime import date

from dragoman.analysis.periods import PRECISION, By, Span, cut_period, end_period, read_bound
from dragoman.errors import StoreError
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer


def settle_span(desk: Desk, since: str | None, until: str | None) -> Span:
    """The days from `since` to `until`, by default those of the stories read; StoreError when none are.

    Both may be stated in words ("last 7 days"), meant from today, and `since` from `until` where that is
    given.
    """
    [(first, last)] = fetch_answer(desk, "reading_span")
    [(coarse,)] = fetch_answer(desk, "reading_coarse")
    if coarse is not None:
        last = max(last, end_period(cut_period(coarse, "month"), "month"))
    last = read_bound(until, end=True) if until else last
    if since:
        first = read_bound(since, end=False, today=date.fromisoformat(last) if until else None)
        last = last if until or last is None else max(first, last)
    if first is None or last is None:
        raise StoreError("no story with a date is in it", where=str(desk.path), remedy="dragoman add STORIES")
    if first > last:
        raise StoreError(f"{first} is later than {last}", remedy="give an earlier --since or a later --until")
    return Span(first, last)


class Reading:
    """How many stories were read of a time, copies once, for periods of any kind."""

    def __init__(self, desk: Desk, span: Span) -> None:
        self._rows = fetch_answer(desk, "stories_read", since=span.first, until=span.last)

    def count(self, by: By) -> dict[str, int]:
        """The stories by period; those of too coarse a date are left out, so a period may be missing."""
        read: Counter[str] = Counter()
        for day, precision, stories in self._rows:
            if precision >= PRECISION[by]:
                read[cut_period(day, by)] += stories
        return read
