"""Sentences without a finite verb in which a participle is the verb: its past tense has the same form.

"De Turkse minister Ekin bekritiseerde president Sali": the parser may take the verb for a participle that
describes the president, and the minister for a heading. Knows no word: the endings are the language's.
"""

from __future__ import annotations

from dragoman.stages.trees.tree import Tree

FINITE = "VerbForm=Fin"
NOMINAL = ("NOUN", "PROPN", "PRON")
BEFORE = (*NOMINAL, "PUNCT", "NUM")  # what a subject may end with
DESCRIBING = ("amod", "acl")


def free_preterite(tree: Tree) -> Tree:
    """The tree with such a participle made its verb; itself where there is none, or more than one."""
    endings = tree.function.preterite_ends
    if not endings or any(FINITE in token.feats for token in tree.tokens):
        return tree
    top = tree.heads.index(-1)
    if tree.tokens[top].upos not in NOMINAL:
        return tree
    found = [at for at in range(top + 1, len(tree.tokens)) if _may_be_verb(tree, at, endings)]
    return _make_verb(tree, top, found[0]) if len(found) == 1 else tree


def _may_be_verb(tree: Tree, at: int, endings: tuple[str, ...]) -> bool:
    """Whether a participle stands where the verb does: right after a noun phrase, with nothing before it."""
    return (
        tree.tokens[at].upos == "VERB"
        and tree.forms[at].endswith(endings)
        and tree.has_feature(at, "VerbForm=Part")
        and tree.relations[at].startswith(DESCRIBING)
        and tree.tokens[at - 1].upos in BEFORE
        and not any(kid < at for kid in tree.children[at])
        and any(tree.tokens[k].upos in NOMINAL for k in range(at + 1, len(tree.tokens)))
    )


def _make_verb(tree: Tree, top: int, verb: int) -> Tree:
    after = [kid for kid in tree.children[top] if kid > verb]
    described = tree.heads[verb]
    feats = tree.tokens[verb].feats.replace("VerbForm=Part", FINITE)
    tree = tree.change(verb, head=0, deprel="root", feats=feats)
    tree = tree.change(top, head=verb + 1, deprel="nsubj")
    if described > verb and described not in after:
        after.append(described)
    objects = 0
    for kid in sorted(after):
        relation = tree.relations[kid]
        if tree.tokens[kid].upos in NOMINAL:
            cased = tree.kid(kid, "case") is not None
            relation = "obl" if cased or objects else "obj"
            objects += not cased
        tree = tree.change(kid, head=verb + 1, deprel=relation)
    return tree
