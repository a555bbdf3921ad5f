"""What stands beside an event: its words' second meaning, what it makes superfluous, the mode of many."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor, Event
from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.drafts import Draft
from dragoman.stages.frames.finder import Found

MANY = 3


def add_companions(drafts: Sequence[Draft], codebook: Codebook) -> list[Draft]:
    """The drafts, each followed by what its words mean as well: jailed by a court is convicted too."""
    found: list[Draft] = []
    for one in drafts:
        found.append(one)
        name = one.found.frame.also
        if name is None or one.verdict.stopped or one.type != one.found.frame.type:
            continue
        frame = codebook.frames[name]
        if frame.type is None:
            continue
        companion = replace(
            one,
            found=replace(one.found, frame=frame),
            type=frame.type,
            modes=[frame.mode] if frame.mode else [],
            rule=f"{one.rule} · {name} beside it",
            contents=[],
        )
        found.append(companion)
    return found


def hear_debate(
    found: Found, actors: Sequence[Actor], recipients: Sequence[Actor], codebook: Codebook
) -> Found:
    """What a predicate means between these: politicians who attack each other do it with words."""
    name = found.frame.in_debate
    if name is None or not (actors and recipients) or not all(map(_argues, (*actors, *recipients))):
        return found
    return replace(found, frame=codebook.frames[name])


def leave_preludes(made: Sequence[tuple[Draft, Event]], codebook: Codebook) -> list[tuple[Draft, Event]]:
    """The events without those that are no record beside what the same actor went on to do."""
    return [
        (draft, event)
        for draft, event in made
        if not any(
            _leads_to(draft, event, other, later, codebook) or _is_aim_of(draft, event, other, later)
            for other, later in made
        )
    ]


def crowd_mode(draft: Draft, codebook: Codebook) -> str | None:
    """The mode of an event in which many take part: more than two, or an organisation alone."""
    mode = codebook.many.get(draft.type)
    codes = {code_of(one) for one in draft.actors} - {None}
    groups = bool(draft.actors) and all(one.group and not one.country for one in draft.actors)
    return (
        mode if mode and not draft.modes and not draft.recipients and (len(codes) >= MANY or groups) else None
    )


def _argues(actor: Actor) -> bool:
    sectors = load_sectors()
    return actor.sector in sectors.debating or (actor.office is not None and actor.sector in sectors.state)


def _leads_to(draft: Draft, event: Event, other: Draft, later: Event, codebook: Codebook) -> bool:
    if draft.tree is not other.tree or event.factuality != later.factuality or event is later:
        return False
    same = {code_of(a) for a in event.actor} & {code_of(a) for a in later.actor} - {None}
    return bool(same) and any(_is(event, row.drop) and _is(later, row.by) for row in codebook.beside)


def _is_aim_of(draft: Draft, event: Event, other: Draft, done: Event) -> bool:
    """Whether an event is only what another of its sentence was done for ("used gas to disperse a crowd")."""
    if draft.tree is not other.tree or event.type != done.type or other.at not in draft.tree.above(draft.at):
        return False
    sides = [({code_of(a) for a in one.actor}, {code_of(a) for a in one.recipient}) for one in (event, done)]
    return event.factuality == "hypothetical" and done.factuality == "actual" and sides[0] == sides[1]


def _is(event: Event, named: str) -> bool:
    type_, _, mode = named.partition("/")
    return event.type == type_ and (not mode or mode in event.mode)
