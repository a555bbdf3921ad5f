"""Events: those that fit what is asked, a sheet at a time, with the kinds they are of."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from msgspec import Struct, structs

from dragoman.store.counting import Count, Facets
from dragoman.store.desk import Desk
from dragoman.store.filters import EventFilter
from dragoman.store.kinds import Order
from dragoman.store.rows import EventRow, Rows
from dragoman.store.tellings import Reports
from dragoman.web.folding import fold_rows
from dragoman.web.judging import find_verdicts
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.pages.event import EventPage, find_event
from dragoman.web.questions import LAST_SHEET, SHEET, Question, WrongQuestion, list_asked, spread

FACETS = (
    ("quad", 4),
    ("standing", 9),
    ("type", 16),
    ("party", 12),
    ("context", 10),
    ("country", 8),
    ("publisher", 8),
    ("language", 6),
)
"""What events are narrowed by beside the list, and how many values of it are shown."""


_COUNTED = 4_000  # newest events whose kinds are counted


class Facet(Struct, frozen=True, kw_only=True):
    """Values of one kind with how many events have them, most frequent first; `chosen` are those asked for,
    `hidden` counts the values not shown."""

    name: str
    values: list[tuple[str, int]]
    chosen: list[str]
    hidden: int


class Events(Struct, frozen=True, kw_only=True):
    """The context of the page of events.

    `asked` are the filter's names and values. `total` tellings of events fit it, or more; `rows` are those of
    sheet `page` of `last`, an event that several of them tell once, `reports` how many stories tell each and
    `verdicts` what readers say of it. The facets count the newest `counted` of the events
    that fit. `opened` is the event shown beside the list.
    """

    asked: list[tuple[str, str]]
    order: Order
    total: Count
    page: int
    last: int
    rows: list[EventRow]
    reports: list[Reports]
    verdicts: list[str | None]
    facets: list[Facet]
    counted: Count
    opened: EventPage | None


def ask_events(question: Question) -> Events:
    """The events that the address asks for."""
    asked = question.filter(EventFilter)
    order = read_order(question)
    key = msgspec.json.encode(asked)
    total = question.keep(("events", key), lambda desk: desk.count("events", **spread(asked)))
    last = min(LAST_SHEET, max(1, -(-total.rows // SHEET)))
    page = min(question.number("page", 1), last)
    found = question.desk.events(limit=SHEET, offset=(page - 1) * SHEET, order=order, **spread(asked))
    rows, reports = fold_rows(question.desk, found)
    counted, facets = count_facets(question, asked)
    opened = question.one("open").partition(":")
    return Events(
        asked=list_asked(asked),
        order=order,
        total=total,
        page=page,
        last=last,
        rows=rows,
        reports=reports,
        verdicts=find_verdicts(question.desk, "event", [(row.story, row.id) for row in rows]),
        facets=facets,
        counted=counted,
        opened=find_event(question, opened[2], opened[0]) if opened[2] else None,
    )


def read_order(question: Question) -> Order:
    """The order that the address asks for; raises WrongQuestion for one that there is not."""
    order = question.one("order", "newest")
    if order not in get_args(Order):
        allowed = ", ".join(get_args(Order))
        raise WrongQuestion(f"there is no order “{order}”", where="/events", remedy=f"one of {allowed}")
    return order  # type: ignore[return-value]


def count_facets(question: Question, asked: EventFilter) -> tuple[Count, list[Facet]]:
    """How many events were counted, and the facets of those that fit.

    A kind that is asked for shows its other values too: they are counted without what is asked of it.
    """
    found = _keep_facets(question, asked)
    made = []
    for name, shown in FACETS:
        chosen = [value for key, value in list_asked(asked) if key == name]
        of = _keep_facets(question, structs.replace(asked, **{name: None})) if chosen else found
        values = of.values[name]
        kept = [pair for pair in values if pair[0] in chosen]
        kept += [pair for pair in values if pair[0] not in chosen][: max(0, shown - len(kept))]
        made.append(Facet(name=name, values=kept, chosen=chosen, hidden=len(values) - len(kept)))
    return found.counted, [facet for facet in made if facet.values]


def _keep_facets(question: Question, asked: EventFilter) -> Facets:
    def count(desk: Desk) -> Facets:
        return desk.facets(most=_COUNTED, **spread(asked))

    return question.keep(("facets", msgspec.json.encode(asked)), count)


def list_rows(question: Question) -> Rows[Any]:
    """All events that the address asks for."""
    asked = question.filter(EventFilter)
    return question.desk.events(limit=MOST_ROWS, order=read_order(question), **spread(asked))


EVENTS = Page(name="events", ask=ask_events, table=list_rows)
