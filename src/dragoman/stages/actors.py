"""Who a noun phrase names: mention to actor, or nothing and why.

A phrase is read by its parts: names (of countries, groups, bodies), role words with a PLOVER
sector, owners (nationality adjectives, possessors, of-phrases), a personal name. What the phrase
does not tell is taken from the atlas for the date of the story, then from the story itself, and
last from the country its sentence is about; `via` says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Holder
from dragoman.atlas.sectors import load_sectors, people_sector
from dragoman.records import Actor, Doubt
from dragoman.stages.arguments import antecedent
from dragoman.stages.mentions import named_actor, same_as_any
from dragoman.stages.owners import OwnerFinder
from dragoman.stages.phrases import Phrase
from dragoman.stages.tree import Tree

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "SYM", "X", "DET")
MAX_NESTING = 40  # phrases being read at once: more is a loop of pronouns


class ActorFinder(OwnerFinder):
    """Finds the actors of one story; holds what the story has said of them so far."""

    def find(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors that the phrase headed by `at` names, its conjuncts included; () when none."""
        at = antecedent(tree, at)
        found = list(self.find_one(tree, at))
        for kid in tree.kids(at, "conj"):
            if tree.tokens[kid].upos in NOMINAL and tree.kid(kid, "nsubj", "cop") is None:
                found += [one for one in self.find_one(tree, kid) if not same_as_any(one, found)]
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
            return self._owned(tree, at, phrase, None) or self._pair(tree, at, None)
        head_name = self.mentions[tree.number].by_token.get(at)
        if head_name is None and phrase.names and token.upos == "PROPN":
            head_name = next((m for m in phrase.names if m.first <= at <= m.last), None)
        if head_name is not None and not (phrase.role and phrase.role_at != at and phrase.person):
            hit = head_name.best(self.certain)
            if hit.entry.kind == "people" and hit.entry.country is None:
                return self._owned(tree, at, phrase, sector=hit.entry.sector or people_sector())
            return (named_actor(tree, head_name, hit, self.story.text),)
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

    def _person_or_role(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        span = tree.span(phrase.first, phrase.last, self.story.text)
        owners = self._owner_actors(tree, phrase)
        sector = phrase.role.sector if phrase.role else None
        if phrase.role is not None and phrase.role.carrier and len(owners) == 1 and owners[0].sector:
            sector = owners[0].sector if owners[0].sector != people_sector() else sector
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
        if not owners and phrase.role is not None and not phrase.person:
            pair = self._pair(tree, at, phrase.role.sector)
            if pair:
                return pair
        if not owners:
            owners = self._context_owner(tree, at)
        if phrase.role is not None and phrase.role.sector in load_sectors().countryless and not owners:
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
        if len(found) == 1 and phrase.person and found[0].via != "context":
            self.memory.name(phrase.person, found[0])
        if not found and phrase.role is not None:
            self.doubts.append(Doubt(span.start, span.end, span.text, "a role without a country"))
            if phrase.person:
                return (base,)
        return tuple(found)

    def _is_likely(self, holder: Holder) -> bool:
        """Whether a bare surname may mean this person: their country is named, or their office is high."""
        if holder.country in self.certain or holder.group is not None:
            return True
        in_office = self.on is not None and (holder.until is None or holder.until > self.on)
        return in_office and holder.office_id is not None

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
        if " " not in name and not owners and office_id is None:
            holders = tuple(h for h in holders if self._is_likely(h))
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
