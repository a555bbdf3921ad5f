"""Verbs used as nouns, and the nouns that tell on whose orders something is done."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree


def is_used_as_noun(tree: Tree, at: int) -> bool:
    """Whether a verb is used as a noun, by an article of its own or of the one it is joined to."""
    head = tree.heads[at]
    joined = tree.relations[at] == "conj" and tree.tokens[head].upos == "VERB" and not tree.is_finite(at)
    marked = tree.kid(at, "det") is not None or (joined and tree.kid(head, "det") is not None)
    return marked and tree.kid(at, "obj", "nsubj") is None


def find_commissioners(tree: Tree, at: int) -> list[int]:
    """Whose orders a passive says it was done on: "werd op last van Peru gesloten"."""
    if tree.function.commissions.isdisjoint(tree.words):
        return []
    orders = [k for k in tree.kids(at, "obl") if tree.lemmas[k] in tree.function.commissions]
    owners = tree.function.owner_prepositions
    return [k for one in orders for k in tree.kids(one, "nmod") if tree.case(k) in owners or not tree.case(k)]
