"""Whether two actors agree: the sides that each takes toward the same issues and third actors.

A position toward a target runs from -1 (always against) to 1 (always for). Agreement is S, 1 for the same
positions and -1 for opposite ones, each target weighed by the fewer statements of the two (Signorino and
Ritter, "Tau-b or not tau-b", 1999).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.bands import ENOUGH
from dragoman.analysis.reading import settle_span
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer


class Position(Struct, frozen=True):
    """How often an actor spoke for and against a target, and its position from -1 to 1."""

    pro: int
    contra: int
    position: float


class Compared(Struct, frozen=True, kw_only=True):
    """A target (an issue or a third actor) toward which both took sides, and how far apart: 0 to 2."""

    kind: Literal["actor", "issue"]
    target: str
    one: Position
    other: Position
    distance: float


class Agreement(Struct, frozen=True, kw_only=True):
    """The agreement of two actors, None when no target is common; `enough` when five statements or more
    weigh.
    """

    one: str
    other: str
    since: str
    until: str
    agreement: float | None
    weight: int
    enough: bool
    targets: tuple[Compared, ...]


def compare_stances(
    desk: Desk, one: str, other: str, *, since: str | None = None, until: str | None = None
) -> Agreement:
    """How far two actors (codes or names) agree, the targets they are furthest apart on first.

    Raises StoreError as `trace_dyad` does.
    """
    one, other = settle_pair(one, other)
    span = settle_span(desk, since, until)
    rows = fetch_answer(desk, "stances", one=one, other=other, since=span.first, until=span.last)
    taken: dict[tuple[Literal["actor", "issue"], str], dict[str, Position]] = {}
    for speaker, kind, target, pro, contra in rows:
        position = round((pro - contra) / (pro + contra), 4)
        taken.setdefault((kind, target), {})[speaker] = Position(pro, contra, position)
    targets = []
    weights = []
    for (kind, target), sides in taken.items():
        if len(sides) == 2:
            here, there = sides[one], sides[other]
            distance = round(abs(here.position - there.position), 4)
            targets.append(Compared(kind=kind, target=target, one=here, other=there, distance=distance))
            weights.append(min(here.pro + here.contra, there.pro + there.contra))
    weight = sum(weights)
    apart = sum(share * compared.distance for share, compared in zip(weights, targets, strict=True))
    return Agreement(
        one=one,
        other=other,
        since=span.first,
        until=span.last,
        agreement=round(1 - apart / weight, 4) if weight else None,
        weight=weight,
        enough=weight >= ENOUGH,
        targets=tuple(sorted(targets, key=lambda compared: (-compared.distance, compared.target))),
    )
