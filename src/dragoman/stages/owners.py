"""Whose a noun is: the possessors, nationality adjectives, members and counterparts beside it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.sectors import people_sector, state_sector
from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Story
from dragoman.stages.coreference import Memory
from dragoman.stages.mentions import Mentions, country_named, find_mentions, named_actor, same_as_any
from dragoman.stages.phrases import Phrase, PhraseReader
from dragoman.stages.tree import Tree


class OwnerFinder(ABC):
    """Finds owners of the phrases of one story; what the owners are in turn, `find` and `find_one` tell."""

    def __init__(self, story: Story, trees: Sequence[Tree], atlas: Atlas, function: Function) -> None:
        self.story = story
        self.trees = trees
        self.atlas = atlas
        self.function = function
        self.language = story.language
        self.on = story.published
        self.mentions: list[Mentions] = [
            find_mentions(tree, atlas, story.language, self.on) for tree in trees
        ]
        self.reader = PhraseReader(story, atlas, function, self.mentions)
        self.certain = self._certain_countries()
        self.memory = Memory(trees, function)
        self.doubts: list[Doubt] = []
        self._cache: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self._busy: set[tuple[int, int]] = set()
        self._remember_names()

    @abstractmethod
    def find(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors that the phrase headed by `at` names, its conjuncts included."""

    @abstractmethod
    def find_one(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors of one phrase without its conjuncts."""

    def owners(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Whose the noun at `at` is: possessors, nationality adjectives, of-phrases; () when none."""
        phrase = self.reader.read(tree, at)
        return self._owner_actors(tree, phrase)

    def place_country(self, tree: Tree, at: int) -> tuple[str, int] | None:
        """The country of a place named by the phrase headed by `at`, and the position of the name."""
        for position in self.reader.positions(tree, at):
            mention = self.mentions[tree.number].by_token.get(position)
            if mention:
                hit = mention.best(self.certain)
                if hit.entry.country and hit.entry.kind in ("country", "place", "city"):
                    return hit.entry.country, position
        noun = tree.lemma(at)
        if noun in self.function.country_nouns or noun.endswith(tuple(self.function.country_nouns)):
            actor = self.memory.last_country(tree, at)
            if actor and actor.country:
                return actor.country, at
        return None

    def _owner_actors(self, tree: Tree, phrase: Phrase) -> tuple[Actor, ...]:
        """Actors of the first modifier that names any: possessor, adjective, compound, of-phrase."""
        mentions = self.mentions[tree.number]
        found: list[Actor] = []
        for mention in phrase.names:
            if mention in mentions.prefixes.values() and mention.first in range(
                phrase.first, phrase.last + 1
            ):
                found.append(named_actor(tree, mention, mention.best(self.certain), self.story.text))
                return tuple(found)
        ranked = sorted(phrase.owners, key=lambda group: _owner_rank(tree, group[0]))
        for group in ranked:
            for one in group:
                for actor in self._owner(tree, one):
                    if not same_as_any(actor, found):
                        found.append(actor)
            if found:
                return tuple(found)
        for mention in phrase.names:
            hit = mention.best(self.certain)
            if hit.entry.country or hit.entry.group:
                return (named_actor(tree, mention, hit, self.story.text),)
        return ()

    def _owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        mentions = self.mentions[tree.number]
        mention = mentions.by_token.get(at) or mentions.prefixes.get(at)
        if mention is not None:
            hit = mention.best(self.certain)
            if hit.entry.country or hit.entry.group:
                return (named_actor(tree, mention, hit, self.story.text),)
            return ()
        return self.find_one(tree, at)

    def _owned(self, tree: Tree, at: int, phrase: Phrase, sector: str | None) -> tuple[Actor, ...]:
        span = tree.span(phrase.first, phrase.last, self.story.text)
        return tuple(
            Actor(
                text=span.text,
                start=span.start,
                end=span.end,
                country=owner.country,
                group=owner.group,
                sector=sector or (None if owner.sector == people_sector() else owner.sector),
                name=owner.name if owner.sector not in (None, people_sector()) else None,
                via=owner.via,
            )
            for owner in self._owner_actors(tree, phrase)
            if owner.country or owner.group
        )

    def _part(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """What a partitive is a part of ("dozens of Iraqi soldiers", "een groep rebellen")."""
        mentions = self.mentions[tree.number]
        for kid in tree.kids(at, "nmod", "appos", "flat", "obl", "nmod:unmarked"):
            if tree.relations[kid] != "nmod:poss":
                found = self.find(tree, kid)
                if found:
                    return found
        owned = [kid for kid in tree.children[at] if kid in mentions.by_token and kid != at]
        return (
            self._owned(tree, at, self.reader.read(tree, at), None)
            if owned or at in mentions.prefixes
            else ()
        )

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

    def _pair(self, tree: Tree, at: int, sector: str | None) -> tuple[Actor, ...]:
        """The two states or people that "both countries", "the two ministers" stand for."""
        two = any(
            tree.lemma(kid) in self.function.duals or tree.tokens[kid].form.lower() in self.function.duals
            for kid in tree.children[at]
        )
        recent = self.memory.recent(tree, at, sector)[:2] if two else ()
        if len(recent) < 2:
            return ()
        token = tree.tokens[at]
        place = {"text": token.form, "start": token.start, "end": token.end, "via": "coreference"}
        return tuple(replace(one, **place) for one in reversed(recent))

    def _context_owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country a bare "the government" belongs to: a place at it, else the nearest country."""
        clause = next((k for k in tree.above(at) if tree.tokens[k].upos == "VERB"), at)
        named = [k for host in dict.fromkeys((at, clause)) for k in tree.kids(host, "nmod", "obl", "acl")]
        inner = [k for host in named for k in tree.kids(host, "nmod")]
        for kid in [
            k for k in (*named, *inner) if tree.case(k).partition("_")[0] in tree.function.place_prepositions
        ]:
            place = self.place_country(tree, kid)
            if place:
                return (country_named(place[0], tree, place[1], "place"),)
        mentions = self.mentions[tree.number].found
        before = [m for m in reversed(mentions) if m.last < at]
        after = [m for m in mentions if m.first > at]
        told = self.memory.last_country(tree, at)
        for nearest in (before, after):
            for mention in nearest:
                hit = mention.best(self.certain)
                if hit.entry.country:
                    return (country_named(hit.entry.country, tree, mention.first, "context"),)
            if told is not None:  # of the sentences before: "A spokesman said Manila …" is not Manila's
                return (replace(told, via="context"),)
        return ()

    def _remember_names(self) -> None:
        """Every country named counts as met, whether or not it plays a part."""
        for tree, mentions in zip(self.trees, self.mentions, strict=True):
            for mention in mentions.found:
                hit = mention.best(self.certain)
                if hit.entry.country and hit.entry.kind in ("country", "place"):
                    self.memory.remember(
                        tree, mention.first, named_actor(tree, mention, hit, self.story.text)
                    )

    def _certain_countries(self) -> frozenset[str]:
        """Countries that the story names beyond doubt: they decide between readings of other names."""
        return frozenset(
            hit.entry.country
            for mentions in self.mentions
            for mention in mentions.found
            if len({h.entry.country for h in mention.hits}) == 1
            for hit in mention.hits
            if hit.entry.country
            and hit.entry.kind == "country"
            and hit.form in ("name", "adjective", "inhabitant")
        )


def _owner_rank(tree: Tree, at: int) -> int:
    """Named possessors first; a pronoun ("his Chinese colleague") yields to any name beside it."""
    relation = tree.relations[at]
    if tree.tokens[at].upos in ("PRON", "DET"):
        return 3
    if relation in ("nmod:poss", "det:poss"):
        return 0
    if relation.startswith(("amod", "compound", "nmod:desc", "flat")):
        return 1
    return 2
