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


def names_place(tree: Tree, at: int) -> bool:
    """Whether a noun only says what a place is for ("the test site")."""
    head = tree.heads[at]
    return head > at and tree.relations[at] == "compound" and tree.lemma(head) in tree.function.facilities


def is_qualifying(tree: Tree, at: int) -> bool:
    """Whether a participle before its noun only says which one is meant ("the occupied town").

    By whom may stand with one that tells how things stand ("de door Israël bezette stad").
    """
    if tree.relations[at] == "acl:relcl" and tree.lemmas[at] in tree.function.standing:
        auxiliaries = {tree.lemmas[k] for k in tree.kids(at, "aux", "aux:pass", "cop")}
        stands = bool(auxiliaries) and auxiliaries <= tree.function.passive_perfect
        return stands and "VerbForm=Part" in tree.tokens[at].feats and tree.kid(at, "obl:agent") is None
    if tree.relations[at] not in ("amod", "acl") or at > tree.heads[at]:
        return False
    agents = tree.function.agent_prepositions if tree.lemmas[at] in tree.function.standing else ()
    return (
        tree.tags[at] in ("VERB", "ADJ")
        and "VerbForm=Part" in tree.tokens[at].feats
        and tree.kid(at, "obj", "nsubj", "advmod", "xcomp") is None
        and all(tree.case(kid) in agents for kid in tree.kids(at, "obl", "obl:agent"))
    )
