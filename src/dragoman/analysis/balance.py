"""Balance and blocs: whom the signs of relations put together, who condemns whom together, where it is tense.

Two actors are friends when cooperation is surely more than half of what happened between them, foes when it
is surely less (the 95 % interval of Wilson, on stories), and nothing otherwise. A triangle is balanced when
the product of its signs is positive (Heider, 1946; Cartwright and Harary, 1956). Blocs are the partition that
local search finds with the fewest friends between blocs and foes within them (Doreian and Mrvar, 1996).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from dragoman.analysis.proportions import bound_share, make_share
from dragoman.analysis.reading import settle_span
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer, read_answer

MOST_BLOCS = 5


class Tie(Struct, frozen=True):
    """A row of the question signed_ties."""

    one: str
    other: str
    stories: int
    events: int
    cooperation: int
    conflict: int
    score: float


class Triad(Struct, frozen=True):
    """Three actors whose signs do not go together."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]


class JointCondemners(Struct, frozen=True):
    """Two who condemned the same actors: whom both did, and the share that these are of all either did."""

    one: str
    other: str
    condemned: tuple[str, ...]
    share: float


class Balance(Struct, frozen=True, kw_only=True):
    """The signed relations of a time.

    `friends` and `foes` are pairs in alphabetical order. `balanced` is the share of the triangles that are;
    None without any. `tense` are those that are not. `blocs` stand largest first, and `at_odds` are the pairs
    that do not fit them: friends in two blocs, foes in one.
    """

    since: str
    until: str
    friends: tuple[tuple[str, str], ...]
    foes: tuple[tuple[str, str], ...]
    triads: int
    balanced: float | None
    tense: tuple[Triad, ...]
    blocs: tuple[tuple[str, ...], ...]
    at_odds: tuple[tuple[str, str], ...]


Signs = Mapping[tuple[str, str], int]


def weigh_balance(desk: Desk, since: str | None = None, until: str | None = None) -> Balance:
    """Friends, foes, blocs and tense triangles of a time. Raises StoreError for dates that are none."""
    span = settle_span(desk, since, until)
    signs = {
        (tie.one, tie.other): sign
        for tie in read_answer(desk, "signed_ties", Tie, since=span.first, until=span.last)
        if (sign := sign_tie(tie))
    }
    triads = list(_list_triads(signs))
    tense = tuple(one for one in triads if one.signs[0] * one.signs[1] * one.signs[2] < 0)
    place = _find_blocs(signs)
    blocs: dict[int, list[str]] = defaultdict(list)
    for actor in sorted(place):
        blocs[place[actor]].append(actor)
    return Balance(
        since=span.first,
        until=span.last,
        friends=tuple(pair for pair, sign in signs.items() if sign > 0),
        foes=tuple(pair for pair, sign in signs.items() if sign < 0),
        triads=len(triads),
        balanced=round(1 - len(tense) / len(triads), 4) if triads else None,
        tense=tense,
        blocs=tuple(sorted(map(tuple, blocs.values()), key=lambda bloc: (-len(bloc), bloc))),
        at_odds=tuple(pair for pair, sign in signs.items() if _is_odd(pair, sign, place)),
    )


def list_joint_condemners(
    desk: Desk, since: str | None = None, until: str | None = None
) -> list[JointCondemners]:
    """Who condemned the same two actors or more, those alike most first."""
    span = settle_span(desk, since, until)
    rows = fetch_answer(desk, "condemnations", since=span.first, until=span.last)
    condemned: dict[str, set[str]] = defaultdict(set)
    for actor, recipient, _, _ in rows:
        condemned[actor].add(recipient)
    found = []
    for one, other in combinations(sorted(condemned), 2):
        common = condemned[one] & condemned[other]
        if len(common) > 1:
            share = len(common) / len(condemned[one] | condemned[other])
            found.append(JointCondemners(one, other, tuple(sorted(common)), round(share, 4)))
    return sorted(found, key=lambda pair: (-len(pair.condemned), -pair.share, pair.one, pair.other))


def sign_tie(tie: Tie) -> int:
    """1 for friends, -1 for foes, 0 when it cannot be told."""
    # Events of one story hang together: the share is weighed as so many stories would be.
    share = tie.cooperation / tie.events
    band = bound_share(make_share(round(share * tie.stories), tie.stories))
    if band is None:
        return 0
    return 1 if band[0] > 0.5 else -1 if band[1] < 0.5 else 0


def _list_triads(signs: Signs) -> Iterator[Triad]:
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in signs:
        near[one].add(other)
    for one, other in signs:
        for third in sorted(near[one] & near[other]):
            told = signs[one, other], signs[one, third], signs[other, third]
            yield Triad((one, other, third), told)


def _find_blocs(signs: Signs) -> dict[str, int]:
    """Each actor's bloc: every actor moves to where it is least at odds, until nobody gains by moving."""
    ties: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), sign in signs.items():
        ties[one][other] = ties[other][one] = sign
    best: dict[str, int] = {}
    fewest = len(signs) + 1
    for blocs in range(1, MOST_BLOCS + 1):
        place = _settle(ties, blocs)
        odd = sum(_is_odd(pair, sign, place) for pair, sign in signs.items())
        if odd < fewest:
            best, fewest = place, odd
    return best


def _settle(ties: Mapping[str, Mapping[str, int]], blocs: int) -> dict[str, int]:
    order = sorted(ties, key=lambda actor: (-len(ties[actor]), actor))
    place: dict[str, int] = {}
    moved = True
    # Each move lowers the sum of what is at odds, so that it ends.
    while moved:
        moved = False
        for actor in order:
            costs = [_cost(ties[actor], place, bloc) for bloc in range(blocs)]
            chosen = costs.index(min(costs))
            if actor not in place or costs[chosen] < costs[place[actor]]:
                place[actor], moved = chosen, True
    return place


def _cost(ties: Mapping[str, int], place: Mapping[str, int], bloc: int) -> int:
    return sum((sign > 0) != (place[other] == bloc) for other, sign in ties.items() if other in place)


def _is_odd(pair: Sequence[str], sign: int, place: Mapping[str, int]) -> bool:
    return (sign > 0) != (place[pair[0]] == place[pair[1]])
