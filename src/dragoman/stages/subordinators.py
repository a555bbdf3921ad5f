"""Clauses tied wrongly: a subordinator hung on a noun, an infinitive taken for a purpose."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.languages.function import Function
from dragoman.languages.lexicon import Lexicon
from dragoman.records import Sentence
from dragoman.stages.tree import Tree

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj")
CLAUSES = ("ccomp", "advcl", "acl", "parataxis")


def raise_marks(sentence: Sentence, function: Function) -> Sentence:
    """The sentence in which "als Finse soldaten …" is a clause with "als", not soldiers with it."""
    tree = Tree(sentence, 0, function)
    tokens = list(sentence.tokens)
    for at, token in enumerate(tokens):
        noun = tree.heads[at]
        if token.deprel != "mark" or token.upos != "SCONJ" or noun < at:
            continue
        verb = tree.heads[noun]
        if verb < noun or tree.tokens[noun].upos not in ("NOUN", "PROPN") or not tree.is_finite(verb):
            continue
        clausal = tree.relations[verb] in CLAUSES and tree.tokens[verb].upos == "VERB"
        if clausal and tree.relations[noun] in ARGUMENTS and tree.kid(verb, "mark") is None:
            tokens[at] = replace(token, head=verb + 1)
    return replace(sentence, tokens=tuple(tokens))


def bind_infinitives(sentence: Sentence, function: Function, lexicon: Lexicon) -> Sentence:
    """The sentence in which what somebody threatens or is called on to do is content, and no purpose."""
    tree = Tree(sentence, 0, function)
    tokens = list(sentence.tokens)
    for at, token in enumerate(tokens):
        verb = tree.heads[at]
        if token.deprel != "advcl" or not 0 <= verb < at or tree.kid(verb, "xcomp", "ccomp") is not None:
            continue
        marks = tree.kids(at, "mark")
        if len(marks) != 1 or tree.lemma(marks[0]) not in function.infinitive_marks:
            continue
        between = range(verb + 1, marks[0])
        if tree.heads[marks[0]] != at or any(
            tree.tokens[k].upos in ("PUNCT", "ADV", "SCONJ") for k in between
        ):
            continue
        if tree.tokens[verb].upos == "VERB" and lexicon.takes_infinitive(tree.lemma(verb)):
            tokens[at] = replace(token, deprel="xcomp")
    return replace(sentence, tokens=tuple(tokens))
