"""Clusters of events from judgements on pairs, so that one wrong pair does not chain two events into one.

Pairs are taken from the surest to the least sure (average linkage: R. Sokal and C. Michener, 1958). Two
groups become one when their events, held against each other, are one on average; events that a story tells
apart never are, nor what a person judged apart. What a person judged to be one is joined first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

SAMPLE = 6  # events of a group that are held against those of another


class Link(Struct, frozen=True):
    """A pair judged to be one event; `by_hand` when a person said so."""

    one: int
    other: int
    probability: float
    by_hand: bool = False


Weigh = Callable[[int, int], float | None]
"""The probability that two events are one; None when they never are."""


def join_groups(
    groups: Iterable[Sequence[int]], links: Iterable[Link], weigh: Weigh, same: float
) -> list[list[int]]:
    """The groups, joined where links allow it. `groups` are known to be one each and stay so."""
    home: dict[int, list[int]] = {}
    for group in groups:
        members = sorted(group)
        home.update(dict.fromkeys(members, members))
    for link in sorted(links, key=lambda one: (not one.by_hand, -one.probability, one.one, one.other)):
        ours = home.setdefault(link.one, [link.one])
        theirs = home.setdefault(link.other, [link.other])
        if ours is theirs or not _may_join(ours, theirs, link, weigh, same):
            continue
        joined = sorted((*ours, *theirs))
        home.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in home.values()}
    return sorted(unique.values())


def _may_join(ours: list[int], theirs: list[int], link: Link, weigh: Weigh, same: float) -> bool:
    weights = [weigh(one, other) for one in _sample(ours, link.one) for other in _sample(theirs, link.other)]
    if None in weights and not link.by_hand:
        return False
    known = [weight for weight in weights if weight is not None]
    return link.by_hand or sum(known) >= same * len(known)


def _sample(group: list[int], least: int) -> list[int]:
    """Some of the group, the linked one among them; always the same ones."""
    chosen = group[:SAMPLE]
    return chosen if least in chosen else [*chosen[:-1], least]
