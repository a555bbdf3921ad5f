"""Events: those that fit what is asked, a sheet at a time."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.store.filters import EventFilter
from dragoman.store.rows import EventRow, Rows
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.questions import LAST_SHEET, SHEET, Question, list_asked, spread
from dragoman.web.tallies import count_events


class Events(Struct, frozen=True, kw_only=True):
    """The context of the page of events.

    `asked` are the filter's names and values. `total` events fit it; `rows` are those of sheet `page` of
    `last`.
    """

    asked: list[tuple[str, str]]
    total: int
    page: int
    last: int
    rows: list[EventRow]


def ask_events(question: Question) -> Events:
    """The events that the address asks for."""
    asked = question.filter(EventFilter)
    total = count_events(question, asked)
    last = min(LAST_SHEET, max(1, -(-total // SHEET)))
    page = min(question.number("page", 1), last)
    rows = question.desk.events(limit=SHEET, offset=(page - 1) * SHEET, **spread(asked))
    return Events(asked=list_asked(asked), total=total, page=page, last=last, rows=list(rows))


def list_rows(question: Question) -> Rows[Any]:
    """All events that the address asks for."""
    return question.desk.events(limit=MOST_ROWS, **spread(question.filter(EventFilter)))


EVENTS = Page(name="events", ask=ask_events, table=list_rows)
