"""Titles: the role words of a sentence, by longest match ("prime minister", "rebel leaders")."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dragoman.atlas.atlas import Atlas, Role
from dragoman.stages.trees.tree import Tree

BEARING = ("NOUN", "PROPN", "ADJ")  # parts of speech a role word may have


LONGEST_NAME = 4  # words of a name inside a title


class Title(Struct, frozen=True):
    """A role word or phrase from token `first` to `last` (inclusive); `head` bears it in the tree."""

    first: int
    last: int
    head: int
    role: Role


def find_titles(tree: Tree, atlas: Atlas, language: str, named: Mapping[int, object]) -> dict[int, Title]:
    """The titles by each of their tokens; words of names (`named`) are none."""
    words = [token.form for token in tree.tokens]
    bearing = atlas.bearers(language)
    found: dict[int, Title] = {}
    free = 0
    for at, tag in enumerate(tree.tags):
        if at < free or (tag not in BEARING and tree.relations[at] != "amod" and not tree.is_nominalised(at)):
            continue
        token = tree.tokens[at]
        if (
            not (bearing[token.form] or bearing[token.lemma])
            or at in named
            or _is_counted(tree, at)
            or (at > 0 and tree.forms[at - 1] in tree.function.honorifics)  # "Mr. Major"
        ):
            continue
        length, role = (0, None) if _bears_name(tree, at) else atlas.role_phrase(words, at, language)
        if role is None:
            length, role = 1, atlas.role(token.lemma, token.form, language)
        if role is None:
            continue
        span = range(at, at + length)
        if length > 1 and any(position in named for position in span):
            continue
        head = at if length == 1 else next((k for k in span if tree.heads[k] not in span), at)
        if length == 1 and (_is_modifier(tree, at) or _is_surname(tree, at, found.get(at - 1))):
            continue
        tail, whole = _find_tail(tree, at, atlas, language) if length == 1 else (range(0), None)
        title = Title(at, at + length - 1, head, whole or role)
        for position in span:
            found[position] = title
        for position in tail:
            found[position] = Title(tail[0], tail[-1], head, whole or role)
        free = tail[-1] + 1 if tail else at + length
    return found


def _find_tail(tree: Tree, at: int, atlas: Atlas, language: str) -> tuple[range, Role | None]:
    """The rest of a title that its bearer's name parts, and the whole's role: "minister Jansen van Defensie".

    An empty range where there is none.
    """
    name = at + 1
    while name < len(tree.tokens) and name - at <= LONGEST_NAME and tree.tags[name] == "PROPN":
        name += 1
    if name == at + 1 or name + 1 >= len(tree.tokens):
        return range(0), None
    if tree.forms[name] not in tree.function.owner_prepositions:
        return range(0), None
    parted = [tree.tokens[at].form, *(token.form for token in tree.tokens[name:])]
    length, role = atlas.role_phrase(parted, 0, language)
    return (range(name, name + length - 1), role) if role is not None and length > 1 else (range(0), None)


def _is_counted(tree: Tree, at: int) -> bool:
    """Whether a hyphen ties a number to the word: "six-party talks" are nobody's party's."""
    return at > 1 and tree.forms[at - 1] == "-" and tree.tokens[at - 2].upos == "NUM"


def _bears_name(tree: Tree, at: int) -> bool:
    """Whether the next word hangs from this one as its name ("minister Blok"): no phrase of both."""
    after = at + 1
    return (
        after < len(tree.tokens)
        and tree.heads[after] == at
        and tree.tokens[after].upos == "PROPN"
        and tree.relations[after] == "appos"
    )


def _is_surname(tree: Tree, at: int, before: Title | None) -> bool:
    """Whether a role word right after a person's title is the person's name ("minister Bakker")."""
    token = tree.tokens[at]
    if before is None or before.role.kind != "person" or token.upos != "PROPN" or not token.form[0].isupper():
        return False
    return at + 1 == len(tree.tokens) or tree.tokens[at + 1].upos != "PROPN"


def _is_modifier(tree: Tree, at: int) -> bool:
    """Whether a lone word only describes ("military aid"): an adjective before a noun is no title.

    Before a personal name it is one ("Republican Jane Smith").
    """
    head = tree.heads[at]
    named = head >= 0 and tree.tokens[head].upos == "PROPN" and head > at
    return tree.relations[at] == "amod" and not tree.is_nominalised(at) and not named
