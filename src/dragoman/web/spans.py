"""The time that a page looks at: what the address asks, else as much as can be summed at once."""

from __future__ import annotations

from msgspec import Struct

from dragoman.analysis.periods import step_period
from dragoman.analysis.reading import settle_span
from dragoman.store.desk import Desk
from dragoman.web.questions import Question

_ALL, _YEAR = 50_000, 500_000
"""Events up to which a page opens with all the time there is, and with the last year; else the quarter."""


class Shown(Struct, frozen=True, kw_only=True):
    """The days shown, from `since` to `until`, and other choices: a name (quarter, year, all), its first day,
    and whether it is what is shown."""

    since: str
    until: str
    choices: tuple[tuple[str, str, bool], ...]


def choose_span(question: Question, *, heavy: bool = False, yearly: bool = False) -> Shown:
    """The time to show; a `heavy` page, which sums all events, opens with less, a `yearly` one with twelve
    months at most. Raises StoreError.
    """
    whole, events = question.keep("span", _measure)
    first, last = whole
    year, quarter = step_period(last, "day", -364), step_period(last, "day", -90)
    opening = first if events <= _ALL and not yearly else quarter if heavy and events > _YEAR else year
    since = question.one("since") or max(first, opening)
    span = settle_span(question.desk, since, question.one("until") or last)
    named = {"quarter": quarter, "year": year, "all": first}
    choices = tuple(
        (name, day, (span.first, span.last) == (day, last))
        for name, day in named.items()
        if day > first or name == "all"
    )
    return Shown(since=span.first, until=span.last, choices=choices)


def _measure(desk: Desk) -> tuple[tuple[str, str], int]:
    span = settle_span(desk, None, None)
    return (span.first, span.last), desk.count("events").rows
