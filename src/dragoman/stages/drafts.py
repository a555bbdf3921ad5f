"""Drafts of events: frames with their actors and factuality, before normal forms and publication."""

from __future__ import annotations

from msgspec import Struct, field

from dragoman.records import Actor, Factuality
from dragoman.stages.factuality import Verdict
from dragoman.stages.frames import Found
from dragoman.stages.tree import Tree

MUTUAL = "mutual"  # how a recipient was linked that "each other" names: one of the actors
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


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two mentions are the same participant; of those who do it to each other nobody is."""
    if MUTUAL in (a.via, b.via):
        return False
    if a.name and b.name:
        return a.name == b.name
    return code_of(a) == code_of(b) and (a.sector == b.sector) and not (a.name or b.name)


def code_of(actor: Actor) -> str | None:
    """The code an actor counts under: its country, else its group."""
    return actor.country or actor.group


def drop_repeats(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors without those that name a participant again."""
    kept: list[Actor] = []
    for actor in actors:
        if not any(same_actor(actor, one) for one in kept):
            kept.append(actor)
    return tuple(kept)
