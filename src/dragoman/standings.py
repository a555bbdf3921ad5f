"""How a record stands: that it happened, or what became of it where it did not (refused, denied, wished)."""

from __future__ import annotations

from dragoman.records import Event

HAPPENED = "actual"
"""The standing of what the story tells as having happened."""
_STANDINGS = {
    "ask": "demanded",
    "obligation": "demanded",
    "volition": "wished",
    "refuse": "refused",
    "threaten": "threatened",
    "promise": "promised",
    "condition": "conditional",
    "possibility": "possible",
    "purpose": "intended",
    "question": "asked",
    "hearsay": "rumoured",
    "speculate": "expected",
    "warn": "warned of",
    "deny": "denied",
    "denial": "denied",
    "pending": "awaited",
    "prepared": "prepared",
    "attempted": "attempted",
}
"""Words for how a record stands, by the reason its path gives."""
OF_SPEAKERS = ("denied", "expected", "warned of")
"""Standings that only a source can give a record."""


def find_standing(event: Event) -> str:
    """What became of the event: `actual`, the reason why it did not happen or not yet ("refused",
    "conditional"), by the first step that made it so, or its factuality where no step tells."""
    if event.factuality == HAPPENED:
        return HAPPENED
    for step in event.path:
        reason, _, to = step.effect.partition(": ")
        if to == event.factuality:
            return _STANDINGS.get(reason, event.factuality)
    return event.factuality


def list_standings() -> tuple[str, ...]:
    """The standings that a reason gives, sorted."""
    return tuple(sorted(set(_STANDINGS.values())))


def is_claimed(event: Event) -> bool:
    """Whether only a source vouches for the event, linked or not."""
    return event.said_by is not None or event.claimed_in is not None
