"""Whom "both sides", "the two ministers", "the rivals", "the three countries" mean: those told before.

Two named in one breath come first, then the two who were told to deal with each other, then the only two met
shortly before. Where more may be meant nobody is linked and a doubt stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas, Role
from dragoman.atlas.sectors import load_sectors, people_sector, state_sector
from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Story
from dragoman.stages.actors.dealings import Dealings
from dragoman.stages.actors.memory import NEAR
from dragoman.stages.actors.owners import OwnerFinder
from dragoman.stages.mentions import Names
from dragoman.stages.trees.tree import Tree

PERSON = "person"  # kind of the roles that one human being bears
CROWDED = "more than two may be meant: not linked"


class PairFinder(OwnerFinder):
    """Finds whom such words of one story mean, the better the more events were told to `dealings`."""

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        atlas: Atlas,
        function: Function,
        names: Sequence[Names] = (),
    ) -> None:
        self.dealings = Dealings()
        self._open: dict[int, set[int]] = {}
        super().__init__(story, trees, atlas, function, names)

    def reopen(self, tree: Tree) -> None:
        """Forgets whom the plurals of a sentence were taken for: the events told before it are known now."""
        open_ = self._open.pop(tree.number, None)
        if open_ is None:
            return
        starts = {tree.tokens[at].start for at in open_}
        self.doubts = [one for one in self.doubts if one.start not in starts]
        for key in [key for key, found in self._cache.items() if key[0] == tree.number]:
            if key[1] in open_ or not self._cache[key] or open_ & set(tree.below(key[1])):
                del self._cache[key]

    def _pair(self, tree: Tree, at: int, role: Role | None = None) -> tuple[Actor, ...]:
        """The two states, sides or people that "both countries", "the two ministers" stand for."""
        if not self._speaks_of_two(tree, at):
            return self._many(tree, at) if role is None else ()
        told = tuple(one for kid in tree.kids(at, "appos") for one in self.find(tree, kid))
        if len(told) > 1:
            return told  # "both rivals, Gbagbo and Ouattara"
        self._open.setdefault(tree.number, set()).add(at)
        people = role is not None and role.kind == PERSON
        loose = role is None or (people and (role.vague or role.carrier))
        counted = self._counted(tree, at) if loose else ()
        if counted:
            return self._taken_up(tree, at, counted)
        acting = self._acting(tree, at)
        if role is not None and people:
            return self._two_people(tree, at, role, acting)
        met = self._two_states(tree, at, acting)
        if len({one.country for one in met if one.country}) == 2:
            self.memory.couple(tree, at, met)
        if role is None:
            return met
        return tuple(replace(one, sector=role.sector, name=None, office=None, id=None) for one in met)

    def _striker(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Whoever dealt the blow told last, for "the attackers"."""
        if not self._is_definite(tree, at):
            return ()
        self._open.setdefault(tree.number, set()).add(at)
        return self._taken_up(tree, at, self.dealings.striker(tree.number, self._acting(tree, at)))

    def _many(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The states named together that "the three", "the four countries" stand for."""
        counts = self.function.counts
        words = {tree.lemma(k) for k in (at, *tree.children[at])}
        sizes = {counts[word] for word in words & counts.keys()}
        if len(sizes) != 1 or not self._is_definite(tree, at):
            return ()
        size = sizes.pop()
        met = self.memory.last_couple(tree, at, size) or self.memory.named(tree.number - 1, size)
        return self._taken_up(tree, at, met)

    def _two_states(self, tree: Tree, at: int, acting: frozenset[str]) -> tuple[Actor, ...]:
        """The two states or groups, of which none is `acting` on them there."""
        lands = tree.lemma(at) in self.function.country_nouns
        sectors = None if lands else self._siding()
        recent = self.memory.recent(tree, at, None)
        recent = tuple(one for one in recent if one.country not in acting)
        recent = tuple(one for one in recent if sectors is None or one.sector in sectors)
        couple = self.memory.last_couple(tree, at, apart=acting)
        if couple and {one.country for one in couple}.isdisjoint(one.country for one in recent[:2]):
            self._doubt(tree, at, CROWDED)
            return ()
        if couple:
            return self._taken_up(tree, at, couple)
        dealt = self.dealings.pair(tree.number, acting, "states" if lands else "any")
        if dealt:
            return self._taken_up(tree, at, dealt)
        alone = tree.lemma(at) in self.function.duals  # "both" of two things, as well
        if len(recent) < 2 or (alone and not any(one.name for one in recent[:2])):
            return ()
        if dealt is not None or (len(recent) > 2 and self.memory.is_crowded(tree, at, recent[:3])):
            self._doubt(tree, at, CROWDED)
            return ()
        return self._taken_up(tree, at, tuple(reversed(recent[:2])))

    def _siding(self) -> frozenset[str | None]:
        """The sectors of those who may be a side of something: no companies, papers or people in general."""
        return self.rules.bare.bands | load_sectors().acting | {None}

    def _two_people(self, tree: Tree, at: int, role: Role, acting: frozenset[str]) -> tuple[Actor, ...]:
        """The two persons: those of the role's kind, else any two, else the two who dealt with each other."""
        anybody = role.vague or role.carrier
        if role.sector == people_sector() and not anybody:
            return ()  # "both parents"
        recent = self.memory.recent(tree, at, role.sector)
        recent = tuple(one for one in recent if one.country not in acting)[:3]
        if len(recent) > 2 and self.memory.is_crowded(tree, at, recent):
            recent = ()
        if anybody and (len(recent) < 2 or role.sector not in self._siding()):
            recent = self.memory.persons(tree, at)
            if len({one.country for one in recent}) < len(recent) and not all(one.name for one in recent):
                recent = ()  # who of them are persons of their own is not clear
        if len(recent) == 2 or (len(recent) > 2 and not anybody):
            return self._taken_up(tree, at, tuple(reversed(recent[:2])))
        dealt = self.dealings.pair(tree.number, acting, "people")
        if dealt:
            return self._taken_up(tree, at, dealt)
        if len(recent) > 2 or dealt is not None:
            self._doubt(tree, at, CROWDED)
        return ()

    def _speaks_of_two(self, tree: Tree, at: int) -> bool:
        """Whether the phrase speaks of two told before: "the pair", "both", "the two", "each side"."""
        function = self.function
        lemma = tree.lemma(at)
        if lemma in function.pairs or self._is_dual(tree, at):
            return True
        if lemma in function.duals:
            return lemma not in function.counts or self._is_definite(tree, at)
        if lemma in function.sides or lemma in function.camps or lemma in function.country_nouns:
            there = tree.case(at) in function.place_prepositions  # "along each side"
            return not there and any(tree.lemma(kid) in function.distributives for kid in tree.children[at])
        return False

    def _are_mutual(self, tree: Tree, at: int) -> bool:
        """Whether the phrase is a bare "the rivals", "the allies", "the warring parties"."""
        function = self.function
        lemma = tree.lemma(at)
        if not (lemma in function.mutuals or lemma in function.sides or lemma in function.camps):
            return False
        if not tree.has_feature(at, "Number=Plur") or not self._is_definite(tree, at):
            return False
        kids = [k for k in tree.children[at] if tree.relations[k] not in ("punct", "case")]
        named = self.mentions[tree.number].by_token
        return all(
            tree.forms[k] in function.definite if tree.relations[k] == "det" else tree.relations[k] == "amod"
            for k in kids
        ) and not any(k in named for k in kids)

    def _mutual(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Those who are rivals, allies, neighbours of each other: named together, or told to deal so."""
        if not self._are_mutual(tree, at):
            return ()
        self._open.setdefault(tree.number, set()).add(at)
        acting = self._acting(tree, at)
        couple = self.memory.last_couple(tree, at, apart=acting)
        friends = tree.lemma(at) in self.function.friends
        if friends and self.dealings.are_at_war(couple):
            return ()
        dealt = () if friends else self.dealings.pair(tree.number, acting)
        return self._taken_up(tree, at, dealt or couple)

    def _counted(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The two people whom a numeral introduced last ("two Iranians … the pair")."""
        function = self.function
        if tree.lemma(at) in function.country_nouns | function.sides | function.camps:
            return ()
        for number in range(tree.number, max(-1, tree.number - NEAR - 1), -1):
            host = self.trees[number]
            for numeral in (
                range(at if number == tree.number else len(host.tokens)) if self._has_dual(host) else ()
            ):
                noun = host.heads[numeral]
                if host.relations[numeral] != "nummod" or host.forms[numeral] not in self.function.duals:
                    continue
                nature = self.natures.read(host, noun)
                if noun != at and (nature.person or nature.many) and not nature.body:
                    found = self.find_one(host, noun)
                    one = len(found) == 1  # a name would be of one of them alone
                    return tuple(replace(a, name=None, office=None, id=None) if one else a for a in found)
        return ()

    def _stands_alone(self, tree: Tree, at: int) -> bool:
        """Whether "both" or "the two" stands for people or states, with no noun of its own."""
        alone = not tree.kids(at, "nmod", "amod", "appos", "flat", "conj")
        return alone and tree.relations[at] in ("nsubj", "nsubj:pass", "obj", "iobj")

    def _has_dual(self, tree: Tree) -> bool:
        return not self.function.duals.isdisjoint(tree.words)

    def _acting(self, tree: Tree, at: int) -> frozenset[str]:
        """The codes of whoever acts on what stands at `at`: they are none of "both sides" there."""
        verb = next((k for k in tree.above(at) if tree.tokens[k].upos == "VERB"), None)
        while verb is not None and tree.relations[verb] == "xcomp" and tree.kid(verb, "nsubj") is None:
            verb = tree.heads[verb]  # "offered to host both sides"
        subject = tree.kid(verb, "nsubj") if verb is not None else None
        if subject is None or at in tree.below(subject):
            return frozenset()
        codes = (one.country or one.group for one in self.find(tree, subject))
        return frozenset(code for code in codes if code)

    def _is_dual(self, tree: Tree, at: int) -> bool:
        """Whether the phrase speaks of two known ones ("both", "the two"), not of two more or of any two."""
        function = self.function
        if function.duals.isdisjoint(tree.words):
            return False
        words = {word for kid in tree.children[at] for word in (tree.lemma(kid), tree.forms[kid])}
        if words.isdisjoint(function.duals):
            return False
        if tree.kid(at, "conj") is not None and not words & function.duals <= function.counts.keys():
            return False  # "both mother and child"
        known = self._is_definite(tree, at) and words.isdisjoint(function.renewals)
        return known or not words & function.duals <= function.counts.keys()

    def _several(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The states joined as the subject of the sentence before, for "the countries"."""
        numbered = not self.function.counts.keys().isdisjoint(tree.lemma(kid) for kid in tree.children[at])
        if tree.number == 0 or numbered or not self._is_definite(tree, at) or self._is_dual(tree, at):
            return ()
        before = self.trees[tree.number - 1]
        root = before.heads.index(-1)
        found = [one for kid in before.kids(root, "nsubj") for one in self.find(before, kid)]
        states = {one.country for one in found if one.country and one.sector in (None, state_sector())}
        return self._taken_up(tree, at, tuple(found)) if len(states) > 2 and len(states) == len(found) else ()

    def _taken_up(self, tree: Tree, at: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The actors as the word at `at` takes them up."""
        return tuple(replace(one, **self._place(tree, at), via="coreference") for one in actors)

    def _place(self, tree: Tree, at: int) -> dict[str, object]:
        token = tree.tokens[at]
        return {"text": token.form, "start": token.start, "end": token.end}

    def _doubt(self, tree: Tree, at: int, reason: str) -> None:
        token = tree.tokens[at]
        doubt = Doubt(token.start, token.end, token.form, reason)
        if doubt not in self.doubts:
            self.doubts.append(doubt)
