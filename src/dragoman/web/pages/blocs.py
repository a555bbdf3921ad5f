"""Blocs: friends and foes of a time, what does not go together, and who condemns whom together."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.analysis.balance import (
    Balance,
    JointCondemners,
    Triad,
    list_joint_condemners,
    weigh_balance,
)
from dragoman.store.rows import Rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, keep_answer
from dragoman.web.spans import Shown, choose_span

_LISTED = 30


class BlocsPage(Struct, frozen=True, kw_only=True):
    """The context of blocs.

    `balance` holds friends, foes and blocs (see `analysis.balance`); `tense` are the first of its triangles
    whose signs do not go together. `joint` are the pairs that condemned two actors or more in common, of
    `all_joint` in all.
    """

    span: Shown
    balance: Balance
    tense: tuple[Triad, ...]
    joint: list[JointCondemners]
    all_joint: int


class SignRow(Struct, frozen=True, kw_only=True):
    """Two actors with their sign, 1 for friends and -1 for foes, and whether they stand in one bloc."""

    one: str
    other: str
    sign: int
    one_bloc: bool


def ask_blocs(question: Question) -> BlocsPage:
    """The blocs of the time that the address asks for."""
    span = choose_span(question, heavy=True)
    balance = weigh_balance(question.desk, span.since, span.until)
    joint = list_joint_condemners(question.desk, span.since, span.until)
    return BlocsPage(
        span=span,
        balance=balance,
        tense=balance.tense[:_LISTED],
        joint=joint[:_LISTED],
        all_joint=len(joint),
    )


def list_rows(question: Question) -> Rows[Any]:
    """All friends and foes."""
    balance = ask_blocs(question).balance
    place = {code: at for at, bloc in enumerate(balance.blocs) for code in bloc}
    signs = [(pair, 1) for pair in balance.friends] + [(pair, -1) for pair in balance.foes]
    return Rows(
        SignRow,
        [
            SignRow(one=one, other=other, sign=sign, one_bloc=place[one] == place[other])
            for (one, other), sign in signs
        ],
    )


BLOCS = Page(name="blocs", ask=keep_answer(ask_blocs), table=list_rows)
