"""Isolation: all actors ranked by how others deal with them, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dragoman.analysis.actors import settle_actor
from dragoman.analysis.isolation import Isolation, rank_isolation
from dragoman.store.rows import Rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, keep_answer
from dragoman.web.spans import Shown, choose_span


class IsolationPage(Struct, frozen=True, kw_only=True):
    """The context of isolation.

    `chosen` is the actor that is asked for, with `code`; it is None when nothing is told of it. `states` and
    `others` are ranked among themselves, the most isolated first; `untold` counts those of whom too little is
    told. The time is held against the twelve months before it.
    """

    span: Shown
    code: str | None
    chosen: Isolation | None
    states: list[Isolation]
    others: list[Isolation]
    untold: int


class IsolationRow(Struct, frozen=True, kw_only=True):
    """How isolated an actor stands, flat, for downloads: shares now and in the twelve months before."""

    code: str
    kind: str
    place: int | None
    peers: int
    index: float | None
    stories: int
    cooperation: float | None
    cooperation_before: float | None
    condemnation: float | None
    condemnation_before: float | None
    partners: float | None
    partners_before: float | None
    meetings: float | None
    meetings_before: float | None


def ask_isolation(question: Question) -> IsolationPage:
    """The ranking, and the actor of `code` (a code or a name)."""
    span = choose_span(question, yearly=True)
    ranked = _rank(question, span)
    stated = question.one("code")
    code = settle_actor(stated, desk=question.desk) if stated else None
    placed = [one for one in ranked if one.index is not None]
    return IsolationPage(
        span=span,
        code=code,
        chosen=next((one for one in ranked if one.code == code), None),
        states=[one for one in placed if one.kind == "state"],
        others=[one for one in placed if one.kind != "state"],
        untold=len(ranked) - len(placed),
    )


def list_rows(question: Question) -> Rows[Any]:
    """All actors, ranked or not."""
    ranked = _rank(question, choose_span(question, yearly=True))
    return Rows(IsolationRow, [flatten_isolation(one) for one in ranked])


def flatten_isolation(one: Isolation) -> IsolationRow:
    """The isolation as a row."""
    shares: dict[str, float | None] = {}
    for name in ("cooperation", "condemnation", "partners", "meetings"):
        measure = getattr(one, name)
        shares |= {name: measure.now.share, f"{name}_before": measure.before.share}
    return IsolationRow(
        code=one.code,
        kind=one.kind,
        place=one.place,
        peers=one.peers,
        index=one.index,
        stories=one.standing.stories,
        **shares,
    )


def _rank(question: Question, span: Shown) -> Sequence[Isolation]:
    return question.keep(
        ("isolation", span.since, span.until), lambda desk: rank_isolation(desk, span.since, span.until)
    )


ISOLATION = Page(name="isolation", ask=keep_answer(ask_isolation), table=list_rows, parts=("code",))
