"""When a predicate is set: what its tense, its auxiliaries and the dates beside it say."""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree


def is_past(tree: Tree, at: int) -> bool:
    """Whether the clause headed by `at` tells of something past: a past tense, or a perfect."""
    function = tree.function
    finite = next(
        (k for k in (at, *tree.kids(at, "aux", "aux:pass", "cop")) if tree.has_feature(k, "VerbForm=Fin")),
        None,
    )
    if finite is None or tree.forms[finite] in function.past_future:
        return False
    return tree.has_feature(finite, "Tense=Past") or (
        finite != at and tree.lemma(finite) in function.perfect and tree.has_feature(at, "VerbForm=Part")
    )


def is_present(tree: Tree, at: int) -> bool:
    """Whether the verb at `at` is a present tense, or an infinitive with its mark."""
    verbs = (at, *tree.kids(at, "aux:pass"))
    if any(tree.has_feature(k, "Tense=Pres") and not tree.has_feature(k, "VerbForm=Part") for k in verbs):
        return tree.tokens[at].upos == "VERB"
    return tree.has_feature(at, "VerbForm=Inf") and is_bare_infinitive(tree, at)


def is_coming(tree: Tree, at: int) -> bool:
    """Whether a present tense, or a noun, is dated ahead ("bezoekt volgende week", "visits Rome in June")."""
    function = tree.function
    verbal = tree.tokens[at].upos in ("VERB", "AUX")
    if verbal and not is_present(tree, at):
        return False
    if not verbal and tree.case(at) in function.awaited:  # "ahead of a visit"
        return True
    for kid in tree.kids(at, "advmod", "obl", "nmod", "amod"):
        inside = [kid, *tree.kids(kid, "amod", "advmod", "det")]
        if any(tree.lemma(k) in function.coming or tree.forms[k] in function.coming for k in inside):
            return True
        if verbal and tree.lemma(kid) in function.months and tree.case(kid):
            return True
    return False


def is_headline_future(tree: Tree, at: int) -> bool:
    """Whether an infinitive with its mark heads the sentence and has a subject: "Chile to send tanks"."""
    above = tree.heads[at] if tree.relations[at] == "conj" else at
    return (
        above >= 0
        and tree.relations[above] == "root"
        and tree.tokens[at].upos in ("VERB", "ADJ")
        and tree.kid(above, "nsubj", "nsubj:pass") is not None
        and tree.kid(above, "aux", "cop") is None
        and is_bare_infinitive(tree, above)
        and (above == at or not tree.is_finite(at))
    )


def is_perfect_infinitive(tree: Tree, at: int) -> bool:
    """Whether the modal at `at` goes with a perfect ("would have sold", "zou hebben verkocht")."""
    head = tree.heads[at]
    return head >= 0 and any(
        tree.lemma(k) in tree.function.perfect and tree.has_feature(k, "VerbForm=Inf")
        for k in tree.kids(head, "aux", "aux:pass")
    )


def is_bare_infinitive(tree: Tree, at: int) -> bool:
    """An infinitive with its mark and no finite verb: a purpose, a plan, a possibility.

    What it is done by ("door de grens te sluiten") is done.
    """
    marks = [tree.lemma(kid) for kid in tree.kids(at, "mark", "case")]
    if any(mark in tree.function.agent_prepositions for mark in marks):
        return False
    return not tree.is_finite(at) and any(
        mark in tree.function.infinitive_marks or mark in tree.function.purpose_marks for mark in marks
    )


def has_begun(tree: Tree, at: int) -> bool:
    """Whether an auxiliary of the future stands in the perfect or the past: "zijn gaan gooien", "gingen
    gooien" have begun."""
    function = tree.function
    if (
        function.verb_second
        and tree.has_feature(at, "Tense=Past")
        and tree.forms[at] not in function.past_future
    ):
        return tree.lemma(at) in function.future
    beside = [*(tree.kids(tree.heads[at], "aux") if tree.heads[at] >= 0 else ()), *tree.kids(at, "aux")]
    perfect = [k for k in beside if k != at and tree.lemma(k) in tree.function.perfect]
    return tree.has_feature(at, "VerbForm=Inf") and any(tree.has_feature(k, "VerbForm=Fin") for k in perfect)


def is_pending(tree: Tree, at: int) -> bool:
    """Whether a clause of time tells of what has not come yet ("until they withdraw")."""
    marks = [k for k in tree.kids(at, "mark") if tree.lemma(k) in tree.function.pending]
    verbs = (at, *tree.kids(at, "aux", "aux:pass", "cop"))
    return bool(marks) and any(tree.has_feature(k, "Tense=Pres") for k in verbs)


def is_outcome(tree: Tree, at: int, head: int) -> bool:
    """Whether a participle set off by a comma tells what came of it ("to break up a march, killing two")."""
    if at == head or not tree.relations[at].startswith("advcl") or tree.kid(at, "mark", "nsubj") is not None:
        return False
    first = tree.edges(at)[0]
    return (
        first > head
        and "," in (tree.tokens[first].form, tree.tokens[first - 1].form)
        and any(f in tree.tokens[at].feats for f in ("VerbForm=Part", "VerbForm=Ger"))
    )
