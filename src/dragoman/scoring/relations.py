"""Relations told in the text against gold: who stands with whom and how, since when and over what.

A coded relation answers a gold one when they share words, have the same actors in any order, and the same
change. Gold that need not be found is neither missed when absent nor wrong when present.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dragoman.scoring.gold import GoldRelation, locate_parts, parse_participant
from dragoman.scoring.matching import shared
from dragoman.scoring.output import Edges, OutputRelation


class RelationPairing(Struct, frozen=True):
    """Each gold relation with the coded one that answers it, if any; the coded ones that are too many."""

    pairs: tuple[tuple[GoldRelation, OutputRelation | None], ...]
    extra: tuple[OutputRelation, ...]


def pair_relations(
    text: str, gold: Sequence[GoldRelation], coded: Sequence[OutputRelation]
) -> RelationPairing:
    """Those that must be found are answered first, each by what shares most of its words."""
    spans = dict(zip(map(id, gold), locate_parts(text, tuple(one.evidence for one in gold)), strict=True))
    free = list(coded)
    pairs: list[tuple[GoldRelation, OutputRelation | None]] = []
    for one in sorted(gold, key=lambda one: not one.core):
        able = [other for other in free if _answers(one, spans[id(one)], other)]
        best = max(able, key=lambda other: shared(spans[id(one)], other.evidence.edges), default=None)
        if best is not None:
            free.remove(best)
        pairs.append((one, best))
    loose = [(one, spans[id(one)]) for one in gold if not one.core]
    extra = [one for one in free if not any(_answers(other, edges, one) for other, edges in loose)]
    return RelationPairing(tuple(pairs), tuple(extra))


def name_relation(relation: GoldRelation | OutputRelation) -> str:
    """The relation in a line: `FRA ITA worse`."""
    return f"{' '.join(relation.actors)} {relation.change}"


def _answers(gold: GoldRelation, edges: Edges, coded: OutputRelation) -> bool:
    return (
        gold.change == coded.change
        and {parse_participant(one).code for one in gold.actors} == set(coded.actors)
        and bool(shared(edges, coded.evidence.edges))
    )
