"""The slots of a predicate of any part of speech, and the nouns of its idioms that stand in none of them."""

from __future__ import annotations

from dragoman.languages.matchers import Matcher
from dragoman.stages.frames.arguments import Control, Slots, noun_slots, verb_slots
from dragoman.stages.trees.tree import Tree

IDIOM_DEPTH, IDIOM_WIDTH = 3, 3  # how far a noun may hang from its verb, and stand from its preposition


def find_slots(tree: Tree, at: int, control: Control, *, nominal: bool, predicative: bool) -> Slots:
    """The slots of a noun or of a verb; those of both for a noun that is said of its subject."""
    if nominal:
        return noun_slots(tree, at, control)
    slots = verb_slots(tree, at, control)
    if predicative:
        for role, positions in noun_slots(tree, at, control).items():
            slots.setdefault(role, positions)
        if tree.case(at) and "nsubj" in slots:  # whoever is "in hongerstaking" strikes
            slots["owner"] = slots["nsubj"]
    return slots


def find_loose_idiom(tree: Tree, at: int, preposition: str, matcher: Matcher) -> int | None:
    """The noun of an idiom ("in beslag", "out of hand") that the parser tied to its verb in another way."""
    spots = [before for before, form in enumerate(tree.forms) if form == preposition]
    near = {before + step for before in spots for step in range(1, IDIOM_WIDTH + 1)}
    for position in sorted(near):
        if position >= len(tree.tokens):
            break
        token = tree.tokens[position]
        if position == at or not (matcher.accepts(token.lemma) or matcher.accepts(token.form)):
            continue
        if at not in tree.above(position)[:IDIOM_DEPTH]:
            continue
        for before in range(position - 1, max(-1, position - IDIOM_WIDTH - 1), -1):
            if tree.forms[before] == preposition:
                return position
            if tree.tokens[before].upos not in ("DET", "ADJ", "PRON", "NUM"):
                break
    return None
