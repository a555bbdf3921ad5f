"""Actors by name: a country, an organisation, a people, or a body of the country the story means."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.atlas.atlas import NameHit
from dragoman.atlas.sectors import people_sector
from dragoman.records import Actor
from dragoman.stages.actors.descriptions import BODIES, DescriptionFinder
from dragoman.stages.actors.memory import HOME
from dragoman.stages.actors.natures import SHARED
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.actors.rivals import are_rivals
from dragoman.stages.mentions import ADJECTIVE, Mention, named_actor
from dragoman.stages.trees.tree import Tree

PLACE = "place"  # kind of the parts of the world that are no actors
CALLED = ("flat", "appos")  # how a body's own name hangs from the word for what it is
UNSAID = "whose is not said"  # how the doubt begins of a word that nothing says whose it is


class NameFinder(DescriptionFinder):
    """Finds whom the names of one story mean."""

    def _head_name(self, tree: Tree, at: int, phrase: Phrase) -> Mention | None:
        """The name that the phrase is called by: its head's, or an organisation's after "the group"."""
        mention = self.mentions[tree.number].by_token.get(at)
        if mention is None and not phrase.names:
            return None
        if mention is None and phrase.names and tree.tokens[at].upos == "PROPN" and phrase.role is None:
            mention = next((m for m in phrase.names if m.first <= at <= m.last), None)
        if mention is not None and not (phrase.role and phrase.role_at != at and phrase.person):
            return mention
        if phrase.role is not None and phrase.role.kind in SHARED and not phrase.person:
            for kid in tree.kids(at, "flat", "appos", "nmod:desc", "compound"):
                inner = self.mentions[tree.number].by_token.get(kid)
                if inner is not None and inner.best(self.certain).entry.kind in BODIES:
                    own = inner.best(self.certain).entry.sector is not None and tree.relations[kid] in CALLED
                    return inner if phrase.role.vague or phrase.role.carrier or own else None
        return None

    def _by_name(self, tree: Tree, at: int, phrase: Phrase, mention: Mention) -> tuple[Actor, ...]:
        hit = mention.best(self.certain)
        if hit.form == "inhabitant" and self._is_ethnic(tree, at):
            return tuple(
                replace(one, sector=people_sector())
                for one in self._local(tree, at) or self.at_home(tree, at, UNSAID)
            )
        nowhere = hit.entry.country is None and hit.entry.group is None
        if nowhere and (hit.entry.kind == "people" or hit.form == "inhabitant"):
            sector = hit.entry.sector or people_sector()
            owned = self._owned(tree, at, phrase, sector=sector)
            if owned or hit.form != "inhabitant":
                return owned
            local = self._local(tree, at)
            if local:
                return tuple(replace(one, sector=sector) for one in local)
            return (
                replace(named_actor(tree, mention, hit, self.story.text), group=None, name=hit.entry.name),
            )
        if hit.entry.kind == "body" and are_rivals(mention.hits):
            meant = self._namesake(tree, phrase, mention)
            if meant is None:
                self._note(tree, mention)
                return ()
            return (named_actor(tree, mention, meant, self.story.text),)
        if hit.entry.kind == "body" and hit.entry.country:
            return (self._body(tree, phrase, mention, hit),)
        return self._named(tree, mention) or self._titled_so(tree, at, phrase, mention)

    def _is_ethnic(self, tree: Tree, at: int) -> bool:
        """Whether a people's name tells descent and no nationality ("ethnic Albanian students")."""
        ethnic = self.function.ethnic
        return not ethnic.isdisjoint(tree.words) and any(
            tree.lemmas[kid] in ethnic for kid in tree.kids(at, "amod")
        )

    def _living(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        """The owners of a role; of people whose descent alone is told, the country where they live."""
        owners = self._owner_actors(tree, phrase)
        if (
            phrase.role is None
            or not self._is_ethnic(tree, at)
            or any(one.via != ADJECTIVE for one in owners)
        ):
            return owners
        return self._local(tree, at) or self.at_home(tree, at, UNSAID)

    def _titled_so(self, tree: Tree, at: int, phrase: Phrase, mention: Mention) -> tuple[Actor, ...]:
        """Whose party a name of no country is that is a role word too ("Poland's Social Democrats")."""
        words = [tree.tokens[k].form for k in range(mention.first, mention.last + 1)]
        length, role = self.atlas.find_role(words, 0, self.language)
        if role is None or length != len(words) or mention.best(self.certain).entry.group:
            return ()
        return self._owned(tree, at, phrase, sector=role.sector)

    def _namesake(self, tree: Tree, phrase: Phrase, mention: Mention) -> NameHit | None:
        """The party meant by a name that parties of two countries bear: its owner's, else the home's."""
        owners = {one.country for one in self._owner_actors(tree, phrase, besides=mention)}
        for countries in (owners, {self.home.country}):
            found = [hit for hit in mention.hits if hit.entry.country in countries]
            if len({hit.entry.country for hit in found}) == 1:
                return found[0]
        return None

    def _body(self, tree: Tree, phrase: Phrase, mention: Mention, hit: NameHit) -> Actor:
        """A body by its name: another country's when the phrase says so, or the story is at home there."""
        actor = named_actor(tree, mention, hit, self.story.text)
        for other in self._owner_actors(tree, phrase, besides=mention):
            if other.country and other.country != actor.country:
                return replace(actor, country=other.country, name=None, id=None, via=other.via)
        words = [tree.tokens[k].form for k in range(mention.first, mention.last + 1)]
        length, _ = self.atlas.find_role(words, 0, self.language)
        home = self.home.country
        if length == len(words) and home and home != actor.country and actor.country not in self.certain:
            return replace(actor, country=home, name=None, id=None, via=HOME)
        return actor

    def _related(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...] | None:
        """Whom a word means that tells what they are to others ("both", "the neighbours", "the island"); None
        where it is used otherwise."""
        lemma, function = tree.lemma(at), self.function
        if lemma in function.pairs:
            return self._pair(tree, at)
        if lemma in function.doers and not phrase.owners and (struck := self._striker(tree, at)):
            return struck
        neighbours = self._neighbours(tree, at, phrase)
        if neighbours is not None:
            return neighbours
        if (
            lemma in function.friends
            and not (phrase.owners or self._is_dual(tree, at))
            and (allies := self._of_group(tree, at, None))
        ):
            return allies
        if lemma in (function.sides | function.camps | function.mutuals) and not phrase.owners:
            both = self._pair(tree, at)
            if both or lemma not in function.mutuals:
                return both or None
        if lemma in function.country_nouns or lemma in function.member_words:
            return self._country_noun(tree, at, phrase)
        return None

    def _country_noun(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        """Whom "the island", "their countries", "both states", "member states" mean."""
        members = self._of_group(tree, at, None)
        if members:
            return tuple(replace(one, sector=None) for one in members)
        named = self._examples(tree, at)
        if named:
            return named
        owned = tuple(
            replace(one, sector=None, name=None, office=None) for one in self._owned(tree, at, phrase, None)
        )
        if owned:
            return owned
        told = self._several(tree, at) or self._pair(tree, at)
        if told or tree.has_feature(at, "Number=Plur"):
            bare = (replace(one, sector=None, name=None, office=None, id=None) for one in told)
            return tuple(bare) if all(one.country for one in told) else ()
        actor = self._country_before(tree, at, self._members_beside(tree, at))
        if actor is None or any(not self._is_region(tree, one) for group in phrase.owners for one in group):
            return ()
        return (
            replace(actor, **self._place(tree, at), sector=None, name=None, office=None, via="coreference"),
        )

    def _examples(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Those named of several states: "landen, waaronder Peru en Chili", "landen als Peru"."""
        if not tree.has_feature(at, "Number=Plur") or tree.lemma(at) in self.function.member_words:
            return ()
        words = self.function.examples
        named = [
            kid
            for kid in tree.kids(at, "appos", "nmod", "obl")
            if tree.case(kid) in words or any(tree.lemmas[k] in words for k in tree.children[kid])
        ]
        return tuple(one for kid in named for one in self.find(tree, kid))

    def _members_beside(self, tree: Tree, at: int) -> frozenset[str] | None:
        """For "the member state": the members of the one group that its sentence names; None for others."""
        if tree.lemma(at) not in self.function.member_words:
            return None
        groups = {mention.best(self.certain).entry.group for _, mention in self._groups(tree.number)}
        group = groups.pop() if len(groups) == 1 else None
        return self.atlas.members(group, self.on) or None if group else None

    def _is_region(self, tree: Tree, at: int) -> bool:
        """Whether an adjective names a part of the world, and no owner ("the South American country")."""
        mention = self.mentions[tree.number].by_token.get(at)
        if mention is None or tree.relations[at] != "amod":
            return False
        entry = mention.best(self.certain).entry
        return entry.country is None and entry.kind == PLACE

    def _member(self, tree: Tree, at: int) -> int | None:
        """The country that a hyphenated word describes ("NAVO-lid Noorwegen"), or None."""
        mentions = self.mentions[tree.number]
        for kid in tree.kids(at, "flat", "appos"):
            mention = mentions.by_token.get(kid)
            if mention is not None and mention.best(self.certain).entry.kind == "country":
                return kid
        return None
