"""Pledges: what was promised and threatened, on what condition, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dragoman.analysis.actors import settle_actor
from dragoman.analysis.pledges import Pledge, list_pledges
from dragoman.store.rows import Rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, WrongQuestion, keep_answer
from dragoman.web.spans import Shown, choose_span

STATES = ("open", "all")
_LISTED = 100
_MOST = 1_000  # in a download: each is read with the records of its story


class Pledged(Struct, frozen=True, kw_only=True):
    """A pledge as it is told, once: `actors` made it to `recipients`, or among one another when there are
    none.
    """

    pledge: Pledge
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class PledgesPage(Struct, frozen=True, kw_only=True):
    """The context of pledges: those still open unless `state` is all, made of the newest `listed` at most.

    `actor` is who made them, where one is asked for. A pledge is carried out when its maker later did to the
    same actor what was promised or threatened; it is untold when the words do not say what that is.
    """

    span: Shown
    actor: str | None
    state: str
    states: tuple[str, ...]
    pledges: list[Pledged]
    listed: int


class PledgeRow(Struct, frozen=True, kw_only=True):
    """A pledge, flat, for downloads."""

    kind: str
    actor: str
    recipient: str
    day: str
    claimed: bool
    conditional: bool
    condition: str | None
    content: tuple[str, ...]
    state: str
    done: str | None
    evidence: str
    story: str
    id: str
    title: str | None
    publisher: str | None
    language: str
    url: str | None


def ask_pledges(question: Question) -> PledgesPage:
    """The pledges that the address asks for."""
    span, actor, state = _read(question)
    return PledgesPage(
        span=span,
        actor=actor,
        state=state,
        states=STATES,
        pledges=fold_pledges(_list(question, _LISTED)),
        listed=_LISTED,
    )


def fold_pledges(pledges: Sequence[Pledge]) -> list[Pledged]:
    """The pledges, what one event binds several to as one; carried out when it was toward one of them."""
    told: dict[tuple[str, str], list[Pledge]] = {}
    for one in pledges:
        told.setdefault((one.story, one.id), []).append(one)
    folded = []
    for group in told.values():
        group.sort(key=lambda one: (one.state != "carried out", one.actor, one.recipient))
        actors = tuple(sorted({one.actor for one in group}))
        recipients = tuple(sorted({one.recipient for one in group} - set(actors)))
        folded.append(Pledged(pledge=group[0], actors=actors, recipients=recipients))
    return folded


def list_rows(question: Question) -> Rows[Any]:
    """The pledges that are asked for, the newest first."""
    return Rows(PledgeRow, [flatten_pledge(one) for one in _list(question, _MOST)])


def flatten_pledge(one: Pledge) -> PledgeRow:
    """The pledge as a row."""
    told = {name: getattr(one, name) for name in PledgeRow.__struct_fields__}
    condition = one.condition.text if one.condition is not None else None
    return PledgeRow(**told | {"evidence": one.evidence.text, "condition": condition})


def _read(question: Question) -> tuple[Shown, str | None, str]:
    state = question.one("state", STATES[0])
    if state not in STATES:
        raise WrongQuestion(f"“{state[:40]}” is no state", where="/pledges", remedy=", ".join(STATES))
    stated = question.one("actor")
    actor = settle_actor(stated, desk=question.desk) if stated else None
    return choose_span(question, heavy=True), actor, state


def _list(question: Question, most: int) -> list[Pledge]:
    span, actor, state = _read(question)
    return list_pledges(
        question.desk, span.since, span.until, actor=actor, open_only=state == "open", limit=most
    )


PLEDGES = Page(name="pledges", ask=keep_answer(ask_pledges), table=list_rows)
