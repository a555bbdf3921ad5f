"""What can be told of an event from a row alone, so that most that cannot be it are passed over unread.

A sketch never says no where `judging` would not: it leaves out what a row does not hold.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dragoman.codebook.identity import IdentityBook
from dragoman.identity.judging import COARSE, stand_alike
from dragoman.identity.traits import Traits

UNLINKED = "?"
_DENIED = "negated"


class Sketch(Struct, frozen=True):
    """Type, modes, standing, days, and the codes of both sides; `alone` when nobody is acted on."""

    type: str
    modes: frozenset[str]
    factuality: str
    first: date
    last: date
    actors: frozenset[str]
    recipients: frozenset[str]
    alone: bool


def sketch_traits(traits: Traits) -> Sketch | None:
    """The sketch of an event; None when its day is not known."""
    if traits.first is None or traits.last is None:
        return None
    return Sketch(
        traits.type,
        traits.modes,
        traits.factuality,
        traits.first,
        traits.last,
        frozenset(party.code for party in traits.actors),
        frozenset(party.code for party in traits.recipients),
        traits.mutual or not traits.recipients,
    )


def sketch_row(
    kind: str, modes: str, factuality: str, first: str, last: str, actors: str, recipients: str
) -> Sketch:
    """The sketch of a row: codes and modes are joined by commas, days are ISO 8601."""
    return Sketch(
        kind,
        frozenset(modes.split(",")) if modes else frozenset(),
        factuality,
        date.fromisoformat(first),
        date.fromisoformat(last),
        _split_codes(actors),
        _split_codes(recipients),
        not recipients or recipients == UNLINKED,
    )


def may_be_one(one: Sketch, other: Sketch, book: IdentityBook) -> bool:
    """Whether two events of different stories may be one, as far as their sketches tell."""
    return (
        stand_alike(one.factuality, other.factuality)
        and measure_gap(one, other) <= find_reach(one, other, book)
        and _have_like_lengths(one, other)
        and book.may_be_one(one.type, one.modes, other.type, other.modes)
        and _have_like_sides(one, other)
    )


def measure_gap(one: Sketch, other: Sketch) -> int:
    """The days between the two; 0 when they may lie on one day."""
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def find_reach(one: Sketch, other: Sketch, book: IdentityBook) -> int:
    """The days that may lie between the two."""
    bounds = [book.bound(one.type), book.bound(other.type)]
    reach = max(max(bound.apart, bound.lag) for bound in bounds)
    return reach + (book.denial if _DENIED in (one.factuality, other.factuality) else 0)


def _have_like_lengths(one: Sketch, other: Sketch) -> bool:
    longest = max((one.last - one.first).days, (other.last - other.first).days)
    return longest <= COARSE or (one.first, one.last) == (other.first, other.last)


def _have_like_sides(one: Sketch, other: Sketch) -> bool:
    if one.alone or other.alone:
        # Either may be a thing of equals, or one of which a side is left open.
        return _are_alike(one.actors | one.recipients, other.actors | other.recipients) or _are_alike(
            one.actors, other.actors
        )
    return _are_alike(one.actors, other.actors) and _are_alike(one.recipients, other.recipients)


def _are_alike(codes: frozenset[str], others: frozenset[str]) -> bool:
    return not codes or not others or codes <= others or others <= codes


def _split_codes(joined: str) -> frozenset[str]:
    return frozenset(code for code in joined.split(",") if code and code != UNLINKED)
