"""The code under which an actor counts, and when two mentions are one participant."""

from __future__ import annotations

from dragoman.records import Actor

MUTUAL = "mutual"  # how a recipient was linked that "each other" names: one of the actors


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two mentions are the same participant; of those who do it to each other nobody is."""
    if MUTUAL in (a.via, b.via):
        return False
    if a.name and b.name:
        return a.name == b.name
    return code_of(a) == code_of(b) and (a.sector == b.sector) and not (a.name or b.name)


def is_speaker(speaker: Actor, actor: Actor) -> bool:
    """Whether who speaks is who acts; a state that speaks as such is its government too."""
    if speaker.sector is None and speaker.name is None:
        return code_of(speaker) is not None and code_of(speaker) == code_of(actor)
    return same_actor(speaker, actor)


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
