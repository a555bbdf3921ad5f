"""What a rule of mending needs, and where it is tried."""

from __future__ import annotations

from dragoman.stages.trees.mending import MARKED, RULES
from dragoman.stages.trees.needs import list_marked, needs


@needs("conj", verbs=("advcl",), second=True)
def _rule(told: list[str]) -> None:
    told.append("tried")


def _other(told: list[str]) -> None:
    told.append("other")


def test_a_rule_is_listed_with_what_it_needs() -> None:
    (kinds, verbs, rule), (nothing, none, other) = list_marked((_rule, _other), second=True)
    assert (kinds, verbs, rule) == ({"conj"}, {("VERB", "advcl")}, _rule)
    assert (nothing, none, other) == (frozenset(), frozenset(), _other)


def test_a_rule_for_languages_with_the_verb_second_is_not_tried_in_others() -> None:
    assert [rule for _, _, rule in list_marked((_rule, _other), second=False)] == [_other]


def test_every_rule_of_mending_is_tried_in_some_language_and_in_its_order() -> None:
    tried = [[rule for _, _, rule in MARKED[second]] for second in (False, True)]
    assert {*tried[0], *tried[1]} == {*RULES}
    assert all(sorted(rules, key=RULES.index) == rules for rules in tried)
