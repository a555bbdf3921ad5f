"""Who a noun phrase names: mention to actor, or nothing and why.

A phrase is read by its parts: names (of countries, groups, bodies), role words with a PLOVER
sector, owners (nationality adjectives, possessors, of-phrases), a personal name. What the phrase
does not tell is taken from the atlas for the date of the story, then from the story itself, and
last from the country its sentence is about; `via` says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas, NameHit
from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Story
from dragoman.stages.arguments import antecedent
from dragoman.stages.coreference import Memory
from dragoman.stages.mentions import Mention, Mentions, find_mentions
from dragoman.stages.phrases import Phrase, PhraseReader
from dragoman.stages.tree import Tree

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "SYM", "X", "DET")
MAX_NESTING = 40  # phrases being read at once: more is a loop of pronouns


class ActorFinder:
    """Finds the actors of one story; holds what the story has said of them so far."""

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

    def find(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors that the phrase headed by `at` names, its conjuncts included; () when none."""
        at = antecedent(tree, at)
        found = list(self.find_one(tree, at))
        for kid in tree.kids(at, "conj"):
            if tree.tokens[kid].upos in NOMINAL and tree.kid(kid, "nsubj", "cop") is None:
                found += [one for one in self.find_one(tree, kid) if not _same_as_any(one, found)]
        return tuple(found)

    def find_one(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors of one phrase without its conjuncts (two for "Russian and Iranian officials")."""
        key = (tree.number, at)
        if key in self._cache:
            return self._cache[key]
        if key in self._busy or len(self._busy) > MAX_NESTING:
            return ()
        self._busy.add(key)
        try:
            found = self._resolve(tree, at)
        finally:
            self._busy.discard(key)
        self._cache[key] = found
        for actor in found:
            self.memory.remember(tree, at, actor)
        return found

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

    def country_named(self, country: str, tree: Tree, at: int, via: str) -> Actor:
        """An actor for a country that the words at `at` imply."""
        token = tree.tokens[at]
        return Actor(text=token.form, start=token.start, end=token.end, country=country, via=via)

    # ── reading a phrase ─────────────────────────────────────────────────────

    def _resolve(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        token = tree.tokens[at]
        lemma = tree.lemma(at)
        if token.upos in ("PRON", "DET") and at not in self.mentions[tree.number].by_token:
            if lemma in self.function.partitives:
                return self._part(tree, at)
            meant = self.memory.pronoun(tree, at, self.find_one)
            return tuple(
                replace(one, text=token.form, start=token.start, end=token.end, via="coreference")
                for one in meant
            )
        if token.upos not in NOMINAL and not tree.is_nominalised(at):
            return ()
        if lemma in self.function.partitives or token.upos == "NUM" or lemma in self.function.sides:
            part = self._part(tree, at)
            if part or token.upos == "NUM":
                return part
        named = self._member(tree, at)
        if named is not None:
            return self.find_one(tree, named)
        phrase = self.reader.read(tree, at)
        if lemma in self.function.country_nouns and tree.has_feature(at, "Number=Plur"):
            return self._owned(tree, at, phrase, None)
        head_name = self.mentions[tree.number].by_token.get(at)
        if head_name is None and phrase.names and token.upos == "PROPN":
            head_name = next((m for m in phrase.names if m.first <= at <= m.last), None)
        if head_name is not None and not (phrase.role and phrase.role_at != at and phrase.person):
            hit = head_name.best(self.certain)
            if hit.entry.kind == "people" and hit.entry.country is None:
                return self._owned(tree, at, phrase, sector=hit.entry.sector or "CVL")
            return (self._named(tree, phrase, head_name, hit),)
        if phrase.role is not None or phrase.person:
            return self._person_or_role(tree, at, phrase)
        if lemma in self.function.country_nouns:
            actor = self.memory.last_country(tree, at)
            if actor and not phrase.owners:
                return (
                    replace(
                        actor,
                        text=token.form,
                        start=token.start,
                        end=token.end,
                        sector=None,
                        via="coreference",
                    ),
                )
        if lemma in self.function.counterparts:
            return self._counterpart(tree, at, phrase)
        return self._owned(tree, at, phrase, sector=None)

    # ── from parts to actors ─────────────────────────────────────────────────

    def _named(self, tree: Tree, phrase: Phrase, mention: Mention, hit: NameHit) -> Actor:
        entry = hit.entry
        sector = entry.sector
        if sector is None and hit.form == "inhabitant":
            sector = "CVL"
        if sector is None and hit.form in ("capital", "metonym"):
            sector = "GOV"
        via = "atlas" if hit.form in ("name", "abbreviation") else hit.form
        span = tree.span(mention.first, mention.last, self.story.text)
        named = None if entry.kind in ("country", "people", "place", "city") else entry.name
        return Actor(
            text=span.text,
            start=span.start,
            end=span.end,
            name=named,
            country=entry.country,
            group=None if entry.country else entry.group,
            sector=sector,
            id=entry.id,
            via=via,
        )

    def _person_or_role(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        span = tree.span(phrase.first, phrase.last, self.story.text)
        owners = self._owner_actors(tree, phrase)
        sector = phrase.role.sector if phrase.role else None
        if phrase.role is not None and phrase.role.carrier and len(owners) == 1 and owners[0].sector:
            sector = owners[0].sector if owners[0].sector != "CVL" else sector
        office_id = phrase.role.office_id if phrase.role else None
        if phrase.person:
            person = self._known_person(phrase.person, owners, office_id)
            if person is not None:
                if sector and person.sector != sector and phrase.role and phrase.role.former:
                    person = replace(person, sector=sector)
                return (replace(person, text=span.text, start=span.start, end=span.end),)
        base = Actor(
            text=span.text, start=span.start, end=span.end, name=phrase.person, sector=sector, via="story"
        )
        if not owners and phrase.role is None:
            return ()
        if not owners:
            owners = self._context_owner(tree, at)
        if phrase.role is not None and phrase.role.sector == "NGO" and not owners:
            return (base,)
        found = []
        for owner in owners:
            office = None
            if office_id and owner.country and self.on and not phrase.person:
                holder = self.atlas.office(office_id, owner.country, self.on)
                if holder:
                    office = holder
            found.append(
                replace(
                    base,
                    country=owner.country,
                    group=owner.group,
                    sector=sector or owner.sector,
                    name=base.name or (office.person if office else None),
                    office=office.office if office else None,
                    id=office.id if office else None,
                    via="context" if owner.via == "context" else ("atlas" if office else owner.via),
                )
            )
        if len(found) == 1 and phrase.person:
            self.memory.name(phrase.person, found[0])
        if not found and phrase.role is not None:
            self.doubts.append(Doubt(span.start, span.end, span.text, "a role without a country"))
            if phrase.person:
                return (base,)
        return tuple(found)

    def _known_person(self, name: str, owners: Sequence[Actor], office_id: str | None) -> Actor | None:
        remembered = self.memory.named(name)
        if remembered is not None and (not owners or remembered.country in {o.country for o in owners}):
            return remembered
        country = owners[0].country if len(owners) == 1 else None
        holders = self.atlas.persons(name, self.on, country)
        if country is None and owners and any(o.country for o in owners):
            holders = tuple(h for h in holders if h.country in {o.country for o in owners})
        if office_id:
            holders = tuple(h for h in holders if h.office_id == office_id) or holders
        states = {(h.country, h.group) for h in holders}
        if len(states) > 1:
            preferred = tuple(h for h in holders if h.country in self.certain)
            if len({(h.country, h.group) for h in preferred}) == 1:
                holders, states = preferred, {(h.country, h.group) for h in preferred}
        if len(states) != 1:
            if len(states) > 1:
                codes = ", ".join(sorted(c or g or "?" for c, g in states))
                self.doubts.append(Doubt(0, 0, name, f"several people bear this name ({codes}): not linked"))
            return None
        holder = holders[0]
        actor = Actor(
            text=name,
            start=0,
            end=0,
            name=holder.person,
            country=holder.country,
            group=None if holder.country else holder.group,
            sector=holder.sector,
            office=holder.office,
            id=holder.id,
            via="atlas",
        )
        self.memory.name(name, actor)
        self.memory.name(holder.person, actor)
        return actor

    def _owner_actors(self, tree: Tree, phrase: Phrase) -> tuple[Actor, ...]:
        """Actors of the first modifier that names any: possessor, adjective, compound, of-phrase."""
        mentions = self.mentions[tree.number]
        found: list[Actor] = []
        for mention in phrase.names:
            if mention in mentions.prefixes.values() and mention.first in range(
                phrase.first, phrase.last + 1
            ):
                found.append(self._named(tree, phrase, mention, mention.best(self.certain)))
                return tuple(found)
        ranked = sorted(phrase.owners, key=lambda group: _owner_rank(tree, group[0]))
        for group in ranked:
            for one in group:
                for actor in self._owner(tree, one):
                    if not _same_as_any(actor, found):
                        found.append(actor)
            if found:
                return tuple(found)
        for mention in phrase.names:
            hit = mention.best(self.certain)
            if hit.entry.country or hit.entry.group:
                return (self._named(tree, phrase, mention, hit),)
        return ()

    def _owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        mentions = self.mentions[tree.number]
        mention = mentions.by_token.get(at) or mentions.prefixes.get(at)
        if mention is not None:
            hit = mention.best(self.certain)
            if hit.entry.country or hit.entry.group:
                return (self._named(tree, Phrase(at, at), mention, hit),)
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
                sector=sector or (None if owner.sector == "CVL" else owner.sector),
                name=owner.name if owner.sector not in (None, "CVL") else None,
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

    def _member(self, tree: Tree, at: int) -> int | None:
        """The country that a hyphenated word describes ("NAVO-lid Noorwegen"), or None."""
        mentions = self.mentions[tree.number]
        if at not in mentions.prefixes:
            return None
        for kid in tree.kids(at, "flat", "appos"):
            mention = mentions.by_token.get(kid)
            if mention is not None and mention.best(self.certain).entry.kind == "country":
                return kid
        return None

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
        sector = mine[0].sector if mine else "GOV"
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

    def _context_owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country a bare "the government" belongs to: a place at it, else the nearest country."""
        for kid in tree.kids(at, "nmod", "obl", "acl"):
            place = self.place_country(tree, kid)
            if place:
                return (self.country_named(place[0], tree, place[1], "place"),)
        mentions = self.mentions[tree.number].found
        before = [m for m in reversed(mentions) if m.last < at]
        after = [m for m in mentions if m.first > at]
        for mention in [*before, *after]:
            hit = mention.best(self.certain)
            if hit.entry.country:
                return (self.country_named(hit.entry.country, tree, mention.first, "context"),)
        actor = self.memory.last_country(tree, at)
        return (replace(actor, via="context"),) if actor else ()

    def _remember_names(self) -> None:
        """Every country named counts as met, whether or not it plays a part."""
        for tree, mentions in zip(self.trees, self.mentions, strict=True):
            for mention in mentions.found:
                hit = mention.best(self.certain)
                if hit.entry.country and hit.entry.kind in ("country", "place"):
                    whole = Phrase(mention.first, mention.last)
                    self.memory.remember(tree, mention.first, self._named(tree, whole, mention, hit))

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


def _same_as_any(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(
        (actor.country, actor.group, actor.sector, actor.name) == (o.country, o.group, o.sector, o.name)
        for o in others
    )
