"""Subordinators that the parser hung on a noun, given back to the clause that they open."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.languages.function import Function
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
