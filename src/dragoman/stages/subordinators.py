"""Clauses tied wrongly: a subordinator hung on a noun, an infinitive taken for a purpose."""

from __future__ import annotations

from dragoman.languages.lexicon import Lexicon
from dragoman.stages.tree import Tree

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj")
CLAUSES = ("ccomp", "advcl", "acl", "parataxis")


def raise_marks(tree: Tree) -> Tree:
    """The tree in which "als Finse soldaten …" is a clause with "als", not soldiers with it."""
    raised = tree
    if "mark" not in tree.relations:
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


def bind_infinitives(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree in which what somebody threatens or is called on to do is content, and no purpose."""
    bound = tree
    if "advcl" not in tree.relations:
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
