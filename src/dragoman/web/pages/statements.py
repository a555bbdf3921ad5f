"""Who said what about whom: the statements that fit what is asked, and the sides that speakers take."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, structs

from dragoman.store.counting import Count
from dragoman.store.desk import Desk
from dragoman.store.filters import StatementFilter
from dragoman.store.rows import Rows, StatementRow
from dragoman.store.said import FACETS, Side, StatementFacets, count_kinds, list_sides
from dragoman.web.judging import find_verdicts
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.pages.events import Facet
from dragoman.web.pages.statement import StatementPage, find_statement
from dragoman.web.questions import LAST_SHEET, SHEET, Question, list_asked, spread

SHOWN = {
    "speaker": 14,
    "about": 12,
    "issue": 12,
    "act": 14,
    "side": 3,
    "kind": 3,
    "publisher": 6,
    "language": 4,
}
"""How many values of each kind are shown beside the list."""

_COUNTED = 4_000  # newest statements whose kinds are counted


class Statements(Struct, frozen=True, kw_only=True):
    """The context of the page of statements.

    `total` statements fit what is `asked`, or more; `rows` are those of sheet `page` of `last`, `sides` the
    sides that each takes, `verdicts` what readers say of it. The facets count the newest `counted` of the
    statements that fit. `opened` is the statement shown beside the list.
    """

    asked: list[tuple[str, str]]
    total: Count
    page: int
    last: int
    rows: list[StatementRow]
    verdicts: list[str | None]
    sides: list[list[Side]]
    facets: list[Facet]
    counted: Count
    opened: StatementPage | None


def ask_statements(question: Question) -> Statements:
    """The statements that the address asks for."""
    asked = question.filter(StatementFilter)
    key = ("statements", msgspec.json.encode(asked))
    total = question.keep(key, lambda desk: desk.count("statements", **spread(asked)))
    last = min(LAST_SHEET, max(1, -(-total.rows // SHEET)))
    page = min(question.number("page", 1), last)
    rows = list(question.desk.statements(limit=SHEET, offset=(page - 1) * SHEET, **spread(asked)))
    counted, facets = count_facets(question, asked)
    opened = question.one("open").partition(":")
    return Statements(
        asked=list_asked(asked),
        total=total,
        page=page,
        last=last,
        rows=rows,
        verdicts=find_verdicts(question.desk, "statement", [(row.story, row.id) for row in rows]),
        sides=list_sides(question.desk, [(row.story, row.id) for row in rows]),
        facets=facets,
        counted=counted,
        opened=find_statement(question, opened[2], opened[0]) if opened[2] else None,
    )


def count_facets(question: Question, asked: StatementFilter) -> tuple[Count, list[Facet]]:
    """How many statements were counted, and the facets of those that fit; a kind that is asked for shows its
    other values too."""
    found = _keep_facets(question, asked)
    made = []
    for name in FACETS:
        chosen = [value for key, value in list_asked(asked) if key == name]
        of = _keep_facets(question, structs.replace(asked, **{name: None})) if chosen else found
        values = of.values[name]
        kept = [pair for pair in values if pair[0] in chosen]
        kept += [pair for pair in values if pair[0] not in chosen][: max(0, SHOWN[name] - len(kept))]
        made.append(Facet(name=name, values=kept, chosen=chosen, hidden=len(values) - len(kept)))
    return found.counted, [facet for facet in made if facet.values]


def _keep_facets(question: Question, asked: StatementFilter) -> StatementFacets:
    def count(desk: Desk) -> StatementFacets:
        return count_kinds(desk, asked, _COUNTED)

    return question.keep(("statement facets", msgspec.json.encode(asked)), count)


def list_rows(question: Question) -> Rows[Any]:
    """All statements that the address asks for."""
    return question.desk.statements(limit=MOST_ROWS, **spread(question.filter(StatementFilter)))


STATEMENTS = Page(name="statements", ask=ask_statements, table=list_rows)
