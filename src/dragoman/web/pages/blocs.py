"""Blocs: friends and foes of a time, what does not go together, and who condemns whom together."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.analysis.balance import (
    Balance,
    JointCondemners,
    Tie,
    Triad,
    list_joint_condemners,
    sign_tie,
    weigh_balance,
)
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer
from dragoman.store.rows import Rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, keep_answer
from dragoman.web.spans import Shown, choose_span

_LISTED = 30


class Bond(Struct, frozen=True, kw_only=True):
    """Two actors: stories that tell of them, events of cooperation and conflict, their mean score, and the
    sign: 1 for friends, -1 for foes, 0 when it cannot be told.
    """

    one: str
    other: str
    stories: int
    cooperation: int
    conflict: int
    score_mean: float
    sign: int


class BlocsPage(Struct, frozen=True, kw_only=True):
    """The context of blocs.

    `balance` holds friends, foes and blocs (see `analysis.balance`); `tense` are the first of its triangles
    whose signs do not go together. `told` are the pairs that most stories tell of. `joint` are the first of
    the `all_joint` pairs that condemned two actors or more in common.
    """

    span: Shown
    balance: Balance
    tense: tuple[Triad, ...]
    told: list[Bond]
    joint: list[JointCondemners]
    all_joint: int


def ask_blocs(question: Question) -> BlocsPage:
    """The blocs of the time that the address asks for."""
    span = choose_span(question, heavy=True)
    balance = weigh_balance(question.desk, span.since, span.until)
    joint = list_joint_condemners(question.desk, span.since, span.until)
    return BlocsPage(
        span=span,
        balance=balance,
        tense=balance.tense[:_LISTED],
        told=list_bonds(question.desk, span)[:_LISTED],
        joint=joint[:_LISTED],
        all_joint=len(joint),
    )


def list_bonds(desk: Desk, span: Shown) -> list[Bond]:
    """All pairs of a time, those that most stories tell of first."""
    ties = read_answer(desk, "signed_ties", Tie, since=span.since, until=span.until)
    ties.sort(key=lambda tie: (-tie.stories, -tie.events, tie.one, tie.other))
    return [
        Bond(
            one=tie.one,
            other=tie.other,
            stories=tie.stories,
            cooperation=tie.cooperation,
            conflict=tie.conflict,
            score_mean=round(tie.score / tie.events, 3),
            sign=sign_tie(tie),
        )
        for tie in ties
    ]


def list_rows(question: Question) -> Rows[Any]:
    """All pairs of the time, with their signs."""
    return Rows(Bond, list_bonds(question.desk, choose_span(question, heavy=True)))


BLOCS = Page(name="blocs", ask=keep_answer(ask_blocs), table=list_rows)
