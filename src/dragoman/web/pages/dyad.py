"""A dyad: how two actors stand over time, the sentences behind it, what is told of their relation."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.drawing import draw_dyad
from dragoman.analysis.dyads import DyadSeries, trace_dyad
from dragoman.analysis.evidence import EvidenceRow, list_evidence
from dragoman.analysis.periods import end_period
from dragoman.store.desk import Desk
from dragoman.store.rows import RelationRow, Rows, StatementRow
from dragoman.web.addresses import Address
from dragoman.web.judging import find_verdicts
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.pages.network import NAMES
from dragoman.web.questions import Question, WrongQuestion, keep_answer
from dragoman.web.spans import Shown, choose_span

STEPS = ("week", "month", "year")
_SHOWN = 40  # events
_TOLD = 12  # relations, statements
_DAYS = 400  # of a span that is cut into weeks when nothing is asked


class Way(Struct, frozen=True, kw_only=True):
    """One direction: what one did to the other, by quad, with the mean score."""

    actor: str
    recipient: str
    events: int
    quads: dict[str, int]
    score_mean: float | None


class IssueRow(Struct, frozen=True, kw_only=True):
    """An issue of which one of the two spoke in statements about the other, and the sides taken."""

    issue: str
    statements: int
    supporting: int
    opposing: int


class DyadPage(Struct, frozen=True, kw_only=True):
    """The context of a dyad.

    `series` counts `by` week, month or year over `span`; `ways` are the two directions of all of it; `issues`
    stand in the statements of one about the other. `rows` are the newest events, of the period that begins on
    `period` where the address asks for one; `relations` and `statements` the newest ones told,
    `verdicts` what readers said of the relations.
    """

    one: str
    other: str
    by: str
    steps: tuple[str, ...]
    span: Shown
    series: DyadSeries
    ways: tuple[Way, Way]
    all_quads: tuple[str, ...]
    issues: list[IssueRow]
    relations: list[RelationRow]
    verdicts: list[str | None]
    statements: list[StatementRow]
    period: str | None
    period_ends: str | None
    rows: list[EvidenceRow]
    total: int
    chart: dict[str, Any]


def ask_dyad(question: Question) -> DyadPage:
    """The dyad of the actors `one` and `other`, codes or names."""
    one, other = settle_pair(question.need("one"), question.need("other"), question.desk)
    span = choose_span(question)
    by = question.one("by", "month")
    if by not in STEPS:
        raise WrongQuestion(f"there are no series by “{by[:20]}”", where="/dyad", remedy=", ".join(STEPS))
    series = question.keep(
        ("dyad", one, other, span.since, span.until, by),
        lambda desk: trace_dyad(desk, one, other, since=span.since, until=span.until, by=by),
    )
    starts = {period.first for period in series.periods}
    period = question.one("period") or None
    if period is not None and period not in starts:
        raise WrongQuestion(f"no {by} begins on “{period[:20]}”", where="/dyad", remedy="click on the chart")
    ends = end_period(period, series.by) if period else None
    rows = list_evidence(
        question.desk, one, other, since=period or span.since, until=ends or span.until, limit=_SHOWN
    )
    within = [one for one in series.periods if period in (None, one.first)]
    chart = draw_dyad(series, question.words.language)
    link_periods(chart, question.address)
    asked: dict[str, Any] = {"since": span.since, "until": span.until}
    relations = list(question.desk.relations(between=(one, other), limit=_TOLD, **asked))
    return DyadPage(
        one=one,
        other=other,
        by=by,
        steps=STEPS,
        span=span,
        series=series,
        ways=count_ways(question.desk, one, other, span),
        all_quads=NAMES,
        issues=count_issues(question.desk, (one, other), span),
        relations=relations,
        verdicts=find_verdicts(question.desk, "relation", [(row.story, row.id) for row in relations]),
        statements=list_statements(question.desk, (one, other), span),
        period=period,
        period_ends=ends,
        rows=list(rows),
        total=sum(one.events + one.claimed for one in within),
        chart=chart,
    )


def count_ways(desk: Desk, one: str, other: str, span: Shown) -> tuple[Way, Way]:
    """What each did to the other."""
    sql = (
        "SELECT quad, count(*), sum(score) FROM dyads_once WHERE actor = ? AND recipient = ? "
        "AND first_day BETWEEN ? AND ? AND factuality = 'actual' AND claimed = 0 GROUP BY quad"
    )
    ways = []
    for actor, recipient in ((one, other), (other, one)):
        rows = desk.fetch(sql, (actor, recipient, span.since, span.until))
        events = sum(row[1] for row in rows)
        mean = round(sum(row[2] for row in rows) / events, 2) if events else None
        quads = {row[0]: row[1] for row in rows}
        ways.append(Way(actor=actor, recipient=recipient, events=events, quads=quads, score_mean=mean))
    return ways[0], ways[1]


def count_issues(desk: Desk, pair: tuple[str, str], span: Shown) -> list[IssueRow]:
    """The issues in what the two say of each other, most often spoken of first."""
    sql = (
        "SELECT i.target, count(*), sum(i.side = 'for'), sum(i.side = 'against') "
        "FROM statement_targets a CROSS JOIN statement_targets i ON i.statement = a.statement "
        "WHERE a.kind = 'actor' AND a.target = ? AND a.speaker = ? AND a.first_day BETWEEN ? AND ? "
        "AND i.kind = 'issue' GROUP BY i.target"
    )
    found: dict[str, list[int]] = {}
    for target, speaker in (pair, pair[::-1]):
        for issue, *counts in desk.fetch(sql, (target, speaker, span.since, span.until)):
            found[issue] = [
                old + (new or 0) for old, new in zip(found.get(issue, (0, 0, 0)), counts, strict=True)
            ]
    ranked = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))[:_TOLD]
    return [
        IssueRow(issue=issue, statements=told, supporting=for_, opposing=against)
        for issue, (told, for_, against) in ranked
    ]


def list_statements(desk: Desk, pair: tuple[str, str], span: Shown) -> list[StatementRow]:
    """The newest statements of either about the other."""
    rows = [
        row
        for speaker, about in (pair, pair[::-1])
        for row in desk.statements(
            speaker=speaker, about=about, since=span.since, until=span.until, limit=_TOLD
        )
    ]
    return sorted(rows, key=lambda row: row.first_day or "", reverse=True)[:_TOLD]


def link_periods(chart: dict[str, Any], address: Address) -> None:
    """Make each point and bar of the chart lead to the events of its period."""
    page = address.leave("period", "page")
    for rows in ("periods", "quads"):
        for row in chart["datasets"][rows]:
            row["href"] = f"{page.change(period=row['first'])}#events"
    del chart["$schema"]
    for part in chart["vconcat"]:
        part["width"] = "container"
        if not chart["datasets"]["changes"]:
            part["layer"] = [one for one in part["layer"] if one["data"]["name"] != "changes"]
        for layer in part["layer"]:
            kind = layer["mark"].get("type") if isinstance(layer["mark"], dict) else layer["mark"]
            if kind in ("point", "bar"):
                layer.setdefault("encoding", {})["href"] = {"field": "href"}
                layer["mark"]["cursor"] = "pointer"
            if "legend" in layer.get("encoding", {}).get("color", {}):
                layer["encoding"]["color"]["legend"]["columns"] = 2


def list_rows(question: Question) -> Rows[Any]:
    """All events of the dyad in the time asked for."""
    one, other = settle_pair(question.need("one"), question.need("other"), question.desk)
    span = choose_span(question)
    return list_evidence(question.desk, one, other, since=span.since, until=span.until, limit=MOST_ROWS)


DYAD = Page(
    name="dyad",
    ask=keep_answer(ask_dyad),
    table=list_rows,
    listed=False,
    parts=("one", "other"),
    scripts=(
        "vendor/vega/vega.min.js",
        "vendor/vega-lite/vega-lite.min.js",
        "vendor/vega-embed/vega-embed.min.js",
        "charts.js",
    ),
)
