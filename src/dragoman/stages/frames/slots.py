"""The slots of a predicate of any part of speech, and the nouns of its idioms that stand in none of them."""

from __future__ import annotations

from dragoman.languages.matchers import Matcher
from dragoman.stages.frames.arguments import Control, Slots, noun_slots, verb_slots
from dragoman.stages.trees.tree import Tree

PARTICLES = ("compound:prt", "fixed")  # what a parser may take the bare object of an idiom for
BARE = (*PARTICLES, "xcomp", "advmod")  # likewise, its bare adjective
BARE_TAGS = ("NOUN", "ADJ", "VERB")
IDIOM_DEPTH, IDIOM_WIDTH = 3, 3  # how far a noun may hang from its verb, and stand from its preposition


def find_slots(tree: Tree, at: int, control: Control, *, nominal: bool, predicative: bool) -> Slots:
    """The slots of a noun or of a verb; those of both for a noun that is said of its subject."""
    if nominal:
        return noun_slots(tree, at, control)
    slots = verb_slots(tree, at, control)
    if predicative:
        for role, positions in noun_slots(tree, at, control).items():
            slots.setdefault(role, positions)
        if tree.case(at) and "nsubj" in slots:  # whoever is "in hongerstaking" strikes
            slots["owner"] = slots["nsubj"]
    return slots


def hang_below(tree: Tree, slots: Slots, used: tuple[int, ...]) -> Slots:
    """The slots with those that hang from the words of an idiom ("came [in revolt against Peru]")."""
    below = [(f"obl:{tree.case(kid)}", kid) for one in used for kid in tree.kids(one, "nmod")]
    for one in used:
        if tree.relations[one] == "xcomp":  # "liet [Peruanen] vallen [in Chili]"
            below += [("obj", kid) for kid in tree.kids(one, "obj")]
            below += [(f"obl:{tree.case(kid)}", kid) for kid in tree.kids(one, "obl")]
    fresh = {role: [kid] for role, kid in below if role not in slots}
    return {**slots, **fresh} if fresh else slots


def find_loose_idiom(tree: Tree, at: int, preposition: str, matcher: Matcher) -> int | None:
    """The noun of an idiom ("in beslag", "out of hand") that the parser tied to its verb in another way."""
    spots = [before for before, form in enumerate(tree.forms) if form == preposition]
    near = {before + step for before in spots for step in range(1, IDIOM_WIDTH + 1)}
    for position in sorted(near):
        if position >= len(tree.tokens):
            break
        token = tree.tokens[position]
        if position == at or not (matcher.accepts(token.lemma) or matcher.accepts(token.form)):
            continue
        if at not in tree.above(position)[:IDIOM_DEPTH]:
            continue
        for before in range(position - 1, max(-1, position - IDIOM_WIDTH - 1), -1):
            if tree.forms[before] == preposition:
                return position
            if tree.tokens[before].upos not in ("DET", "ADJ", "PRON", "NUM"):
                break
    return None


def find_loose_word(tree: Tree, at: int, role: str, matcher: Matcher) -> int | None:
    """The bare word of an idiom ("nam aanstoot") that was taken for a particle or the like."""
    relations = PARTICLES if role == "obj" else BARE
    for kid in tree.children[at]:
        for position in (kid, *tree.kids(kid, "fixed")):
            token = tree.tokens[position]
            if (
                tree.relations[position] not in relations
                or token.upos not in BARE_TAGS
                or tree.case(position)
            ):
                continue
            if matcher.accepts(token.lemma) or matcher.accepts(token.form):
                return position
    return None
