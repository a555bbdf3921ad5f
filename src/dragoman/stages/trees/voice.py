"""The form a verb stands in: passive or active, bare or not."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree


def is_passive(tree: Tree, at: int) -> bool:
    """Whether the verb stands in the passive, or is a past participle that qualifies a noun."""
    if tree.kid(at, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
        return True
    token = tree.tokens[at]
    if _is_reduced(tree, at):
        return True
    if tree.function.passive_perfect and _is_perfect_passive(tree, at):
        return True
    if token.upos not in ("VERB", "ADJ") or "VerbForm=Part" not in token.feats or "Tense=Pres" in token.feats:
        return False
    if tree.relations[at] in ("acl", "amod"):
        return True
    if tree.relations[at] == "conj" and tree.has_feature(tree.heads[at], "VerbForm=Fin"):
        return is_passive(tree, tree.heads[at])  # "ordered a strike and threatened …": a past form
    return "Voice=Pass" in token.feats and tree.kid(at, "aux", "nsubj") is None


def _is_reduced(tree: Tree, at: int) -> bool:
    """Whether a past form after a conjunction of time has no subject: "when asked to leave" is passive."""
    return (
        tree.relations[at] == "advcl"
        and tree.lemma(tree.edges(at)[0]) in tree.function.reducing
        and "Tense=Past" in tree.tokens[at].feats
        and tree.kid(at, "nsubj", "aux", "cop") is None
    )


def _is_perfect_passive(tree: Tree, at: int) -> bool:
    """Whether a perfect that shows no passive auxiliary names by whom ("is door Peru verwelkomd")."""
    agents = tree.function.agent_prepositions
    return (
        tree.has_feature(at, "VerbForm=Part")
        and any(tree.lemma(kid) in tree.function.passive_perfect for kid in tree.kids(at, "aux", "cop"))
        and tree.kid(at, "obj", "iobj") is None
        and any(tree.case(kid) in agents for kid in tree.kids(at, "obl"))
    )


def is_bare(tree: Tree, at: int) -> bool:
    """Whether a verb stands in its base form after a singular subject, as in what is demanded."""
    subjects = tree.kids(at, "nsubj", "nsubj:pass")
    marked = tree.kid(at, "aux:pass", "cop")
    verb = at if marked is None else marked
    return (
        tree.kid(at, "aux") is None
        and tree.forms[verb] == tree.lemma(verb)
        and any(tree.has_feature(subject, "Number=Sing") for subject in subjects)
    )


def is_behind_comma(tree: Tree, at: int) -> bool:
    """Whether a participle clause is set off by a comma from what stands before it."""
    token, first = tree.tokens[at], tree.edges(at)[0]
    participle = (
        token.upos == "VERB" and "VerbForm=" in token.feats and not tree.has_feature(at, "VerbForm=Inf")
    )
    behind = first > 0 and "," in (tree.tokens[first].form, tree.tokens[first - 1].form)
    return participle and behind and not tree.is_finite(at)
