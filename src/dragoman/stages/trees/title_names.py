"""Titles that the parser leaves beside the name they belong to: "loved President Smith" has one object.

A title and a name right after it that hang from the same word are one phrase. Works on mended trees.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.atlas.atlas import Atlas
from dragoman.stages.trees.tree import Tree

ARGUMENTS = ("obj", "iobj", "nsubj", "obl", "nmod", "dep")
NAME = "PROPN"


def join_titles(tree: Tree, atlas: Atlas, language: str) -> Tree:
    """The tree with such titles under their names; itself where there are none."""
    if NAME not in tree.kinds:
        return tree
    named = [at for at, token in enumerate(tree.tokens) if token.upos == NAME]
    for at, after in pairwise(named):
        if after != at + 1 or tree.heads[at] != tree.heads[after]:
            continue
        if (
            tree.relations[at] not in ARGUMENTS
            or tree.relations[at + 1] not in ARGUMENTS
            or tree.children[at]
        ):
            continue
        title = tree.tokens[at]
        role = atlas.role(title.lemma, title.form, language)
        if role is not None and role.kind == "person" and not role.collective:
            tree = tree.change(at, head=at + 2, deprel="compound")
    return tree
