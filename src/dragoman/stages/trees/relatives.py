"""Relative pronouns: which noun one stands for, and clauses that go without one."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree

RELATING = ("acl:relcl", "acl", "advcl:relcl")  # the clauses that a relative pronoun stands in


def antecedent(tree: Tree, at: int) -> int:
    """The noun a relative pronoun stands for, else `at` itself."""
    token = tree.tokens[at]
    if token.upos not in ("PRON", "DET", "ADV", "SCONJ") or tree.kinds.isdisjoint(RELATING):
        return at
    if "PronType=Rel" not in token.feats and tree.lemmas[at] not in tree.function.relative_pronouns:
        return at
    for above in tree.above(at):
        if tree.relations[above] == "acl:relcl" or (
            tree.relations[above] in ("acl", "advcl:relcl") and "PronType=Rel" in token.feats
        ):
            return tree.heads[above] if tree.heads[above] >= 0 else at
    return at


def lacks_relative(tree: Tree, at: int) -> bool:
    """Whether a relative clause has no relative pronoun ("the men they had taken")."""
    for position in tree.below(at):
        token = tree.tokens[position]
        if token.upos in ("PRON", "DET", "ADV") and (
            "PronType=Rel" in token.feats or tree.lemma(position) in tree.function.relative_pronouns
        ):
            return False
    return bool(tree.kids(at, "nsubj"))
