"""What a story has said so far: the actors met, in the order of the text."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from msgspec import Struct

from dragoman.atlas.sectors import state_sector
from dragoman.records import Actor
from dragoman.stages.trees.tree import Tree

CLOSE = 2  # sentences back in which "the troops" were told
NEAR = 3  # sentences back in which a country, a pair of states or a group is still present
HOME = "context"  # `via` of links that rest on the story's home country
FAR = 8  # sentences back in which "the minister" may still mean the one introduced


class Seen(Struct, frozen=True):
    """An actor met at a position of the story; `title` is the role word it was called by, `place` tells that
    it was named as where something happened."""

    sentence: int
    at: int
    actor: Actor
    title: str | None = None
    offices: frozenset[str] = frozenset()
    many: bool = False
    subject: bool = False
    place: bool = False


class Memory:
    """Actors met so far, findable by what a description says of them."""

    def __init__(self) -> None:
        self.seen: dict[int, dict[tuple[int, str | None, str | None], Seen]] = {}  # by sentence
        self._backwards: dict[int, list[Seen]] = {}  # by sentence too, from the right
        self.couples: list[tuple[int, int, tuple[Actor, ...]]] = []

    def remember(self, seen: Seen) -> None:
        """Keeps an actor met in the text; links that rest on the story's home country alone are no news."""
        if seen.actor.via != HOME:
            own = self.seen.setdefault(seen.sentence, {})
            own[seen.at, seen.actor.country, seen.actor.group] = seen
            self._backwards.pop(seen.sentence, None)

    def couple(self, tree: Tree, at: int, actors: tuple[Actor, ...]) -> None:
        """Keeps two states and more that are named together ("Frans-Duits")."""
        self.couples.append((tree.number, at, actors))

    def last_couple(
        self, tree: Tree, at: int, size: int = 2, apart: frozenset[str] = frozenset()
    ) -> tuple[Actor, ...]:
        """The two (or `size`) states last named together before a position and near it, none of which is
        `apart`; () when none were."""
        near = [
            one for one in self.couples
            if one[:2] < (tree.number, at) and tree.number - one[0] <= NEAR and len(one[2]) == size
            and apart.isdisjoint(actor.country for actor in one[2])
        ]  # fmt: skip
        return max(near, key=lambda one: one[:2])[2] if near else ()

    def before(self, tree: Tree, at: int, reach: int) -> list[Seen]:
        """What was met before a position and within reach, the latest first."""
        found = [seen for seen in self._list_backwards(tree.number) if seen.at < at]
        for number in range(tree.number - 1, max(-1, tree.number - reach - 1), -1):
            if number in self.seen:
                found += self._list_backwards(number)
        return found

    def _list_backwards(self, number: int) -> list[Seen]:
        """What was met in a sentence, from the right to the left."""
        found = self._backwards.get(number)
        if found is None:
            met = self.seen.get(number, {}).values()
            found = self._backwards[number] = sorted(met, key=attrgetter("at"), reverse=True)
        return found

    def last_country(
        self, tree: Tree, at: int, besides: frozenset[str], among: frozenset[str] | None = None
    ) -> Actor | None:
        """The country that the nearest sentence is about: its subject, else the one told of most often, of
        those its official who is the subject, else the last it names; else any actor's country met before.
        `besides` are countries that cannot be meant, `among` those that can, where only some do."""
        found = [
            seen
            for seen in self.before(tree, at, tree.number + 1)
            if seen.actor.country
            and seen.actor.country not in besides
            and (among is None or seen.actor.country in among)
        ]
        states = [
            seen
            for seen in found
            if seen.actor.sector in (None, state_sector()) and tree.number - seen.sentence <= NEAR
        ]
        near = [seen for seen in states if seen.sentence == states[0].sentence]
        acting = [seen for seen in reversed(near) if seen.subject and seen.actor.sector is None]
        if not acting and len({seen.actor.country for seen in near}) > 1:
            times = Counter(code for code, _ in {(seen.actor.country, seen.sentence) for seen in found})
            most = max(times[seen.actor.country] for seen in near)
            near = [seen for seen in near if times[seen.actor.country] == most]
        chosen = acting or [seen for seen in reversed(near) if seen.subject] or near or found
        return chosen[0].actor if chosen else None

    def recent(self, tree: Tree, at: int, sector: str | None) -> tuple[Actor, ...]:
        """Actors of different states met shortly before, one a state; of `sector` when it is given. Those
        named only as where something happened count where they are needed to make two."""
        found: dict[str, Actor] = {}
        there: dict[str, Actor] = {}
        for seen in self.before(tree, at, NEAR):
            code = seen.actor.country
            if code and (sector is None or seen.actor.sector == sector):
                (there if seen.place else found).setdefault(code, seen.actor)
        if len(found) == 1:
            found.update((code, actor) for code, actor in there.items() if code not in found)
        return tuple(found.values())

    def is_crowded(self, tree: Tree, at: int, recent: tuple[Actor, ...]) -> bool:
        """Whether the third of the actors stands as near as the second: in the same sentence."""
        where = {
            code: seen.sentence
            for seen in reversed(self.before(tree, at, NEAR))
            if (code := seen.actor.country)
        }
        second, third = (where.get(one.country or "") for one in recent[1:3])
        return second == third

    def described(
        self, tree: Tree, at: int, title: str, offices: frozenset[str], many: bool, former: str
    ) -> tuple[Actor, ...]:
        """Those met before who hold one of these offices, else those called by this title, the latest first.

        Of several of one state, whoever is no longer in office (of sector `former`) yields to those who are.
        """
        met = [seen for seen in self.before(tree, at, FAR) if seen.many == many]
        holding = [seen for seen in met if offices & seen.offices] if offices else []
        titled = [seen for seen in met if _is_titled(seen.title, title) and not (offices and seen.offices)]
        found: list[Actor] = []
        for seen in holding or titled:
            if not any(_same(seen.actor, one) for one in found):
                found.append(seen.actor)
        serving = [one for one in found if one.sector != former]
        same = len({one.country for one in found}) == 1
        return tuple(serving if same and serving else found)

    def named(self, number: int, size: int) -> tuple[Actor, ...]:
        """The states met in a sentence, where they are just so many."""
        met = (seen.actor for seen in self.seen.get(number, {}).values() if not seen.place)
        found = {one.country: one for one in met if one.country}
        return tuple(found.values()) if len(found) == size else ()

    def alike(self, tree: Tree, at: int, sector: str | None) -> tuple[Actor, ...]:
        """Those of the sector (None: any people told of as several) met in the sentence, or in the nearest of
        the two before it that has any."""
        for number in range(tree.number, max(-1, tree.number - CLOSE - 1), -1):
            own = self.seen.get(number, {}).values()
            met = (seen for seen in own if number < tree.number or seen.at < at)
            found = [
                seen.actor
                for seen in met
                if (seen.actor.sector == sector if sector else seen.many and seen.actor.sector)
            ]
            if found:
                return tuple({(one.country, one.group): one for one in found}.values())
        return ()

    def persons(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The named persons met shortly before, the latest first."""
        found: list[Actor] = []
        for seen in self.before(tree, at, NEAR):
            person = (seen.offices or seen.title or seen.actor.office) and not seen.many
            if person and not any(_same(seen.actor, one) for one in found):
                found.append(seen.actor)
        return tuple(found)


def _is_titled(known: str | None, title: str) -> bool:
    """Whether "minister" takes up "defence minister", "minister van defensie" or "defensieminister"."""
    if known is None or known == title:
        return known == title
    return " " not in title and (title in known.split() or known.endswith(title))


def _same(a: Actor, b: Actor) -> bool:
    if a.name and b.name:
        return a.name == b.name
    return (a.country, a.group, a.sector) == (b.country, b.group, b.sector)
