"""Whom a bare word tells ("twelve people") where states do such things at home."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors
from dragoman.records import Actor
from dragoman.stages.events.drafts import Draft

DESCRIBED = "story"  # how a person was linked whom only the story's own words tell
INSIDE = "inside"  # the source of the actor's own country for bare words alone
INSIDES = (INSIDE, "inside-public")  # the second holds for those of a public part alone
UNSAID = ("context", "place")  # how an actor was linked when the country was not said of it
HOMES = ("home", "police-home")  # the sources of the actor's own country; the first is the `via` as well


def domesticate(draft: Draft, domestic: Set[str]) -> tuple[Actor, ...]:
    """The recipients; those told by a bare word ("twelve people") are the actor's own country's where
    the frame is of the kind that states do at home, or where its judges and unions (`domestic` sectors) turn
    to "the government", and nobody known elsewhere. A people that only the story's home would tell is the
    actor's as well."""
    own = next((a.country for a in draft.actors if a.country), None)
    sectors = load_sectors()
    inside = own is not None and {a.sector for a in draft.actors} <= domestic | sectors.critics
    told = own is not None and all(one.via not in UNSAID for one in draft.actors)
    kept: list[Actor] = []
    for one in draft.recipients:
        known = _is_known(one)
        sources = draft.found.frame.fallback if own is not None else ()
        at_home = any(_holds(source, draft, one) for source in sources)
        official = {a.sector for a in draft.actors} <= set(sectors.state)
        house = official and one.sector in domestic & sectors.acting
        here = (at_home or house or (inside and one.sector in sectors.acting)) and not _is_stranger(
            draft, one
        )
        guessed = told and one.via == UNSAID[0] and not one.name
        people = guessed and one.sector in sectors.people  # "urged the population to fight": its own
        if people or (here and (guessed or not known)):
            kept.append(replace(one, country=own, via=HOMES[0]))
        elif known or one.name:
            kept.append(one)
    return tuple(kept)


def is_home(source: str, draft: Draft) -> bool:
    """Whether the source is the actor's own country, and holds for this actor."""
    police = {a.sector for a in draft.actors} <= load_sectors().police
    return source == HOMES[0] or (source == HOMES[1] and police)


def _holds(source: str, draft: Draft, other: Actor) -> bool:
    """Whether those whom a bare word tells are the actor's own: whoever fights may hold others' people."""
    officials = {a.sector for a in draft.actors} <= {None, *load_sectors().acting, *load_sectors().state}
    public = other.sector in load_sectors().public | load_sectors().opposing
    inside = source == INSIDES[0] or (source == INSIDES[1] and public)
    return is_home(source, draft) or (inside and officials)


def _is_stranger(draft: Draft, actor: Actor) -> bool:
    """Whether the words call those people foreign ("fifteen foreign mercenaries")."""
    tree = draft.tree
    words = tree.function.strangers
    if words.isdisjoint(tree.words):
        return False
    return any(
        actor.start <= token.start < actor.end and tree.lemmas[at] in words
        for at, token in enumerate(tree.tokens)
    )


def _is_known(actor: Actor) -> bool:
    """Whether more is said of who it is than a role ("twelve people", "journalist Jane Smith")."""
    named = actor.name is not None and not (" " in actor.name and actor.via == DESCRIBED)
    return bool(actor.country or actor.group or named)
