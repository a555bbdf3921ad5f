"""Who a noun phrase names: mention to actor, or nothing and why.

A phrase is read by its parts: names (of countries, groups, bodies), role words with a PLOVER
sector, owners (nationality adjectives, possessors, of-phrases), a personal name. What the phrase
does not tell is taken from the atlas for the date of the story, then from what the story said before,
and last from the story's home country; `via` says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.sectors import load_sectors, people_sector, state_sector
from dragoman.languages.function import Function
from dragoman.records import Actor, Doubt, Span, Story
from dragoman.stages.actors.bearers import as_followers, past_sector, tell_sector
from dragoman.stages.actors.coreference import Heard
from dragoman.stages.actors.memory import HOME, Seen
from dragoman.stages.actors.names import UNSAID, NameFinder
from dragoman.stages.actors.natures import SHARED
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.mentions import Names, country_named, same_as_any
from dragoman.stages.trees.relatives import antecedent
from dragoman.stages.trees.tree import Tree, list_within

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "SYM", "X", "DET")
INNER = ("flat", "compound", "appos", "nmod:desc", "fixed")  # parts of a phrase that another word heads
BODY = "organisation"  # kind of role words that name a body
NONE: frozenset[str] = frozenset()
MAX_NESTING = 40  # phrases being read at once: more is a loop of pronouns


class ActorFinder(NameFinder):
    """Finds the actors of one story; holds what the story has said of them so far."""

    def __init__(
        self,
        story: Story,
        trees: Sequence[Tree],
        atlas: Atlas,
        function: Function,
        names: Sequence[Names] = (),
    ) -> None:
        super().__init__(story, trees, atlas, function, names)
        self._relational = function.pairs | function.sides | function.neighbours | function.country_nouns
        self._relational |= function.member_words | function.mutuals | function.camps | function.doers
        self._twins = self.rules.list_twins(self.language)
        self._meet()

    def hear(self, sayings: Sequence[Heard]) -> None:
        """Takes note of the story's reported speech: "I" and "we" are its speakers from now on."""
        self.pronouns.heard = sayings
        said: dict[int, list[Span]] = {}  # what is said in each sentence
        for one in sayings:
            for tree in list_within(self.trees, one.content.start, one.content.end):
                said.setdefault(tree.number, []).append(one.content)
        for number, at in [key for key in self._cache if key[0] in said]:
            start = self.trees[number].tokens[at].start
            if any([content.start <= start < content.end for content in said[number]]):
                del self._cache[number, at]

    def gather_doubts(self) -> list[Doubt]:
        """What was not linked and why, once each."""
        return list(dict.fromkeys([*self.doubts, *self.people.doubts, *self.pronouns.doubts]))

    def find(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors that the phrase headed by `at` names, its conjuncts included; () when none."""
        at = antecedent(tree, at)
        own = self.find_one(tree, at) or self._listed(tree, at)
        if "conj" not in tree.kinds:
            return own
        found = list(own)
        for kid in tree.kids(at, "conj"):
            if tree.tokens[kid].upos in NOMINAL and tree.kid(kid, "nsubj", "cop") is None:
                found += [one for one in self.find_one(tree, kid) if not same_as_any(one, found)]
        return tuple(found)

    def _listed(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The first of the names that a plural announces ("the Gulf states Qatar and Oman")."""
        if "appos" not in tree.kinds or not tree.has_feature(at, "Number=Plur"):
            return ()
        named = self.mentions[tree.number].by_token
        return next((self.find_one(tree, kid) for kid in tree.kids(at, "appos") if kid in named), ())

    def find_one(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The actors of one phrase without its conjuncts (two for "Russian and Iranian officials")."""
        key = (tree.number, at)
        known = self._cache.get(key)
        if known is not None:
            return known
        if key in self._busy or len(self._busy) > MAX_NESTING:
            return ()
        self._busy.add(key)
        try:
            found = self._resolve(tree, at)
        finally:
            self._busy.discard(key)
        self._cache[key] = found
        if found:
            self._remember(tree, at, found)
        return found

    # ── what the story has said ──────────────────────────────────────────────

    def _meet(self) -> None:
        """Resolves every name and title in the order of the text, so that later mentions can look back."""
        for tree in self.trees:
            titles = self.reader.titles[tree.number]
            counterparts = not self.function.counterparts.isdisjoint(tree.words)
            relations, heads = tree.relations, tree.heads
            for at, tag in enumerate(tree.tags):
                told = tag == "PROPN" or (at in titles and titles[at].head == at)
                if told or (counterparts and self._is_counterpart(tree, at)):
                    head = at
                    while relations[head].startswith(INNER) and heads[head] >= 0:
                        head = heads[head]
                    self.find_one(tree, head)
            mentions = self.mentions[tree.number]
            if mentions.prefixes:
                for at in mentions.prefixes.keys() & mentions.by_token.keys():
                    self.memory.couple(tree, at, self._owner(tree, at))
            for at in mentions.by_token if "conj" in tree.kinds else ():
                pair = self._named_together(tree, at)
                if pair:
                    self.memory.couple(tree, at, pair)

    def _remember(self, tree: Tree, at: int, found: tuple[Actor, ...]) -> None:
        phrase = self.reader.read(tree, at)
        title = self._title_key(tree, phrase.role_at) if phrase.role_at is not None else None
        many = len(found) > 1 or tree.has_feature(at, "Number=Plur")
        offices = frozenset((phrase.role.office_id,)) if phrase.role and phrase.role.office_id else NONE
        subject = tree.relations[at].startswith("nsubj")
        place = self._tells_place(tree, at)
        for actor in found:
            held = self.people.offices.get(actor.name, NONE) if actor.name else NONE
            own = offices | held if held else offices
            self.memory.remember(Seen(tree.number, at, actor, title, own, many, subject, place))

    # ── reading a phrase ─────────────────────────────────────────────────────

    def _resolve(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        tag = tree.tags[at]
        lemma = tree.lemmas[at]
        function = self.function
        mentions = self.mentions[tree.number]
        named_here = at in mentions.by_token
        if named_here and at in mentions.prefixes:
            return self._owner(tree, at)
        if lemma in function.duals and not named_here and self._stands_alone(tree, at):
            return self._pair(tree, at)
        if tree.forms[at] in self._twins and not named_here:
            return tuple(country_named(code, tree, at, "atlas") for code in self._twins[tree.forms[at]])
        if tag in ("PRON", "DET") and not named_here:
            if lemma in function.partitives:
                return self._part(tree, at)
            meant = self.pronouns.resolve(tree, at, self.find)
            return self._taken_up(tree, at, meant)
        if tag not in NOMINAL and not tree.is_nominalised(at):
            return ()
        if self.natures.is_aged(tree, at):
            return self.aged(tree, at)
        side = lemma in function.sides and not named_here
        if lemma in self._relational and not named_here and (both := self._mutual(tree, at)):
            return both
        if side and tree.has_feature(at, "Number=Plur") and self._are_all(tree, at):
            return ()  # "calls on all parties": whoever is involved
        if lemma in function.partitives or tag == "NUM" or side:
            part = self._part(tree, at)
            if lemma in function.followers:
                part = tuple(as_followers(one) for one in part)
            if part or tag == "NUM":
                return part
        if at in mentions.prefixes:
            member = self._member(tree, at)
            if member is not None:
                return self.find_one(tree, member)
        phrase = self.reader.read(tree, at)
        if lemma in self._relational:
            related = self._related(tree, at, phrase)
            if related is not None:
                return related
        name = self._head_name(tree, at, phrase)
        if name is not None:
            return self._by_name(tree, at, phrase, name)
        if self._is_counterpart(tree, at):
            return self._counterpart(tree, at, phrase)
        thing = phrase.role is None or (phrase.role.vague and not phrase.role.carrier)
        if thing and not phrase.person and phrase.part is not None and phrase.part.kind != "organisation":
            owner = Phrase(phrase.first, phrase.last, phrase.names, phrase.owners, phrase.part, at)
            return self._person_or_role(tree, at, owner)
        if phrase.person and phrase.role is None and self.places.is_date(tree, at):
            return ()
        if phrase.role is not None or phrase.person:
            found = self._person_or_role(tree, at, phrase)
            return tuple(map(as_followers, found)) if lemma in function.followers else found
        return self._owned(tree, at, phrase, sector=None)

    # ── from parts to actors ─────────────────────────────────────────────────

    def _person_or_role(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        span = tree.span(phrase.first, phrase.last, self.story.text)
        owners = self._living(tree, at, phrase)
        role = phrase.role
        carried = phrase.names if role is not None and role.carrier else ()
        named = [mention.best(self.certain).entry for mention in carried]
        borne = sector = tell_sector(phrase, owners, named, self.rules.persons)
        presiding = sector is not None and role is not None and sector != role.sector
        office_id = role.office_id if role and not (phrase.former or presiding) else None
        if phrase.person:
            title = tree.tokens[phrase.role_at].form if phrase.role_at is not None else None
            left = role.office_id if role and phrase.former else None
            person = self.people.find(phrase.person, owners, office_id, span.start, title, left, sector)
            if person is not None:
                titled = sector in self.rules.bare.titled and role is not None and not role.carrier
                if role is not None and (phrase.former or titled or person.sector == people_sector()):
                    person = replace(person, sector=sector)
                    self.people.refine(person)
                return (replace(person, text=span.text, start=span.start, end=span.end),)
        if (
            role is None
            and owners
            and not any(tree.relations[group[0]] == "nmod:poss" for group in phrase.owners)
        ):
            # "Vermont Jane Smith" is misread: a place beside a name makes nobody's country
            owners = tuple(one for one in owners if one.via != "atlas" or one.sector or one.group)
        if not owners and role is None:
            told = self.told_of(tree, at)
            if told is None:
                return ()
            role, sector = told.role, told.role.sector if told.role else None
            owners = self._owner_actors(tree, told)
            borne = past_sector(sector, role, self.rules.persons) if told.former else sector
        if not owners and role is not None:
            if (
                role.vague
                and role.carrier
                and role.sector != state_sector()
                and not phrase.person
                and role.kind in SHARED
                and self._is_definite(tree, at)
            ):
                owners = self.body_before(tree, at)
            elif phrase.person:
                bare = self.rules.bare
                known_here = sector in bare.sectors and not role.vague
                known_here = known_here and not (role.kind == BODY and sector in bare.anywhere)
                known_here = known_here or role.sector in bare.named
                owners = self.town_of(tree, at) or self.listed_with(tree, at)
                owners = owners or (self.at_home(tree, at, UNSAID) if known_here else ())
            else:
                owners = self.describe(tree, at, phrase)
            if owners and owners[0].via == "coreference":
                return tuple(replace(one, text=span.text, start=span.start, end=span.end) for one in owners)
        base = Actor(
            text=span.text, start=span.start, end=span.end, name=phrase.person, sector=borne, via="story"
        )
        if role is not None and not owners and sector in load_sectors().countryless:
            return (base,)
        found = [self._of(owner, base, office_id) for owner in owners]
        if len(found) == 1 and phrase.person:
            self.people.remember(phrase.person, found[0])
        if not found and role is not None:
            return (base if phrase.person else replace(base, via=None),)
        return tuple(found)

    def _of(self, owner: Actor, base: Actor, office_id: str | None) -> Actor:
        """The role's bearer of an owner; the office's holder that day where the atlas knows."""
        holder = None
        sole = office_id is not None and office_id not in self.rules.persons.shared
        if office_id and sole and owner.country and self.on and not base.name:
            holder = self.atlas.office(office_id, owner.country, self.on)
        via = owner.via
        if owner.via != HOME and holder is not None:
            via = "atlas"
        return replace(
            base,
            country=owner.country,
            group=owner.group,
            sector=base.sector or owner.sector,
            name=base.name or (holder.person if holder else None),
            office=holder.office if holder else None,
            id=holder.id if holder else None,
            via=via,
        )
