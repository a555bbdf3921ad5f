"""How sure a predicate is, and what decided it."""

from __future__ import annotations

from msgspec import Struct, field

from dragoman.records import Factuality
from dragoman.stages.frames.finder import Found

CONDITIONAL = ("condition", "unless")  # causes of what hangs on another's act, done or left undone


class Verdict(Struct):
    """The factuality of a predicate and what decided it.

    `cause` is "will", "condition", "unless", "announced", "prepared" or "attempted" where normal forms
    ask for it; `governors` are the frames above whose content this is, nearest first; `stopped` counts
    governing predicates that end it; `obliged` tells that it ought to be done.
    """

    factuality: Factuality
    cause: str
    governors: list[Found]
    stopped: bool
    obliged: bool
    word: int | None
    steps: list[Weighed] = field(default_factory=list)
    aside: bool = False  # in a condition of what is governed above: no part of that itself
    awaiting: list[Found] = field(default_factory=list)  # the frames above that hang on it as a condition
    absent: bool = False  # told with "without": whatever is denied above, it is not there


class Weighed(Struct, frozen=True):
    """A word on the path, why it counts ("negation", "ask", "condition"), and what it makes of the event."""

    word: int
    reason: str
    to: Factuality


def weaken(verdict: Verdict, to: Factuality, word: int, reason: str) -> None:
    """Negation beats hypothesis, hypothesis future, anything actual; two negations cancel out."""
    again = any(step.word == word and step.to == to for step in verdict.steps)
    verdict.steps.append(Weighed(word, reason, to))
    order: dict[str, int] = {"actual": 0, "historical": 1, "future": 2, "hypothetical": 3, "negated": 4}
    if to == "negated" and verdict.factuality == "negated":
        if not again and not verdict.absent:
            verdict.factuality = "actual"
        return
    if order[to] > order[verdict.factuality]:
        verdict.factuality = to
        verdict.word = word
