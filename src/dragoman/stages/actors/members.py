"""Actors told by what they are to others: a neighbour, a counterpart, the members of a group named before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.atlas.atlas import Role
from dragoman.atlas.sectors import load_sectors, state_sector
from dragoman.records import Actor
from dragoman.stages.actors.pairs import PairFinder
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.mentions import Mention, named_actor
from dragoman.stages.trees.tree import Tree

NAMING_KIDS = ("flat", "appos", "nmod:desc", "compound")


class MemberFinder(PairFinder):
    """Finds whom such descriptions of one story mean; where more than one may be meant, a doubt stays."""

    def _are_all(self, tree: Tree, at: int) -> bool:
        """Whether the phrase speaks of all there are, and says no more of them."""
        kids = [k for k in tree.children[at] if tree.relations[k] not in ("punct", "case")]
        return bool(kids) and all(tree.lemma(k) in self.function.totals for k in kids)

    def _neighbours(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...] | None:
        """Whom "its neighbour", "the neighbouring country", "the neighbours" mean; None for other words.

        The neighbour is the one other state near: of whoever owns the word, else of whoever acts on it,
        else of the country that the story begins with. Two neighbours are the two states near. With
        more states about there is a doubt.
        """
        owned = bool(phrase.owners) and tree.has_feature(at, "Number=Sing")
        opposed = owned and tree.lemma(at) in self.function.mutuals - self.function.friends
        if not opposed and not self._is_neighbour(tree, at):
            return None
        for kid in (*tree.kids(at, *NAMING_KIDS), at + 1):  # "its neighbour Bolivia", however parsed
            mention = self.mentions[tree.number].by_token.get(kid)
            if mention is not None and mention.best(self.certain).entry.kind == "country":
                return self._named(tree, mention)
        states = (None, *load_sectors().acting)
        near = tuple(one for one in self.memory.recent(tree, at, None) if one.sector in states)
        owners = {one.country for group in phrase.owners for k in group for one in self._owner(tree, k)}
        if tree.has_feature(at, "Number=Plur"):
            both = () if owners else self._two_states(tree, at, self._acting(tree, at))
            if both:
                return tuple(replace(one, sector=None, name=None, office=None, id=None) for one in both)
        else:
            mine = owners or self._acting(tree, at) or self._lead()
            others = [one for one in near if one.country not in mine]
            if len(others) == 1:
                return self._taken_up(tree, at, (replace(others[0], sector=None, name=None, office=None),))
        self._doubt(tree, at, "which neighbour is not said: not linked")
        return ()

    def _lead(self) -> set[str | None]:
        """The country that the story begins with: its subject, else the first it names."""
        met = sorted(self.memory.seen.get(0, {}).values(), key=lambda seen: (not seen.subject, seen.at))
        return {seen.actor.country for seen in met[:1]}

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
        if not tree.has_feature(at, "Number=Plur"):
            return ()
        words = self.function.member_words | self.function.friends
        member = not words.isdisjoint(tree.words) and (
            tree.lemmas[at] in words
            or any(tree.lemmas[kid] in words for kid in tree.kids(at, "compound", "amod"))
        )
        acting = role is not None and tree.lemmas[at] in self.function.delegates
        if not (member or acting):
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
        """The states that a name and those joined to it are ("India and Pakistan"), else ()."""
        joined = tree.kids(at, "conj")
        if not joined or tree.relations[at] == "conj":
            return ()
        pair = tuple(one for place in (at, *joined) for one in self.find_one(tree, place))
        states = {one.country for one in pair if one.country and one.sector in (None, state_sector())}
        if not len(pair) == len(states) == 1 + len(joined):
            return ()
        others = (mention.best(self.certain).entry for mention in self.mentions[tree.number].found)
        named = {entry.id for entry in others if entry.kind == "country"}
        if len(pair) > 2 or not tree.relations[at].startswith("nsubj"):
            return pair
        return () if named - states else pair  # "Japan and Australia back Peru": which two?

    def _tells_place(self, tree: Tree, at: int) -> bool:
        """Whether a name says where something happened: a town no government, a country no party to it."""
        mention = self.mentions[tree.number].by_token.get(at)
        return mention is not None and self._is_place(tree, mention)

    def _is_counterpart(self, tree: Tree, at: int) -> bool:
        lemma = tree.lemmas[at]
        return (lemma.replace("_", "") if "_" in lemma else lemma) in self.function.counterparts

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
        if not owners and phrase.person:  # "zijn collega Trump"
            person = self.people.find(phrase.person, (), None, span.start, None)
            return (
                () if person is None else (replace(person, text=span.text, start=span.start, end=span.end),)
            )
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
