"""Who dealt with whom, as far as the story has told: the two behind "both sides" and "the rivals".

Every event told between two parties counts for the pair: one in which both act (a fight, a meeting) most,
what one does against the other less, a request or a compliment least; and what was told just before counts
more than what lies further back. The pair well ahead of the next is meant; where two come close there is no
answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from msgspec import Struct

from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of

NEAR = 1  # sentences back in which what was told counts in full
FAR = 4  # sentences back at which it counts no longer,
LONG = 9  # and what two did together
FADED = 0.7
WEIGHTS = {"fight": 4.0, "joint": 4.0, "against": 2.0, "other": 1.0}
AHEAD = 1.4  # times the next pair's weight
Tie = Literal["fight", "joint", "against", "other"]
Kind = Literal["any", "states", "people"]
UNSAID = ("context", "home", "exchange")  # `via` of actors whom no word of the clause tells


class Dealing(Struct, frozen=True):
    """Two parties told to deal with each other, and where."""

    sentence: int
    at: int
    sides: tuple[Actor, Actor]
    tie: Tie


class Dealings:
    """The pairs of one story, findable by where they were told."""

    def __init__(self) -> None:
        self.told: list[Dealing] = []
        self.blows: list[tuple[int, tuple[Actor, ...]]] = []

    def tell(
        self, sentence: int, at: int, actors: Sequence[Actor], recipients: Sequence[Actor], tie: Tie
    ) -> None:
        """Keeps an event of two parties; one in which more take part, or not two, is none."""
        sides = _two_sides(actors, recipients)
        if sides is not None:
            self.told.append(Dealing(sentence, at, sides, tie))

    def strike(self, sentence: int, actors: tuple[Actor, ...]) -> None:
        """Keeps who dealt a blow."""
        self.blows.append((sentence, actors))

    def striker(self, sentence: int, apart: Collection[str | None] = ()) -> tuple[Actor, ...]:
        """Whoever dealt the blow told last before a sentence, none of those `apart`; () for nobody known."""
        for number, actors in reversed(self.blows):
            if sentence - number >= FAR:
                break
            if not {code_of(one) for one in actors} & set(apart):
                return actors
        return ()

    def are_at_war(self, actors: Sequence[Actor]) -> bool:
        """Whether these were told to fight each other."""
        codes = {code_of(one) for one in actors}
        return any(one.tie == "fight" and {code_of(side) for side in one.sides} == codes for one in self.told)

    def pair(
        self, sentence: int, apart: Collection[str | None], kind: Kind = "any"
    ) -> tuple[Actor, ...] | None:
        """The two who dealt with each other most before a sentence; () when two did alike, None for none.

        Pairs with a country or group `apart` are passed over; of `kind` "states" only two countries count, of
        "people" two persons who did something together.
        """
        weights: dict[frozenset[object], float] = {}
        latest: dict[frozenset[object], Dealing] = {}
        for one in self.told:
            back = sentence - one.sentence
            codes = {code_of(side) for side in one.sides}
            if not 0 <= back < (LONG if one.tie in ("fight", "joint") else FAR) or codes & set(apart):
                continue
            if not _are_of_kind(one, kind):
                continue
            key = frozenset(_key(side) for side in one.sides) if len(codes) < 2 else frozenset(codes)
            weight = WEIGHTS[one.tie] * (1.0 if back <= NEAR else FADED)
            weights[key] = weights.get(key, 0.0) + weight
            latest[key] = one
        ranked = sorted(weights, key=lambda key: -weights[key])
        if not ranked:
            return None
        if len(ranked) > 1 and weights[ranked[0]] < AHEAD * weights[ranked[1]]:
            return ()
        return latest[ranked[0]].sides


def _are_of_kind(one: Dealing, kind: Kind) -> bool:
    if kind == "states":
        return len({side.country for side in one.sides if side.country}) == 2
    if kind == "people":
        return (
            one.tie == "joint"
            and any(side.name for side in one.sides)
            and all(side.sector for side in one.sides)
        )
    return True


def _two_sides(actors: Sequence[Actor], recipients: Sequence[Actor]) -> tuple[Actor, Actor] | None:
    """One actor for each of two parties: of two countries or groups, else of two kinds of one country."""
    known = [one for one in (*actors, *recipients) if code_of(one)]
    by_code: dict[str | None, Actor] = {}
    for one in known:
        if one.via in UNSAID:
            return None
        by_code.setdefault(code_of(one), one)
    if len(by_code) == 2:
        first, second = by_code.values()
        return first, second
    if len(by_code) == 1:
        by_kind = {_key(one): one for one in known}
        if len(by_kind) == 2:
            first, second = by_kind.values()
            return first, second
    return None


def _key(actor: Actor) -> tuple[str | None, str | None, str | None]:
    return code_of(actor), actor.sector, actor.name
