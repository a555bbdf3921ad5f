"""Words that point back to what was told: "opposes that", "welcomed the move"."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree, is_bare_definite


def points_back(tree: Tree, at: int) -> bool:
    """Whether a dependent of the predicate stands for what was told: "that", an adverb, "the move"."""
    function = tree.function
    if tree.lemmas[0] in function.additives and tree.relations[at] == "root":
        return True  # "Ook Peru uitte kritiek"
    small = [k for one in tree.kids(at, "xcomp") for k in tree.kids(one, "nsubj") if k > at]
    for kid in (*tree.children[at], *small):  # "calls that madness"
        relation, lemma = tree.relations[kid], tree.lemma(kid)
        second = kid > at and len(tree.kids(at, "nsubj")) > 1
        told = kid in small or second or tree.kid(at, "cop") is not None
        if relation.startswith(("obj", "obl", "advmod", "nsubj:pass")) or (relation == "nsubj" and told):
            alone = all(tree.relations[below] == "case" for below in tree.children[kid])
            if lemma in function.pointers or (lemma in function.anaphoric and alone):
                return True
            if points_to(tree, kid):
                return True
    return False


def points_to(tree: Tree, at: int) -> bool:
    """Whether a noun takes up what was told: "the move", "that step"."""
    return tree.lemma(at).rpartition("_")[2] in tree.function.pointing_nouns and is_bare_definite(tree, at)


def names_blow(tree: Tree, at: int) -> bool:
    """Whether a noun names an attack that may have been told before ("strike", "raketaanval")."""
    lemma, blows = tree.lemma(at), tree.function.blows
    return lemma in blows or lemma.rpartition("_")[2] in blows
