"""The sector of who bears a role: its own, its owner's, or that of the word that describes it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.records import Entry, Role
from dragoman.atlas.sectors import is_over, load_sectors, people_sector, state_sector
from dragoman.records import Actor
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.actors.resolution import PersonRules
from dragoman.stages.actors.titles import Title

PEOPLE = "people"  # kind of the entries of peoples without a state


def tell_sector(
    phrase: Phrase, owners: Sequence[Actor], named: Sequence[Entry], persons: PersonRules
) -> str | None:
    """The sector of the bearer of the phrase's role; None where the phrase has none.

    `named` are the states, bodies and peoples whose names stand in the phrase.
    """
    role, part = phrase.role, phrase.part
    if role is None:
        return None
    sector: str | None = role.sector
    if role.carrier and len(owners) == 1 and owners[0].sector:
        sector = owners[0].sector if owners[0].sector != people_sector() else sector
    elif role.carrier and len(bodies := {one.sector for one in named if one.sector}) == 1:
        sector = bodies.pop()  # "the Philippine Red Cross chair"
    elif len(owners) == 1 and owners[0].sector and is_over(owners[0].sector, role.sector):
        sector = owners[0].sector  # "lawmakers of the opposition"
    elif part is not None and ((role.carrier and phrase.joins) or is_over(part.sector, role.sector)):
        sector = part.sector  # "party chief", "rebel soldiers"
    elif role.office_id in persons.heads and not phrase.former:
        sector = _presided(owners) or sector
    if role.carrier and sector == state_sector() and not phrase.person and _are_peoples(named):
        sector = people_sector()  # they govern nothing: "Zulu leaders"
    return past_sector(sector, role, persons) if phrase.former else sector


def past_sector(sector: str | None, role: Role | None, persons: PersonRules) -> str | None:
    """The sector of who was something once: former officials, and leaders of what acts for a state; a former
    rebel, soldier or captive is spoken of as one."""
    led = role is not None and (role.carrier or role.office_id is not None)
    stays = sector in persons.lasting and not (led and sector in load_sectors().acting)
    return sector if stays else persons.former_sector


def as_followers(actor: Actor) -> Actor:
    """The people behind a politician, a government or a party; those of an armed group are its own."""
    sectors = load_sectors()
    if actor.sector not in (None, *sectors.state, *sectors.parties, *sectors.critics, *sectors.public):
        return actor
    return replace(actor, sector=sectors.people[0], name=None, office=None, id=None)


def as_crowd(title: Title | None, places: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a partitive of this title means that tells where they are: "hundreds in Lima" are its people."""
    if title is not None and title.role.sector != people_sector():
        return places
    return tuple(replace(one, sector=people_sector()) if one.sector is None else one for one in places)


def _are_peoples(named: Sequence[Entry]) -> bool:
    """Whether only peoples within a state are named."""
    return bool(named) and all(entry.kind == PEOPLE and entry.country for entry in named)


def _presided(owners: Sequence[Actor]) -> str | None:
    """The sector of the body that somebody is "president" of, a court say; None for a state's."""
    sectors = {one.sector for one in owners}
    apart = {None, state_sector(), people_sector()}
    return sectors.pop() if len(sectors) == 1 and not sectors & apart else None
