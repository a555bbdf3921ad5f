"""Sentences whose only verb the parser took for a preposition: "Kim met Xi"."""

from __future__ import annotations

from dragoman.languages.forms import Forms
from dragoman.stages.trees.tree import Tree

VERBS = ("VERB", "AUX")
NAMES = ("PROPN", "NOUN")
FINITE = "VerbForm=Fin"


def find_verb(tree: Tree, forms: Forms | None) -> Tree:
    """The tree with its verb as the root, between the name before it and the name after it.

    Itself where it has a verb, or where no "preposition" is listed as the form of one.
    """
    if any(tag in VERBS for tag in tree.tags[1:]):
        return tree
    root = tree.heads.index(-1)
    if forms is None or any(_is_verb(tree, at, forms) for at in range(len(tree.tokens))):
        return tree
    if tree.tokens[root].upos == "ADP" and tree.forms[root] in forms.verbs:
        return tree.change(root, upos="VERB", feats=FINITE, lemma=forms.verbs[tree.forms[root]])
    for at, token in enumerate(tree.tokens):
        after = tree.heads[at]
        if token.upos != "ADP" or tree.relations[at] != "case" or tree.forms[at] not in forms.verbs:
            continue
        if root >= at or tree.heads[after] != root:
            continue
        kids = [kid for kid in tree.children[root] if kid > at and kid != after]
        tree = tree.change(
            at, head=0, deprel="root", upos="VERB", feats=FINITE, lemma=forms.verbs[tree.forms[at]]
        )
        name = tree.tokens[root].upos if tree.tokens[root].upos in NAMES else NAMES[0]
        tree = tree.change(root, head=at + 1, deprel="nsubj", upos=name)
        tree = tree.change(after, head=at + 1, deprel="obj")
        for kid in kids:
            tree = tree.change(
                kid, head=at + 1, deprel="obl" if tree.relations[kid] == "nmod" else tree.relations[kid]
            )
        return tree
    return tree


def _is_verb(tree: Tree, at: int, forms: Forms) -> bool:
    """Whether a token is a verb; a capital that opens the sentence may be a name taken for one."""
    token = tree.tokens[at]
    name = at == 0 and token.form[:1].isupper() and tree.forms[at] not in forms.verbs
    return token.upos in VERBS and not (name and not tree.kids(at, "obj", "nsubj", "aux"))
