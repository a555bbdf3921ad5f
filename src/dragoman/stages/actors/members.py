"""Actors told by what they are to others: a pair, a neighbour, the members of a group named before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.atlas.atlas import Role
from dragoman.atlas.sectors import state_sector
from dragoman.records import Actor, Doubt
from dragoman.stages.actors.memory import NEAR
from dragoman.stages.actors.owners import SEATS, OwnerFinder
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.mentions import Mention, named_actor
from dragoman.stages.trees.tree import Tree

NAMING_KIDS = ("flat", "appos", "nmod:desc", "compound")


class MemberFinder(OwnerFinder):
    """Finds whom such descriptions of one story mean; where more than one may be meant, a doubt stays."""

    def _pair(self, tree: Tree, at: int, sector: str | None) -> tuple[Actor, ...]:
        """The two states or people that "both countries", "the two ministers" stand for."""
        lemma = tree.lemma(at)
        two = lemma in self.function.pairs or lemma in self.function.duals or self._is_dual(tree, at)
        counted = self._counted(tree, at) if two and sector is None else ()
        if counted:
            return self._taken_up(tree, at, counted)
        recent = self.memory.recent(tree, at, sector) if two else ()
        acting = self._acting(tree, at) if recent else frozenset()
        recent = tuple(one for one in recent if one.country not in acting)[:3]
        couple = self.memory.last_couple(tree, at) if two and sector is None else ()
        couple = () if any(one.country in acting for one in couple) else couple
        if couple and {one.country for one in couple}.isdisjoint(one.country for one in recent[:2]):
            self._doubt(tree, at, "more than two may be meant: not linked")
            return ()
        if couple:
            return self._taken_up(tree, at, couple)
        if len(recent) < 2:
            return ()
        if len(recent) > 2 and self.memory.is_crowded(tree, at, recent):
            self._doubt(tree, at, "more than two may be meant: not linked")
            return ()
        return self._taken_up(tree, at, tuple(reversed(recent[:2])))

    def _counted(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The two people whom a numeral introduced last ("two Iranians … the pair")."""
        if tree.lemma(at) in self.function.country_nouns:
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
                    return self.find_one(host, noun)
        return ()

    def _stands_alone(self, tree: Tree, at: int) -> bool:
        """Whether "both" or "the two" stands for people or states, with no noun of its own."""
        alone = not tree.kids(at, "nmod", "amod", "appos", "flat", "conj")
        return alone and tree.relations[at] in ("nsubj", "nsubj:pass", "obj", "iobj")

    def _has_dual(self, tree: Tree) -> bool:
        return not self.function.duals.isdisjoint(tree.words)

    def _acting(self, tree: Tree, at: int) -> frozenset[str]:
        """The countries of whoever acts on what stands at `at`: they are none of "both sides" there."""
        verb = next((k for k in tree.above(at) if tree.tokens[k].upos == "VERB"), None)
        subject = tree.kid(verb, "nsubj") if verb is not None else None
        if subject is None or at in tree.below(subject):
            return frozenset()
        return frozenset(one.country for one in self.find(tree, subject) if one.country)

    def _is_dual(self, tree: Tree, at: int) -> bool:
        """Whether the phrase speaks of two ("both", "the two")."""
        duals = self.function.duals
        return any(tree.lemma(kid) in duals or tree.forms[kid] in duals for kid in tree.children[at])

    def _several(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The states joined as the subject of the sentence before, for "the countries"."""
        if tree.number == 0 or not self._is_definite(tree, at) or self._is_dual(tree, at):
            return ()
        before = self.trees[tree.number - 1]
        root = before.heads.index(-1)
        found = [one for kid in before.kids(root, "nsubj") for one in self.find(before, kid)]
        states = {one.country for one in found if one.country and one.sector in (None, state_sector())}
        return self._taken_up(tree, at, tuple(found)) if len(states) > 2 and len(states) == len(found) else ()

    def _are_all(self, tree: Tree, at: int) -> bool:
        """Whether the phrase speaks of all there are, and says no more of them."""
        kids = [k for k in tree.children[at] if tree.relations[k] not in ("punct", "case")]
        return bool(kids) and all(tree.lemma(k) in self.function.totals for k in kids)

    def _neighbours(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...] | None:
        """Whom "its neighbour", "the neighbouring country", "the neighbours" mean; None for other words.

        The neighbour is the one other state near: of whoever owns the word, else of whom the story spoke
        last. Two neighbours are the two states near. With more states about there is a doubt.
        """
        if not self._is_neighbour(tree, at):
            return None
        for kid in (*tree.kids(at, *NAMING_KIDS), at + 1):  # "its neighbour Bolivia", however parsed
            mention = self.mentions[tree.number].by_token.get(kid)
            if mention is not None and mention.best(self.certain).entry.kind == "country":
                return self._named(tree, mention)
        near = tuple(
            one for one in self.memory.recent(tree, at, None) if one.sector in (None, state_sector())
        )
        owners = {one.country for group in phrase.owners for k in group for one in self._owner(tree, k)}
        if tree.has_feature(at, "Number=Plur"):
            if len(near) == 2 and not owners:
                return self._taken_up(tree, at, tuple(reversed(near)))
        else:
            last = self.memory.last_country(tree, at, frozenset())
            mine = owners or ({last.country} if last is not None else set())
            others = [one for one in near if one.country not in mine]
            if len(others) == 1:
                return self._taken_up(tree, at, (replace(others[0], sector=None, name=None, office=None),))
        self._doubt(tree, at, "which neighbour is not said: not linked")
        return ()

    def _is_neighbour(self, tree: Tree, at: int) -> bool:
        function = self.function
        return tree.lemma(at) in function.neighbours or (
            tree.lemma(at) in function.country_nouns
            and any(tree.lemma(kid) in function.neighbouring for kid in tree.kids(at, "amod"))
        )

    def _of_group(self, tree: Tree, at: int, role: Role | None) -> tuple[Actor, ...]:
        """The group whose members "the leaders", "member states" are, when one alone is named before them.

        It is named in their sentence; or in the one before, where that names no home whose they may be.
        """
        member = tree.lemma(at) in self.function.member_words or any(
            tree.lemma(kid) in self.function.member_words for kid in tree.kids(at, "compound", "amod")
        )
        acting = role is not None and tree.lemma(at) in self.function.delegates
        if not (member or acting) or not tree.has_feature(at, "Number=Plur"):
            return ()
        numbers = [tree.number]
        if tree.number and (member or not self._names_home(tree.number - 1)):
            numbers.append(tree.number - 1)
        for number in numbers:
            found = {}
            for place, mention in self._groups(number):
                if number < tree.number or place < at:
                    found[mention.best(self.certain).entry.id] = mention
            if len(found) == 1:
                mention = next(iter(found.values()))
                group = named_actor(self.trees[number], mention, mention.best(self.certain), self.story.text)
                return self._taken_up(tree, at, (replace(group, name=None),))
            if found:
                self._doubt(tree, at, "members of more than one group may be meant: not linked")
                return ()
        return ()

    def _groups(self, number: int) -> Iterator[tuple[int, Mention]]:
        """The groups of states that a sentence names, each with where it stands."""
        mentions = self.mentions[number]
        named = [(mention.first, mention) for mention in mentions.found]
        for place, mention in (*named, *mentions.prefixes.items()):
            entry = mention.best(self.certain).entry
            if entry.kind == "group":
                yield place, mention

    def _names_home(self, number: int) -> bool:
        """Whether a sentence names the story's home country."""
        home = self.home.country
        named = (mention.best(self.certain).entry for mention in self.mentions[number].found)
        return home is not None and any(entry.country == home for entry in named)

    def _named_together(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The two states that a name and the one joined to it are ("India and Pakistan"), else ()."""
        joined = tree.kids(at, "conj")
        if len(joined) != 1 or tree.relations[at] == "conj":
            return ()
        pair = (*self.find_one(tree, at), *self.find_one(tree, joined[0]))
        states = {one.country for one in pair if one.country and one.sector in (None, state_sector())}
        if len(pair) != 2 or len(states) != 2:
            return ()
        others = (mention.best(self.certain).entry for mention in self.mentions[tree.number].found)
        named = {entry.id for entry in others if entry.kind == "country"}
        return () if named - states else pair  # "Japan and Australia back the Philippines": who are the two?

    def _is_seat(self, tree: Tree, at: int) -> bool:
        """Whether a town is named where something happened, and not as the government that sits in it."""
        mention = self.mentions[tree.number].by_token.get(at)
        return (
            mention is not None and mention.best(self.certain).form in SEATS and self._is_place(tree, mention)
        )

    def _is_counterpart(self, tree: Tree, at: int) -> bool:
        return tree.lemma(at).replace("_", "") in self.function.counterparts

    def _counterpart(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        """ "His Chinese counterpart": the country named, the sector of whoever "his" is."""
        owners: list[Actor] = []
        mine: tuple[Actor, ...] = ()
        for group in phrase.owners:
            for one in group:
                found = self._owner(tree, one)
                if tree.relations[one] in ("nmod:poss", "det:poss") and tree.tokens[one].upos in (
                    "PRON",
                    "DET",
                ):
                    mine = found
                else:
                    owners.extend(found)
        if not owners:
            for kid in tree.kids(at, "nmod"):
                owners.extend(self._owner(tree, kid))
        span = tree.span(phrase.first, phrase.last, self.story.text)
        sector = mine[0].sector if mine else state_sector()
        return tuple(
            replace(
                o,
                text=span.text,
                start=span.start,
                end=span.end,
                sector=sector,
                name=phrase.person,
                via="adjective",
            )
            for o in owners
        )

    def _is_definite(self, tree: Tree, at: int) -> bool:
        return any(tree.forms[kid] in self.function.definite for kid in tree.kids(at, "det"))

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
