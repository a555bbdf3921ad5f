"""What modal verbs make of the predicates they go with."""

from __future__ import annotations

from dragoman.stages.events.verdicts import Verdict, weaken
from dragoman.stages.trees.tenses import has_begun, is_perfect_infinitive
from dragoman.stages.trees.tree import Tree


def apply_modal(tree: Tree, at: int, verdict: Verdict) -> None:
    """What a modal verb at `at` makes of the predicate it goes with."""
    function = tree.function
    lemma, form = tree.lemma(at), tree.forms[at]
    to = at + 1 < len(tree.tokens) and tree.lemma(at + 1) in function.infinitive_marks
    if form in function.past_future and is_perfect_infinitive(tree, at):
        weaken(verdict, "hypothetical", at, "hearsay")  # hearsay, or contrary to fact: "zou hebben verkocht"
        verdict.cause = verdict.cause or "hearsay"
    elif form in function.past_future and tree.relations[tree.heads[at]] == "acl:relcl":
        weaken(
            verdict, "hypothetical", at, "future"
        )  # "the visit that he was to pay" may have come to nothing
    elif form in function.past_future:
        if lemma in function.obligation and form not in function.future:
            verdict.obliged = True
        weaken(verdict, "future", at, "future")
        verdict.cause = verdict.cause or "will"
    elif (
        lemma in function.future
        or form in function.future
        or lemma in function.volition
        or (lemma in function.future_infinitive and to and tree.relations[at] in ("aux", "cop"))
    ):
        if has_begun(tree, at):
            return
        weaken(verdict, "future", at, "volition" if lemma in function.volition else "future")
        verdict.cause = verdict.cause or "will"
    elif lemma in function.obligation:
        verdict.obliged = True
        weaken(verdict, "hypothetical", at, "obligation")
    elif lemma in function.possibility or form in function.possibility:
        weaken(verdict, "hypothetical", at, "possibility")
        verdict.cause = verdict.cause or "may"


def is_modal(tree: Tree, at: int) -> bool:
    """Whether a modal heads its own clause, as in trees that make "willen" the main verb."""
    function, lemma = tree.function, tree.lemma(at)
    sets = (function.volition, function.obligation, function.possibility, function.future)
    return any(lemma in words for words in sets)
