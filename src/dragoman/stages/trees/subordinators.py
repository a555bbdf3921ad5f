"""Clauses tied wrongly: a subordinator hung on a noun, an infinitive taken for a purpose."""

from __future__ import annotations

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.trees.tree import Tree

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj")
CLAUSES = ("ccomp", "advcl", "acl", "parataxis")


def tie_clauses(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree with its clauses tied to what they belong to, by all the rules below."""
    return bind_infinitives(lift_places(raise_marks(tree)), lexicon)


def raise_marks(tree: Tree) -> Tree:
    """The tree in which "als Finse soldaten …" is a clause with "als", not soldiers with it."""
    raised = tree
    if "mark" not in tree.kinds or "SCONJ" not in tree.kinds:
        return tree
    for at, token in enumerate(tree.tokens):
        noun = tree.heads[at]
        if token.deprel != "mark" or token.upos != "SCONJ" or noun < at:
            continue
        verb = tree.heads[noun]
        if verb < noun or tree.tokens[noun].upos not in ("NOUN", "PROPN") or not tree.is_finite(verb):
            continue
        clausal = tree.relations[verb] in CLAUSES and tree.tokens[verb].upos == "VERB"
        if clausal and tree.relations[noun] in ARGUMENTS and tree.kid(verb, "mark") is None:
            raised = raised.change(at, head=verb + 1)
    return raised


def lift_places(tree: Tree) -> Tree:
    """The tree in which what stands before a clause's subordinator is not in that clause: "zei in Lissabon
    dat het leger …" was said in Lisbon."""
    lifted = tree
    for mark, token in enumerate(tree.tokens):
        clause = tree.heads[mark]
        if (
            token.deprel != "mark"
            or token.upos != "SCONJ"
            or clause < mark
            or tree.relations[clause] != "ccomp"
        ):
            continue
        over = tree.heads[clause]
        for kid in tree.kids(clause, "obl"):
            first, last = tree.edges(kid)
            if over < first and last < mark and tree.tokens[kid].upos in ("NOUN", "PROPN"):
                lifted = lifted.change(kid, head=over + 1)
    return lifted


def part_clauses(tree: Tree) -> Tree:
    """The tree in which a finite verb before a subordinator is the main one, and what follows depends on it.

    "De beurzen dalen als Peru Chili heeft bestookt": the parser takes the first verb for a noun.
    """
    if "mark" not in tree.kinds or "SCONJ" not in tree.kinds:
        return tree
    for mark, token in enumerate(tree.tokens):
        main = mark - 1
        if token.upos != "SCONJ" or token.deprel != "mark" or main < 0:
            continue
        noun, verb = tree.heads[mark], tree.heads[main]
        if tree.tokens[main].upos != "VERB" or tree.relations[main] not in ARGUMENTS or verb < mark:
            continue
        if not _is_plural(tree, main) or not tree.is_finite(verb) or tree.kid(verb, "mark"):
            continue
        parted = tree.change(main, head=tree.heads[verb] + 1, deprel=tree.relations[verb])
        parted = parted.change(verb, head=main + 1, deprel="advcl")
        parted = parted.change(mark, head=verb + 1)
        for kid in tree.kids(main, *ARGUMENTS, "advcl", "obl"):
            if mark < kid < verb:
                relation = "nsubj" if kid == noun else tree.relations[kid]
                parted = parted.change(kid, head=verb + 1, deprel=relation)
        if noun in tree.kids(verb, *ARGUMENTS) and tree.kid(verb, "nsubj") is None:
            parted = parted.change(noun, deprel="nsubj")
        return parted
    return tree


def _is_plural(tree: Tree, verb: int) -> bool:
    """Whether a verb is a plural, or looks like an infinitive and has a plural subject and no mark."""
    if tree.has_feature(verb, "Number=Plur"):
        return True
    bare = tree.has_feature(verb, "VerbForm=Inf") and tree.kid(verb, "mark", "det", "case") is None
    return bare and any(tree.has_feature(kid, "Number=Plur") for kid in tree.kids(verb, "nsubj"))


def bind_infinitives(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree in which what somebody threatens or is called on to do is content, and no purpose."""
    bound = tree
    if "advcl" not in tree.kinds:
        return tree
    for at, relation in enumerate(tree.relations):
        verb = tree.heads[at]
        if relation != "advcl" or not 0 <= verb < at or tree.kid(verb, "xcomp", "ccomp") is not None:
            continue
        marks = tree.kids(at, "mark")
        purpose = len(marks) == 2 and tree.lemma(marks[0]) in tree.function.purpose_marks
        if not 1 <= len(marks) - purpose <= 1 or tree.lemma(marks[-1]) not in tree.function.infinitive_marks:
            continue
        between = range(verb + 1, marks[0])
        if tree.heads[marks[0]] != at or any(
            tree.tokens[k].upos in ("PUNCT", "ADV", "SCONJ") for k in between
        ):
            continue
        if tree.tokens[verb].upos != "VERB":
            continue
        lemma = tree.lemma(verb)
        bare = tree.kid(verb, "obj", "obl:arg") is None  # "promised aid to end the war": what the aid is for
        if (lexicon.takes_infinitive(lemma) and not purpose) or (bare and lexicon.is_promising(lemma)):
            bound = bound.change(at, deprel="xcomp")
    return bound
