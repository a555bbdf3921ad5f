"""Who a pronoun or a bare "the island" stands for: the story's memory of its actors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from dragoman.atlas.sectors import state_sector
from dragoman.languages.function import Function
from dragoman.records import Actor
from dragoman.stages.tree import Tree

Finder = Callable[[Tree, int], tuple[Actor, ...]]
REACH = 3  # sentences back that a pronoun may reach


class Seen(Struct, frozen=True):
    """An actor met at a position of the story."""

    sentence: int
    at: int
    actor: Actor


class Memory:
    """Actors met so far, people by name, and the answers to "who is meant by this pronoun"."""

    def __init__(self, trees: Sequence[Tree], function: Function) -> None:
        self.trees = trees
        self.function = function
        self.seen: list[Seen] = []
        self.names: dict[str, Actor] = {}

    def remember(self, tree: Tree, at: int, actor: Actor) -> None:
        """Keeps an actor met in the text."""
        self.seen.append(Seen(tree.number, at, actor))

    def name(self, name: str, actor: Actor) -> None:
        """Keeps a person under full name and surname."""
        self.names[name] = actor
        surname = name.split()[-1]
        if surname not in self.names or self.names[surname].country == actor.country:
            self.names[surname] = actor

    def named(self, name: str) -> Actor | None:
        """The person met before under exactly this name, or by a surname alone."""
        return self.names.get(name)

    def pronoun(self, tree: Tree, at: int, find: Finder) -> tuple[Actor, ...]:
        """Whom the pronoun at `at` most likely stands for; () when nobody fits."""
        lemma, form = tree.lemma(at), tree.tokens[at].form.lower()
        function = self.function
        if lemma in function.first_person or form in function.first_person:
            return ()
        possessive = form in function.possessives or "Poss=Yes" in tree.tokens[at].feats
        person = form in function.person_pronouns
        plural = form in function.plural_pronouns or "Number=Plur" in tree.tokens[at].feats
        neuter = form in function.neuter_pronouns
        if not (possessive or person or plural or neuter or form in function.singular_pronouns):
            return ()
        for candidate_tree, candidate in self._subjects(tree, at):
            if candidate_tree.number == tree.number and candidate == at:
                continue
            found = find(candidate_tree, candidate)
            if not found:
                continue
            if (
                form in function.singular_pronouns
                and not possessive
                and not plural
                and not _is_person(found[0])
            ):
                continue
            if plural and not possessive and len(found) == 1 and _is_person(found[0]) and found[0].name:
                continue
            return found
        return ()

    def last_country(self, tree: Tree, at: int) -> Actor | None:
        """The country, or actor of a country, met most recently before this point."""
        before = [
            seen
            for seen in self.seen
            if (seen.sentence, seen.at) < (tree.number, at)
            and seen.actor.country
            and seen.actor.via != "context"
        ]
        states = [
            seen
            for seen in before
            if seen.actor.sector in (None, state_sector()) and tree.number - seen.sentence <= REACH
        ]
        chosen = max(states or before, key=lambda seen: (seen.sentence, seen.at), default=None)
        return chosen.actor if chosen else None

    def recent(self, tree: Tree, at: int, sector: str | None) -> tuple[Actor, ...]:
        """Actors of different states met shortly before, one a state; of `sector` when it is given."""
        found: dict[str, Actor] = {}
        for seen in sorted(self.seen, key=lambda one: (one.sentence, one.at), reverse=True):
            before = (seen.sentence, seen.at) < (tree.number, at)
            if not before or tree.number - seen.sentence > REACH or seen.actor.via == "context":
                continue
            fits = seen.actor.sector == sector if sector else True
            code = seen.actor.country
            if fits and code and code not in found:
                found[code] = seen.actor
        return tuple(found.values())

    def _subjects(self, tree: Tree, at: int) -> list[tuple[Tree, int]]:
        """Candidates in order: subjects of clauses above, of earlier clauses and sentences, then objects."""
        order: list[tuple[Tree, int]] = []
        for above in tree.above(at):
            for kid in tree.kids(above, "nsubj", "nsubj:pass"):
                if at not in tree.below(kid):
                    order.append((tree, kid))
        earlier = [
            k
            for k in range(at - 1, -1, -1)
            if tree.relations[k].startswith(("nsubj", "obj", "obl:agent", "iobj"))
        ]
        order += [
            (tree, k) for k in earlier if tree.relations[k].startswith("nsubj") and at not in tree.below(k)
        ]
        order += [
            (tree, k)
            for k in earlier
            if not tree.relations[k].startswith("nsubj") and at not in tree.below(k)
        ]
        for back in range(1, REACH + 1):
            if tree.number - back < 0:
                break
            previous = self.trees[tree.number - back]
            for wanted in (("nsubj", "nsubj:pass"), ("obj", "iobj", "obl:agent", "obl")):
                order += [
                    (previous, k)
                    for k in range(len(previous.tokens))
                    if any(previous.relations[k].startswith(w) for w in wanted)
                ]
        return order


def _is_person(actor: Actor) -> bool:
    return actor.name is not None or actor.sector not in (None,)
