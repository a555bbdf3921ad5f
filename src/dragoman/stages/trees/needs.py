"""What a sentence must have for a rule of mending: most rules have nothing to do in most sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

VERB = "VERB"
T = TypeVar("T")
Rule = TypeVar("Rule", bound=Callable[..., None])


class Needs(Struct, frozen=True):
    """What a sentence must have for a rule: all of `kinds`, and a verb with one of the relations of `verbs`;
    `second` tells whether its language puts the verb second, None where that is all one."""

    kinds: frozenset[str] = frozenset()
    verbs: frozenset[tuple[str, str]] = frozenset()
    second: bool | None = None


NEEDED: dict[Callable[..., None], Needs] = {}
"""What the rules need: those that need more than a sentence are not tried in most sentences."""


def needs(*kinds: str, verbs: Sequence[str] = (), second: bool | None = None) -> Callable[[Rule], Rule]:
    """Marks a rule with what it needs (see `Needs`)."""

    def mark(rule: Rule) -> Rule:
        NEEDED[rule] = Needs(frozenset(kinds), frozenset((VERB, one) for one in verbs), second)
        return rule

    return mark


def list_marked(
    rules: Iterable[Callable[[T], None]], *, second: bool
) -> tuple[tuple[frozenset[str], frozenset[tuple[str, str]], Callable[[T], None]], ...]:
    """Those of the rules for languages that put the verb second or do not: what each needs, and the rule."""
    marked = [(NEEDED.get(rule, Needs()), rule) for rule in rules]
    return tuple((needs.kinds, needs.verbs, rule) for needs, rule in marked if needs.second in (None, second))
