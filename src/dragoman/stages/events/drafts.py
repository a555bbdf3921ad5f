"""Drafts of events: frames with their actors and factuality, before normal forms and publication."""

from __future__ import annotations

from msgspec import Struct, field

from dragoman.records import Actor, Factuality
from dragoman.stages.events.verdicts import Verdict
from dragoman.stages.frames.finder import Found
from dragoman.stages.trees.tree import Tree

EVENT_KINDS = ("act", "ask", "refuse", "threaten", "promise")


class Draft(Struct):
    """An event in the making: its frame, who takes part, how sure, and what it is the content of."""

    tree: Tree
    at: int
    found: Found
    type: str
    modes: list[str]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    verdict: Verdict
    factuality: Factuality
    rule: str
    said_by: Actor | None = None
    parent: Draft | None = None
    contents: list[Draft] = field(default_factory=list)
    answers: bool = False  # its recipient is whoever did what it points back to
    again: bool = False  # tells of a deed that was told before
    echoed: Draft | None = None  # what was said of another before it was said of this one


def are_both_told(draft: Draft) -> bool:
    """Whether the words tell of two sides, though of one code ("between Hema and Lendu fighters")."""
    tree = draft.tree
    between = (at for role in tree.function.both_sides for at in draft.found.slots.get(role, ()))
    return any(
        tree.has_feature(at, "Number=Plur") and any(tree.relations[k] == "conj" for k in tree.below(at))
        for at in between
    )
