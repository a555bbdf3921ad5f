"""Where to look for the tellings of an event, so that it is not held against all others: type, dyad, days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from dragoman.codebook.identity import IdentityBook
from dragoman.identity.judging import COARSE, LONG
from dragoman.identity.traits import Traits

SIDES = 4  # codes of a side that are combined; a summit of twenty needs no four hundred keys
LOOSE = "~"  # after the key of a date that leaves more than LONG days open


class Lookup(Struct, frozen=True):
    """A key, and the days (ISO 8601) on which an event under it may begin."""

    key: str
    since: str
    until: str


def list_keys(traits: Traits) -> list[str]:
    """The keys under which an event is found; none when its day is not known."""
    if traits.first is None or traits.last is None:
        return []
    mark = _mark(traits)
    return [f"{traits.type} {pair}{mark}" for pair in _list_pairs(traits)]


def list_lookups(traits: Traits, book: IdentityBook) -> Iterator[Lookup]:
    """What to look up for the events that may be one with this."""
    if traits.first is None or traits.last is None:
        return
    bounds = book.bound(traits.type)
    margin = max(bounds.apart, bounds.lag) + book.denial
    until = (traits.last + timedelta(margin)).isoformat()
    if _is_coarse(traits):
        spans = [(_mark(traits), traits.first.isoformat(), traits.first.isoformat())]
    else:
        spans = [
            ("", (traits.first - timedelta(margin + LONG)).isoformat(), until),
            (LOOSE, (traits.first - timedelta(margin + COARSE)).isoformat(), until),
        ]
    for kind in book.list_types(traits.type):
        for pair in _list_asked(traits):
            for mark, since, last in spans:
                yield Lookup(f"{kind} {pair}{mark}", since, last)


def _mark(traits: Traits) -> str:
    assert traits.first and traits.last
    if _is_coarse(traits):
        return f" {traits.first}/{traits.last}"
    return LOOSE if (traits.last - traits.first).days > LONG else ""


def _is_coarse(traits: Traits) -> bool:
    assert traits.first and traits.last
    return (traits.last - traits.first).days > COARSE


def _list_pairs(traits: Traits) -> list[str]:
    """The dyads of an event, and each of its sides alone."""
    actors, recipients = _list_codes(traits)
    if traits.mutual or not recipients or not actors:
        codes = actors or recipients
        both = [f"{one}={other}" for at, one in enumerate(codes) for other in codes[at + 1 :]]
        return [*both, *(f"{code}." for code in codes), *([f"{codes[0]}?"] if len(codes) == 1 else [])]
    pairs = [_tie(one, other) for one in actors for other in recipients]
    return list(dict.fromkeys([*pairs, *(f"{code}." for code in (*actors, *recipients))]))


def _list_asked(traits: Traits) -> list[str]:
    """The dyads to look for; of an event with one side known, all with that side."""
    actors, recipients = _list_codes(traits)
    codes = list(dict.fromkeys((*actors, *recipients)))
    if len(codes) < 2 and not (actors and recipients):
        return [f"{code}." for code in codes]
    pairs = [pair for pair in _list_pairs(traits) if not pair.endswith(".")]
    return [*pairs, *(f"{code}?" for code in codes)]


def _tie(one: str, other: str) -> str:
    return f"{min(one, other)}={max(one, other)}"


def _list_codes(traits: Traits) -> tuple[list[str], list[str]]:
    actors = sorted({party.code for party in traits.actors})[:SIDES]
    return actors, sorted({party.code for party in traits.recipients})[:SIDES]
