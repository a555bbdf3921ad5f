"""Actors described and not named: "the minister", "both countries", "the 71-year-old", "the police"."""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import replace

from dragoman.atlas.atlas import Role
from dragoman.atlas.sectors import load_sectors, state_sector
from dragoman.records import Actor
from dragoman.stages.actors.members import MemberFinder
from dragoman.stages.actors.memory import FAR, HOME
from dragoman.stages.actors.owners import SEATS
from dragoman.stages.actors.pairs import PERSON
from dragoman.stages.actors.phrases import Phrase
from dragoman.stages.mentions import country_named
from dragoman.stages.trees.tree import Tree

BARE = ("det", "case", "punct")  # what stands with a word that says no more of whom it means
BODIES = ("group", "organisation", "body")


class DescriptionFinder(MemberFinder):
    """Finds whom the descriptions of one story mean."""

    def describe(self, tree: Tree, at: int, phrase: Phrase) -> tuple[Actor, ...]:
        """The owners of a bare role: of the one introduced before, of a group or place at it, or of home.

        The actors returned carry the country and group; an actor with a name or office is the very one
        meant. () with a doubt when nothing says whose it is.
        """
        role = phrase.role
        assert role is not None
        pair = self._pair(tree, at, role)
        if pair:
            return pair
        many = tree.has_feature(at, "Number=Plur")
        if self._is_definite(tree, at) and not phrase.former:
            met = self._introduced(tree, at, role, many)
            if len(met) == 1:
                return (replace(met[0], **self._place(tree, at), via="coreference"),)
            if len(met) > 1:
                self._doubt(tree, at, " or ".join(one.text for one in met) + ": not linked")
                return ()
        if not (phrase.person or phrase.former or self._stands_at_place(tree, at)):
            members = self._of_group(tree, at, role)
            if members:
                return members
        kept = self._kept(tree, at, role)
        if kept:
            return kept
        shared = self._shared_owner(tree, at)
        if shared:
            return shared
        voiced = self._voiced(tree, at)
        if voiced:
            return voiced
        local = self._local(tree, at)
        if local:
            return local
        if role.vague or role.sector not in self.rules.bare.sectors:
            self._doubt(tree, at, "a role without a country")
            return ()
        bare = not tree.kids(at, "det", "nmod:poss", "amod", "nummod", "compound", "case", "flat")
        if bare and not (many or role.collective or tree.relations[at].startswith("nsubj")):
            self._doubt(tree, at, "a role that nothing refers to")  # "steunt Taiwan militair"
            return ()
        return self.at_home(tree, at, "a role without a country")

    def listed_with(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Whose a titled name is by who stands before it in a list ("Greek premier Lee, minister Kim")."""
        if tree.relations[at] != "conj":
            return ()
        before = max((k for k in (tree.heads[at], *tree.kids(tree.heads[at], "conj")) if k < at), default=at)
        found = self.find_one(tree, before) if self.reader.read(tree, before).role is not None else ()
        if len(found) != 1 or found[0].via == HOME or found[0].country is None:
            return ()
        return (country_named(found[0].country, tree, at, "list"),)

    def at_home(self, tree: Tree, at: int, unless: str) -> tuple[Actor, ...]:
        """The country whose a bare word is where nothing else says so: the story's home, or that of a house
        of parliament which the home does not have. () with a doubt that begins with `unless` when none is."""
        home, reason = self.home.country, self.home.reason
        chamber = self.rules.find_chamber(tree.forms[at], self.language)
        if chamber is not None and home not in chamber.countries:
            if home is not None:
                reason = f"{home} has no such house"
            home = chamber.usual
        if home is None:
            home = self._country_of_house(tree, at) or self._country_of_before(tree, at)
        if home is None:
            self._doubt(tree, at, f"{unless}, and {reason}")
            return ()
        return (country_named(home, tree, at, HOME),)

    def _country_of_house(self, tree: Tree, at: int) -> str | None:
        """The country of the parliament, party or court that speaks of "the government" in its sentence."""
        for verb in tree.above(at):
            for subject in tree.kids(verb, "nsubj", "obl:agent"):
                if at in tree.below(subject):
                    continue
                found = self.find(tree, subject)
                countries = {one.country for one in found if one.sector in self.rules.bare.domestic}
                if len(countries) == 1 and not any(one.via == HOME for one in found):
                    return countries.pop()
        return None

    def _country_of_before(self, tree: Tree, at: int) -> str | None:
        """The country whose police, parties or ministers were just told of, where they are of one alone."""
        role = self.reader.read(tree, at).role
        if role is not None and role.kind == PERSON and not tree.has_feature(at, "Number=Plur"):
            return None  # "the official" is rather whoever was just told of himself
        public = self.rules.bare.sectors
        for number in range(tree.number - 1, max(-1, tree.number - FAR), -1):
            met = [seen.actor for seen in self.memory.seen.get(number, {}).values()]
            named = (one for one in met if one.sector in public and one.via not in (*SEATS, HOME))
            inside = {one.country for one in named if one.country}
            if inside:
                return inside.pop() if len(inside) == 1 else None
        return None

    def aged(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The person called by age alone ("the 71-year-old"): the only one met shortly before."""
        met = self.memory.persons(tree, at)
        if len(met) != 1:
            return ()
        return (replace(met[0], **self._place(tree, at), via="coreference"),)

    def is_aged(self, tree: Tree, at: int) -> bool:
        """Whether the phrase tells an age and nothing else ("the 71-year-old")."""
        return self.natures.is_aged(tree, at)

    def body_before(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The group, organisation or body named last before "the group"."""
        for number in range(tree.number, max(-1, tree.number - 4), -1):
            host = self.trees[number]
            for mention in reversed(self.mentions[number].found):
                hit = mention.best(self.certain)
                if hit.entry.kind in BODIES and (number < tree.number or mention.last < at):
                    actor = self._named(host, mention)
                    return tuple(replace(one, **self._place(tree, at), via="coreference") for one in actor)
        return ()

    def _introduced(self, tree: Tree, at: int, role: Role, many: bool) -> tuple[Actor, ...]:
        """Those introduced before by the same word or office; for "the leader", who leads a country."""
        title = self._title_key(tree, at)
        offices = frozenset({role.office_id}) if role.office_id else frozenset[str]()
        if role.carrier and role.kind == PERSON and role.sector == state_sector() and not many:
            offices = self.rules.persons.heads
        former = self.rules.persons.former_sector
        met = self.memory.described(tree, at, title, offices, many, former)
        if not met and not many and tree.lemma(at) in self.function.rulers:
            return self.memory.described(tree, at, title, self.rules.persons.heads, many, former)
        bare = all(tree.relations[k] in BARE for k in tree.children[at]) and not self._is_dual(tree, at)
        if met or not many or not bare:
            return met
        if role.sector in self.rules.bare.bands:
            return self.memory.alike(tree, at, role.sector)
        return self.memory.alike(tree, at, None) if role.vague and role.kind == PERSON else ()

    def _kept(self, tree: Tree, at: int, role: Role) -> tuple[Actor, ...]:
        """Whose the troops are that a state has, sends or withdraws: that state's."""
        verb = tree.heads[at]
        if tree.relations[at] != "obj" or role.sector not in load_sectors().forces:
            return ()
        if tree.lemmas[verb] not in self.function.keeping:
            return ()
        found = [one for kid in tree.kids(verb, "nsubj") for one in self.find(tree, kid)]
        states = {one.country for one in found if one.sector in load_sectors().acting or one.sector is None}
        if len(states) != 1 or None in states:
            return ()
        return (replace(found[0], **self._place(tree, at), sector=None, name=None, office=None, id=None),)

    def _shared_owner(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country of the one it is joined to ("the Ukrainian president and the opposition")."""
        if tree.relations[at] != "conj":
            return ()
        first = self.find_one(tree, tree.heads[at])
        if len(first) != 1 or first[0].country is None or first[0].sector not in self.rules.bare.sectors:
            return ()
        return (country_named(first[0].country, tree, at, HOME),)

    def _voiced(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """For whom a bare spokesman speaks: whoever the sentence before, in the same paragraph, is about."""
        if tree.lemma(at) not in self.function.voices or tree.number == 0:
            return ()
        before = self.trees[tree.number - 1]
        if before.sentence.paragraph != tree.sentence.paragraph:
            return ()
        root = before.heads.index(-1)
        met = [a for kid in before.kids(root, "nsubj", "nsubj:pass") for a in self.find(before, kid)]
        if len(met) != 1 or met[0].via == HOME or not (met[0].country or met[0].group):
            return ()
        place = self._place(tree, at)
        return (replace(met[0], **place, name=None, office=None, id=None, via="coreference"),)

    @cached_property
    def _placing(self) -> frozenset[str]:
        """The prepositions of what tells where something is, or at what it is aimed."""
        return self.function.location_prepositions | self.function.target_prepositions

    def _local(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country of the place where the phrase or its clause stands ("police in Lyon"), or at which the
        act is aimed that befalls them ("a strike on Sanaa killed eight people")."""
        own = self.town_of(tree, at)
        if own or self.reader.read(tree, at).person:
            return own
        within, aimed = self.function.location_prepositions, self.function.target_prepositions
        hosts = tree.list_hosts(self._placing)
        if not hosts:
            return ()
        clause = next((k for k in tree.above(at) if tree.tags[k] == "VERB"), at)
        acts = tree.kids(clause, "nsubj") if tree.relations[at] == "obj" else []
        doing = [k for k in tree.kids(clause, "advcl") if at < k and tree.edges(k)[0] == at + 1]
        over = tree.heads[at] if tree.case(at) in self.function.companion_prepositions else at
        doing += tree.kids(at, "acl")
        doer = tree.relations[at] in ("nsubj", "obl:agent")  # "the embassy in Cairo was attacked by a crowd"
        hit = tree.kids(clause, "obj", "nsubj:pass") if doer and at != clause else []
        for host in dict.fromkeys((at, *self._belonging(tree, at), over, *doing, clause, *acts, *hit)):
            for kid in tree.kids(host, "nmod", "obl", "acl") if host in hosts else ():
                case = tree.case(kid).partition("_")[0]
                if case in within or (case in aimed and host in acts):
                    place = self.place_country(tree, kid)
                    if place:
                        return (country_named(place[0], tree, place[1], "place"),)
        return ()

    def town_of(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country of the place that the phrase itself names ("the mayor of Lyon", "a group in Mali")."""
        phrase = self.reader.read(tree, at)
        hosts = [at]
        if "appos" in tree.kinds or phrase.role_at not in (None, at):
            hosts = sorted({at if phrase.role_at is None else phrase.role_at, at, *tree.kids(at, "appos")})
        for kid in [k for host in hosts for k in tree.kids(host, "nmod", "compound")]:
            case = tree.case(kid).partition("_")[0]
            if case in self.function.location_prepositions:
                place = self.place_country(tree, kid)
            elif case in self.function.owner_prepositions or not case:
                place = self.places.country_of(tree, kid)
            else:
                continue
            if place:
                return (country_named(place[0], tree, place[1], "place"),)
        return ()

    def told_of(self, tree: Tree, at: int) -> Phrase | None:
        """What the clause says a person is: "Smith is the mayor", "Smith, who was …", "named Smith as …"."""
        relation, head = tree.relations[at], tree.heads[at]
        copular = "cop" in tree.kinds
        spots = [k for k in tree.kids(at, "acl:relcl") if tree.kid(k, "cop") is not None] if copular else []
        if copular and relation == "nsubj" and head >= 0 and tree.kid(head, "cop") is not None:
            spots.append(head)
        if relation in ("obj", "nsubj:pass") and head >= 0:
            spots += [k for k in tree.kids(head, "obl") if tree.case(k) in self.function.as_prepositions]
        for spot in spots:
            phrase = self.reader.read(tree, spot)
            told = phrase.role is not None and phrase.role.kind == "person" and phrase.person is None
            if told and tree.is_negated(spot) is None:
                return phrase
        return None

    def _belonging(self, tree: Tree, at: int) -> list[int]:
        """Those whose the phrase is, and what is told of them ("the families of those killed in Lyon")."""
        below = [k for k in tree.kids(at, "nmod") if tree.case(k) in self.function.owner_prepositions]
        for one in below:
            below += [k for k in tree.kids(one, "nmod") if tree.case(k) in self.function.owner_prepositions]
            below += tree.kids(one, "acl", "acl:relcl")
        return below

    def _stands_at_place(self, tree: Tree, at: int) -> bool:
        """Whether the phrase itself says where they are ("the ministers in Warsaw")."""
        places = self.function.location_prepositions
        return any(tree.case(kid).partition("_")[0] in places for kid in tree.kids(at, "nmod"))
