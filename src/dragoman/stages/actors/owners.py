"""Whose a noun is: the possessors, nationality adjectives, members and counterparts beside it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas
from dragoman.languages.function import Function
from dragoman.languages.times import load_times
from dragoman.records import Actor, Doubt, Story
from dragoman.stages.actors.bearers import as_crowd
from dragoman.stages.actors.coreference import PronounResolver
from dragoman.stages.actors.home import find_home, list_titled
from dragoman.stages.actors.memory import Memory, Seen
from dragoman.stages.actors.natures import NatureReader
from dragoman.stages.actors.party_names import settle_parties
from dragoman.stages.actors.people import People
from dragoman.stages.actors.phrases import Phrase, PhraseReader
from dragoman.stages.actors.resolution import load_rules
from dragoman.stages.actors.rivals import are_rivals, settle_mentions
from dragoman.stages.mentions import (
    ADJECTIVE,
    Mention,
    Names,
    find_all_mentions,
    named_actor,
    same_as_any,
)
from dragoman.stages.places import PlaceFinder
from dragoman.stages.trees.relatives import antecedent
from dragoman.stages.trees.tree import Tree

SEATS = ("capital", "metonym")
INHABITANT = "inhabitant"
INSIDE = ("appos", "flat", "compound", "nmod")  # how a town hangs from "the city" before it


class OwnerFinder(ABC):
    """Finds owners of the phrases of one story; what the owners are in turn, `find` and `find_one` tell.

    `names` are those of each sentence, where they have been listed before.
    """

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        atlas: Atlas,
        function: Function,
        names: Sequence[Names] = (),
    ) -> None:
        self.story = story
        self.trees = trees
        self.atlas = atlas
        self.function = function
        self.language = story.language
        self.on = story.published
        self.mentions = find_all_mentions(trees, names, atlas, story.language, self.on)
        self.rules = load_rules()
        self.mentions = settle_parties(self.mentions, list_titled(story, atlas))
        self.mentions = settle_mentions(trees, self.mentions, atlas, self.rules, story.language, self.on)
        self.reader = PhraseReader(story, trees, atlas, function, self.mentions)
        self.certain = self._certain_countries()
        self.people = People(story, trees, self.mentions, self.reader, atlas, self.rules, self.certain)
        self.home = find_home(
            story, trees, self.mentions, self.people.countries, atlas, self.rules.home, self.certain
        )
        self.people.home = self.home.country
        self.reader.surnames = self.people.surnames
        self.natures = NatureReader(story.language, function, atlas, self.reader, self.mentions, self.certain)
        self.pronouns = PronounResolver(story.text, trees, function, self.natures)
        self.memory = Memory()
        dated = load_times(story.language)
        months = frozenset(name for names in (*dated.months, *dated.weekdays) for name in names)
        self.places = PlaceFinder(self.mentions, self.certain, months)
        self.places.surnames = self.people.surnames
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
        if tree.lemma(at) in self.function.missions:
            return self._town_in(tree, at)  # "the Chinese embassy in Manila"
        for position in self.reader.positions(tree, at):
            mention = self.mentions[tree.number].by_token.get(position)
            if mention:
                hit = mention.best(self.certain)
                if hit.entry.country and hit.entry.kind in ("country", "place", "city"):
                    hosts = (at, tree.heads[position] if position != at else at)  # never what is above
                    narrower = (self._town_in(tree, host) for host in hosts if hit.form == ADJECTIVE)
                    return next(filter(None, narrower), (hit.entry.country, position))
        noun = tree.lemma(at)
        named = tree.tokens[at].upos == "PROPN"  # "the Paracel Islands" are no country told of before
        told = tree.kid(at, "det", "nmod:poss", "det:poss", "amod") is not None  # "in staat van" is no state
        if not named and told and noun.endswith(tuple(self.function.country_nouns)):
            actor = self._country_before(tree, at)
            if actor and actor.country:
                return actor.country, at
        return self.places.country_of(tree, at)

    def _town_in(self, tree: Tree, at: int) -> tuple[str, int] | None:
        """The place that a phrase names inside itself: "the Chinese raid on Manila" is not in China."""
        within = self.function.location_prepositions | self.function.target_prepositions
        for kid in tree.kids(at, "nmod"):
            if tree.case(kid).partition("_")[0] in within:
                place = self.place_country(tree, kid)
                if place:
                    return place
        return None

    def _country_before(self, tree: Tree, at: int, among: frozenset[str] | None = None) -> Actor | None:
        """The country that "the island" at this place may mean: none that its own clause names besides."""
        clause = next((k for k in tree.above(at) if tree.tokens[k].upos == "VERB"), at)
        inside = set(tree.below(clause)) - set(tree.below(at))
        named = [m.best(self.certain) for m in self.mentions[tree.number].found if m.first in inside]
        besides = frozenset(hit.entry.country for hit in named if hit.entry.country)
        acting = frozenset(
            one.country for kid in tree.kids(clause, "nsubj") for one in self.find(tree, kid) if one.country
        )
        if among is None:
            among = self.rules.find_lands(tree.lemma(at), self.language)
        for others in (besides, acting, frozenset[str]()):  # whoever acts on "the country" is another, too
            found = self.memory.last_country(tree, at, others, among)
            if found is not None:
                return found
        return None

    def _owner_actors(self, tree: Tree, phrase: Phrase, besides: Mention | None = None) -> tuple[Actor, ...]:
        """Actors of the first modifier that names any: possessor, adjective, compound, of-phrase."""
        mentions = self.mentions[tree.number]
        found: list[Actor] = []
        for mention in phrase.names if mentions.prefixes else ():
            if mention in mentions.prefixes.values() and mention.first in range(
                phrase.first, phrase.last + 1
            ):
                found.append(named_actor(tree, mention, mention.best(self.certain), self.story.text))
                return tuple(found)
        ranked = phrase.owners
        if len(ranked) > 1:
            ranked = sorted(ranked, key=lambda group: _owner_rank(tree, group[0]))
        for group in ranked:
            for one in group:
                if besides is not None and mentions.by_token.get(one) is besides:
                    continue
                for actor in self._owner(tree, one):
                    if not same_as_any(actor, found):
                        found.append(actor)
            if found:
                return tuple(found)
        for mention in phrase.names:
            if mention is not besides and (named := self._named(tree, mention)):
                return named
        return ()

    def _named(self, tree: Tree, mention: Mention) -> tuple[Actor, ...]:
        """The actor a name stands for; () for places and peoples of no one country."""
        hit = mention.best(self.certain)
        if not (hit.entry.country or hit.entry.group):
            return ()
        if self.on and are_rivals(mention.hits) and hit.entry.country not in self.certain:
            self._note(tree, mention)
            return ()
        actor = named_actor(tree, mention, hit, self.story.text)
        if hit.form in SEATS and hit.entry.sector is None and self._is_place(tree, mention):
            actor = replace(actor, sector=None)
        return (actor,)

    def _note(self, tree: Tree, mention: Mention) -> None:
        """Writes down that a name of two countries was left out."""
        span = tree.span(mention.first, mention.last, self.story.text)
        codes = " or ".join(sorted({hit.entry.country or "" for hit in mention.hits}))
        doubt = Doubt(span.start, span.end, span.text, f"{codes}: not linked")
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    def _is_place(self, tree: Tree, mention: Mention) -> bool:
        """Whether the name tells where: after "in", "near" … a capital is a town and no government."""
        inside, within = range(mention.first, mention.last + 1), self.function.location_prepositions
        head = next((k for k in inside if tree.heads[k] not in inside), mention.last)
        if tree.case(head).partition("_")[0] in within:
            return True
        host = tree.heads[head] if tree.relations[head].startswith(INSIDE) else -1
        return host >= 0 and tree.case(host).partition("_")[0] in within

    def _title_key(self, tree: Tree, at: int) -> str:
        """The title of a phrase as it is compared: its own words in small letters."""
        title = self.reader.titles[tree.number].get(at)
        if title is None:
            return tree.lemma(at)
        return " ".join(tree.lemma(k) for k in range(title.first, title.last + 1))

    def _owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        mentions = self.mentions[tree.number]
        both = [one for one in (mentions.prefixes.get(at), mentions.by_token.get(at)) if one is not None]
        if both and at not in self.reader.titles[tree.number]:  # two of them in "Frans-Duits overleg"
            return tuple(actor for one in both for actor in self._named(tree, one))
        return self.find_one(tree, antecedent(tree, at))  # "whose"

    def _owned(self, tree: Tree, at: int, phrase: Phrase, sector: str | None) -> tuple[Actor, ...]:
        span = tree.span(phrase.first, phrase.last, self.story.text)
        return tuple(
            Actor(
                text=span.text,
                start=span.start,
                end=span.end,
                country=owner.country,
                group=owner.group,
                sector=sector or (owner.sector if self._is_kept(tree, at, owner) else None),
                name=owner.name if owner.sector is not None else None,
                office=owner.office,
                id=owner.id,
                via=owner.via,
            )
            for owner in self._owner_actors(tree, phrase)
            if owner.country or owner.group
        )

    def _is_kept(self, tree: Tree, at: int, owner: Actor) -> bool:
        """Whether what belongs to somebody is his in his own sector: the welfare of Libyans is a matter of
        civilians, "the Libyan plan", "the plan of the Libyans" are the state's."""
        if owner.via != INHABITANT:
            return True
        after = [kid for kid in tree.kids(at, "nmod") if tree.tokens[kid].start == owner.start]
        return any(not self._is_definite(tree, kid) for kid in after)

    def _is_definite(self, tree: Tree, at: int) -> bool:
        return any(tree.forms[kid] in self.function.definite for kid in tree.kids(at, "det"))

    def _part(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """What a partitive is a part of ("dozens of Iraqi soldiers", "een groep rebellen")."""
        mentions = self.mentions[tree.number]
        for kid in tree.kids(at, "nmod", "appos", "flat", "obl", "nmod:unmarked"):
            if tree.relations[kid] != "nmod:poss":
                found = self.find(tree, kid)
                if found:
                    inside = tree.case(kid).partition("_")[0] in self.function.location_prepositions
                    return as_crowd(self.reader.titles[tree.number].get(at), found) if inside else found
        owned = [kid for kid in tree.children[at] if kid in mentions.by_token and kid != at]
        return (
            self._owned(tree, at, self.reader.read(tree, at), None)
            if owned or at in mentions.prefixes
            else ()
        )

    def _remember_names(self) -> None:
        """Every country named counts as met, whether or not it plays a part."""
        for tree, mentions in zip(self.trees, self.mentions, strict=True):
            for mention in mentions.found:
                hit = mention.best(self.certain)
                if hit.entry.country and hit.entry.kind in ("country", "place"):
                    actor = named_actor(tree, mention, hit, self.story.text)
                    subject = hit.form in ("name", "abbreviation") and any(
                        tree.relations[k].startswith("nsubj") for k in range(mention.first, mention.last + 1)
                    )
                    place = self._is_place(tree, mention)
                    seen = Seen(tree.number, mention.first, actor, subject=subject, place=place)
                    self.memory.remember(seen)

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
    """Named possessors first; a pronoun ("his Chinese colleague") yields to adjectives, not to of-phrases."""
    relation = tree.relations[at]
    if tree.tokens[at].upos in ("PRON", "DET"):
        return 2
    if relation in ("nmod:poss", "det:poss"):
        return 0
    if relation.startswith(("amod", "compound", "nmod:desc", "flat")):
        return 1
    return 3
