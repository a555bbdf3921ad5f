"""Conditions: what a clause makes its predicate depend on ("if", "mocht", verb first, "whoever")."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree


def condition_on(tree: Tree, at: int) -> int | None:
    """The head of a conditional clause on the predicate at `at`, or None."""
    for kid in tree.kids(at, "advcl", "parataxis", "obl", "ccomp"):
        if find_condition(tree, kid) is not None:
            return kid
    for kid in tree.kids(at, "conj"):  # "recognises it, but only if …"
        marks = [k for k in tree.kids(kid, "mark") if tree.lemma(k) in tree.function.conditions]
        if marks and tree.kid(kid, "cc") is not None:
            return kid
    for kid in tree.kids(at, "advcl"):
        if tree.lemma(tree.edges(kid)[0]) in tree.function.conditions and not _is_bare_noun(tree, kid):
            return kid
    return None


def find_condition(tree: Tree, at: int) -> int | None:
    """A conditional word on the predicate at `at` (also verb-first: "mocht … worden aangevallen")."""
    conditions = tree.function.conditions
    if _is_bare_noun(tree, at):
        return None  # "als vergelding": as, not if
    for kid in tree.children[at] if not conditions.isdisjoint(tree.words) else ():
        if tree.relations[kid] in ("mark", "aux", "aux:pass", "advmod", "cop") and (
            tree.forms[kid] in conditions or tree.lemma(kid) in conditions
        ):
            return kid
    return _opens_with_verb(tree, at)


def name_condition(tree: Tree, clause: int) -> str:
    """ "condition" where something will come if the clause holds, "unless" where it will if it does not."""
    marks = {tree.lemma(k) for k in tree.kids(clause, "mark", "advmod")}
    apart = not tree.function.exceptions.isdisjoint(marks) or tree.is_negated(clause) is not None
    return "unless" if apart else "condition"


def find_open_subject(tree: Tree, at: int) -> int | None:
    """A subject that names nobody but whoever may do it ("whoever attacks us")."""
    subjects = tree.kids(at, "nsubj", "nsubj:pass")
    return next((k for k in subjects if tree.lemma(k) in tree.function.whoever), None)


def is_conditional(tree: Tree, at: int) -> bool:
    """Whether the predicate at `at` stands under a conditional word or opens with its verb."""
    return find_condition(tree, at) is not None


def _is_bare_noun(tree: Tree, at: int) -> bool:
    """Whether what a conjunction opens is a noun and no clause."""
    return tree.tokens[at].upos == "NOUN" and tree.kid(at, "cop", "nsubj", "aux") is None


def _opens_with_verb(tree: Tree, at: int) -> int | None:
    """The finite verb that opens an adverbial clause before its subject ("valt Rusland aan, …")."""
    if not tree.relations[at].startswith("advcl") or tree.kid(at, "mark") is not None:
        return None
    subject = tree.kid(at, "nsubj", "nsubj:pass")
    below = [position for position in tree.below(at) if tree.tokens[position].upos != "PUNCT"]
    first = below[0]
    opens = first == at or (tree.heads[first] == at and tree.relations[first].startswith(("aux", "cop")))
    if subject is None or subject < first or not opens or "VerbForm=Fin" not in tree.tokens[first].feats:
        return None
    return first
