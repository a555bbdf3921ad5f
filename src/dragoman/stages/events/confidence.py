"""How sure a record is, by the signs on it: how its participants were linked, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.confidence import Confidence
from dragoman.records import Actor, Event

LONG = 120  # characters of evidence from which on parsers err more
CHANGED = " · "  # stands in `why` when a normal form or a composition made the record another


class Assessor:
    """Gives events their confidence."""

    def __init__(self, confidence: Confidence) -> None:
        self.confidence = confidence

    def assess(self, event: Event) -> Event:
        """The event with its confidence: the share of records with such signs that gold calls right."""
        return replace(event, confidence=self.confidence.tell(list_signs(event)))


def list_signs(event: Event) -> tuple[str, ...]:
    """The signs on a record that its confidence rests on, by name."""
    signs = [
        f"type:{event.type}",
        *_list_side("actor", event.actor),
        *_list_side("recipient", event.recipient),
    ]
    if CHANGED in event.why:
        signs.append("changed")
    if event.said_by is not None or event.claimed_in is not None:
        signs.append("claimed")
    if event.of is not None:
        signs.append("content")
    if event.mentions:
        signs.append("told again")
    if event.evidence.end - event.evidence.start > LONG:
        signs.append("long")
    return tuple(signs)


def _list_side(side: str, actors: Sequence[Actor]) -> list[str]:
    if not actors:
        return [f"{side}:none"]
    return [f"{side}:{via}" for via in dict.fromkeys(actor.via or "unlinked" for actor in actors)]
