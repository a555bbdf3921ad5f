"""Words that point back to what was told: "opposes that", "welcomed the move"."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree, is_bare_definite


def points_back(tree: Tree, at: int) -> bool:
    """Whether a dependent of the predicate stands for what was told: "that", an adverb, "the move"."""
    function = tree.function
    for kid in tree.children[at]:
        relation, lemma = tree.relations[kid], tree.lemma(kid)
        if relation.startswith(("obj", "obl", "advmod", "nsubj:pass")) or (
            relation == "nsubj" and tree.kid(at, "cop") is not None
        ):
            alone = all(tree.relations[below] == "case" for below in tree.children[kid])
            if lemma in function.pointers or (lemma in function.anaphoric and alone):
                return True
            if lemma in function.pointing_nouns and is_bare_definite(tree, kid):
                return True
    return False
