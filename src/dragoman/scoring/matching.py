"""Which coded record answers which gold record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from dragoman.scoring.gold import GoldEvent, parse_participant
from dragoman.scoring.output import Edges, OutputActor, OutputEvent
from dragoman.scoring.rules import load_rules

# A coded event whose trigger lies on the gold words answers them before any that only touches them;
# records that happened, and records that must be found, are served first.
TRIGGERED = 1000
HAPPENED = 500
DEMANDED = 100

Agreement = Callable[[GoldEvent, OutputEvent], bool]


class Target(Struct, frozen=True):
    """A gold event and where its evidence stands in the text."""

    event: GoldEvent
    edges: Edges


class Pairing(Struct, frozen=True):
    """Which target got which event, by position; the events that nobody needed."""

    pairs: tuple[tuple[int, int], ...]
    free: tuple[int, ...]


def pair_events(targets: Sequence[Target], events: Sequence[OutputEvent], agree: Agreement) -> Pairing:
    """Each target with at most one event of its type on its words, the nearest first.

    An event that happened never answers a target that did not, nor the other way round.
    """
    options = sorted(
        (-_urgency(target, event), gold_at, event_at)
        for gold_at, target in enumerate(targets)
        for event_at, event in enumerate(events)
        if stands_on(target, event)
        and agree(target.event, event)
        and happened(target.event) == happened(event)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, gold_at, event_at in options:
        if gold_at not in pairs and event_at not in taken:
            pairs[gold_at] = event_at
            taken.add(event_at)
    return Pairing(tuple(pairs.items()), tuple(at for at in range(len(events)) if at not in taken))


def stands_on(target: Target, event: OutputEvent) -> bool:
    """Whether the event is of a type the target allows and touches its words."""
    return event.type in target.event.types and closeness(target.edges, event) > 0


def closeness(edges: Edges, event: OutputEvent) -> int:
    """How well an event lies on the words of a target: characters shared, or TRIGGERED; 0 when apart."""
    if event.trigger is not None and shared(event.trigger.edges, edges):
        return TRIGGERED
    return shared(event.evidence.edges, edges) if event.evidence is not None else 0


def shared(a: Edges, b: Edges) -> int:
    """How many characters two spans have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def happened(event: GoldEvent | OutputEvent) -> bool:
    """Whether the event is told as having happened."""
    return event.factuality == "actual"


def same_participants(gold: GoldEvent, event: OutputEvent) -> bool:
    """Whether the same codes take part, on the same sides where the type has sides."""
    if is_sideless(gold, event):
        return same_codes((*gold.actor, *gold.recipient), (*event.actor, *event.recipient))
    return same_codes(gold.actor, event.actor) and same_codes(gold.recipient, event.recipient)


def is_sideless(gold: GoldEvent, event: OutputEvent) -> bool:
    """Whether participants are compared without regard to sides."""
    return event.type in load_rules().symmetric and not (gold.recipient and event.recipient)


def same_codes(gold: Sequence[str], actors: Sequence[OutputActor]) -> bool:
    """Whether both sides hold the same codes.

    A gold participant that has only a sector ("NGO (Amnesty)") is met by coded actors of that sector
    whose code gold does not know.
    """
    wanted = {parse_participant(one).code for one in gold}
    given = {actor.code for actor in actors}
    missing = wanted - given
    strangers = {actor.sector for actor in actors if actor.code not in wanted}
    return missing <= load_rules().sectors and strangers == missing


def _urgency(target: Target, event: OutputEvent) -> int:
    bonus = HAPPENED * happened(target.event) + DEMANDED * target.event.core
    return closeness(target.edges, event) + bonus
