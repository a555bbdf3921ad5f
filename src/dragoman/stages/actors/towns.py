"""Towns told with the state they are in ("Athens, Georgia"): each of the names says which the other is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.atlas.gazetteer import LONGEST, Spot, load_gazetteer
from dragoman.atlas.records import Entry, NameHit
from dragoman.stages.mentions import Mention, Mentions
from dragoman.stages.trees.tree import Tree

COMMA = ","
LANDS = ("country", "place")  # kinds of entries that towns lie in
TOWNS = ("city", "capital")  # forms of names that are a town's


def place_towns(trees: Sequence[Tree], mentions: Sequence[Mentions]) -> list[Mentions]:
    """The mentions, where "town, state" stands with the readings of both that fit each other.

    A town of that name must lie in the state by the gazetteer; else both stay as they are.
    """
    return [
        _place(tree, own) if any(_closes_pair(tree, one) for one in own.found) else own
        for tree, own in zip(trees, mentions, strict=True)
    ]


def _closes_pair(tree: Tree, mention: Mention) -> bool:
    """Whether a name stands after a comma and another name, and may be that of what a town lies in."""
    at = mention.first
    return (
        at > 1
        and tree.tokens[at - 1].form == COMMA
        and tree.tokens[at - 2].upos == "PROPN"
        and any(_is_land(hit) for hit in mention.hits)
        and not tree.relations[at].startswith("conj")
    )


def _is_land(hit: NameHit) -> bool:
    return hit.entry.kind in LANDS and hit.form == "name"


def _place(tree: Tree, own: Mentions) -> Mentions:
    found = {mention.first: mention for mention in own.found}
    for land in own.found:
        if not _closes_pair(tree, land):
            continue
        town = own.by_token.get(land.first - 2)
        lands = {hit.entry.country for hit in land.hits if _is_land(hit)}
        if town is not None and not all(hit.form in TOWNS for hit in town.hits):
            continue
        known = {hit.entry.country for hit in town.hits} if town is not None else set()
        if known & lands:
            meant = known & lands
        elif town is None and len(lands) == 1:
            continue
        else:
            spot = _find_town(tree, town.first if town is not None else None, land.first - 2, lands)
            if spot is None:
                continue
            meant = {spot.country}
            if town is not None:
                entry = Entry(spot.id, "city", spot.name, spot.country)
                found[town.first] = Mention(town.first, town.last, (NameHit(entry, "city"),))
        hits = tuple(hit for hit in land.hits if hit.entry.country in meant)
        found[land.first] = Mention(land.first, land.last, hits)
    kept = tuple(found[first] for first in sorted(found))
    return Mentions(kept, {at: one for one in kept for at in range(one.first, one.last + 1)}, own.prefixes)


def _find_town(tree: Tree, first: int | None, last: int, lands: set[str | None]) -> Spot | None:
    """The largest town of the name that ends at `last`, and begins at `first` where that is known, in one
    of the countries."""
    words = [token.form for token in tree.tokens]
    starts = [first] if first is not None else range(max(0, last - LONGEST + 1), last + 1)
    for start in starts:
        length, spots = load_gazetteer().find(words, start)
        inside = [spot for spot in spots if spot.country in lands and spot.people]
        if inside and start + length == last + 1:
            return max(inside, key=lambda spot: spot.people)
    return None
