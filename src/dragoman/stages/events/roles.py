"""The actors in the roles of a frame."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from dragoman.atlas.sectors import people_sector
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import MUTUAL, code_of, drop_repeats
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.actors.memory import HOME
from dragoman.stages.events.drafts import Draft
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.mentions import country_named
from dragoman.stages.trees.tree import Tree

COREFERENCE = "coreference"
INHABITANTS = "inhabitant"


class RoleFiller:
    """Finds who fills the roles that the entries name."""

    def __init__(self, actors: ActorFinder, codebook: Codebook) -> None:
        self.actors = actors
        self.codebook = codebook

    def fill(
        self,
        tree: Tree,
        found: Found,
        roles: tuple[str, ...],
        drafts: dict[int, Draft],
        besides: tuple[Actor, ...] = (),
    ) -> tuple[Actor, ...]:
        """The actors in the first of the roles that holds any who can be linked; where there is none, those
        in recipient roles whom only a bare word tells ("twelve people"). "The country" that is one of
        `besides` is passed over as long as another role holds somebody."""
        claimed = self._claimed(tree, found) if roles == found.actor_roles else set()
        bare: tuple[Actor, ...] = ()
        for role in roles:
            if role == "place":
                actors = self.place_of(tree, found)
                actors = self._as_people(found, role, actors)
            else:
                actors = ()
                for position in fillers(tree, found.slots, role):
                    if position in claimed:
                        continue
                    if len(besides) > 1 and is_mutual(tree, position) and not found.frame.symmetric:
                        return tuple(replace(one, via=MUTUAL) for one in besides)
                    inner = drafts.get(position)
                    between = inner.recipients if inner and inner.found.frame.symmetric else ()
                    if inner is not None and inner.found.item.part == "noun" and (inner.actors or between):
                        actors += inner.actors or between
                    else:
                        named = self._blamed(tree, position) if roles == found.recipient_roles else None
                        if named is None:
                            named = self.actors.find(tree, position) or self._agent(tree, position)
                        actors += self._as_states(tree, found, role, self._as_people(found, role, named))
            linked = tuple(a for a in actors if a.country or a.group or a.name)
            own = {code_of(one) for one in besides}
            if linked and not all(a.via == COREFERENCE and code_of(a) in own for a in linked):
                return drop_repeats(linked)
            bare = bare or linked or actors
        return drop_repeats(bare[:1]) if roles == found.recipient_roles else ()

    def _as_people(self, found: Found, role: str, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """A place to which something is done stands for the sector that the frame says."""
        sector = found.frame.fallback_sector
        preposition = role.partition(":")[2]
        where = role == "place" or preposition in self.actors.function.location_prepositions
        if sector is None or not where or role not in found.recipient_roles:
            return actors
        return tuple(replace(one, sector=sector) if one.sector is None else one for one in actors)

    def _as_states(self, tree: Tree, found: Found, role: str, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Peoples who act, or are dealt with, as their state ("the French rejected the plan")."""
        codebook = self.codebook
        types = codebook.popular if role in found.actor_roles else codebook.personal
        if found.frame.type in types or not any(one.via == INHABITANTS for one in actors):
            return actors
        between = found.frame.symmetric
        whole = [one for one in actors if _is_whole_people(tree, one, between)]
        if between and whole:  # a people that a state or another people fights or meets is one, too
            whole = [one for one in actors if one.via == INHABITANTS]
        return tuple(replace(one, sector=None) if one in whole else one for one in actors)

    def _blamed(self, tree: Tree, at: int) -> tuple[Actor, ...] | None:
        """Who did what "the violation of Peru's borders" names: never Peru; None for other nouns."""
        function = tree.function
        victims = [k for k in tree.kids(at, "nmod") if tree.case(k) in function.owner_prepositions]
        if tree.lemma(at) not in function.suffered or not victims:
            return None
        doers = tree.kids(at, "amod", "nmod:poss")
        return tuple(a for k in doers for a in self.actors.find(tree, k)) or self._agent(tree, at)

    def _agent(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """By whom the act is that a noun names ("the decision by Poland")."""
        agents = [k for k in tree.kids(at, "nmod") if tree.case(k) in tree.function.agent_prepositions]
        return tuple(a for k in agents for a in self.actors.find(tree, k))

    def place_of(self, tree: Tree, found: Found, apart: Collection[str | None] = ()) -> tuple[Actor, ...]:
        """The country of the place where the clause says it happened, as an actor.

        A place with two countries ("the Turkish border with Syria") is the one's that is not `apart`.
        """
        hosts = [found.at, *found.used, *found.slots.get("obj", ())]
        if found.item.part == "noun":  # "the shelling of villages in Peru"
            hosts += [at for role in found.recipient_roles for at in found.slots.get(role, ())]
        own: tuple[Actor, ...] = ()
        for host in hosts:
            for kid in tree.kids(host, "obl", "nmod", "advmod"):
                case = tree.case(kid).partition("_")[0]
                if case not in tree.function.place_prepositions:
                    inside = self._inside(tree, kid) if host in found.slots.get("obj", ()) else None
                    if inside is not None:  # "kidnapped ten boys from a village in Peru"
                        own = own or (inside,)
                    continue
                for one in (kid, *tree.kids(kid, "nmod"), *tree.kids(kid, "amod")):
                    place = self.actors.place_country(tree, one)
                    if place:
                        there = (country_named(place[0], tree, place[1], "place"),)
                        if place[0] not in apart:
                            return there + self._places_beside(tree, one, {place[0], *apart})
                        own = own or there
        return own or self._told_of(tree, found.at)

    def _inside(self, tree: Tree, at: int) -> Actor | None:
        """The country of the town or region in which lies what stands at `at`."""
        for kid in tree.kids(at, "nmod"):
            if tree.case(kid).partition("_")[0] in tree.function.location_prepositions:
                place = self.actors.place_country(tree, kid)
                if place:
                    return country_named(place[0], tree, place[1], "place")
        return None

    def _places_beside(self, tree: Tree, at: int, apart: Collection[str | None]) -> tuple[Actor, ...]:
        """The countries joined to a place by "and" ("targets in Chad and Sudan")."""
        joined = (self.actors.place_country(tree, kid) for kid in tree.kids(at, "conj"))
        found = {place[0]: place[1] for place in joined if place and place[0] not in apart}
        return tuple(country_named(code, tree, position, "place") for code, position in found.items())

    def _told_of(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The country of the place that a clause with "where" tells of ("Lima, where crowds marched")."""
        head = tree.heads[at]
        if tree.relations[at] != "acl:relcl" or tree.tokens[head].upos != "PROPN":
            return ()
        opener = tree.edges(at)[0]
        opener += tree.tokens[opener].upos == "PUNCT"
        if tree.relations[opener] != "advmod" or tree.tokens[opener].upos != "ADV":
            return ()
        place = self.actors.place_country(tree, head)
        return (country_named(place[0], tree, place[1], "place"),) if place else ()

    def bare_at_home(self, tree: Tree, found: Found, against: Collection[str | None]) -> tuple[Actor, ...]:
        """Whom only a bare word tells in an actor role ("young people"): people of the place, or of home; the
        embassy that they stand before is not where they are from."""
        for role in found.actor_roles:
            for position in fillers(tree, found.slots, role):
                bare = [
                    a for a in self.actors.find(tree, position) if a.sector and not code_of(a) and not a.name
                ]
                home = self.actors.home.country
                there = [one.country for one in self.place_of(tree, found, against)]
                own = next((code for code in there if code not in against), None) or home
                if bare and own:
                    return (replace(bare[0], country=own, via=HOME),)
        return ()

    def crowd_at(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The people of the place where what a noun tells goes on ("a protest in Lima got violent")."""
        head = tree.heads[at]
        apart = ("case", "punct", "nmod")
        alone = all(tree.relations[k].startswith(apart) for k in tree.children[at])
        if tree.case(at) and alone and tree.has_feature(at, "Number=Sing"):
            return ()  # "in protest" tells why, not what
        if self._is_scene(tree, at):
            return ()
        definite = any(tree.has_feature(kid, "Definite=Def") for kid in tree.kids(at, "det"))
        hosts = [at]
        if head >= 0 and (tree.relations[at].startswith("nsubj") or not definite):
            hosts.append(head)
        for host in hosts:
            for kid in tree.kids(host, "obl", "nmod"):
                if tree.case(kid).partition("_")[0] in tree.function.location_prepositions:
                    place = self.actors.place_country(tree, kid)
                    if place:
                        there = country_named(place[0], tree, place[1], "place")
                        return (replace(there, sector=people_sector()),)
        return ()

    def _is_scene(self, tree: Tree, at: int) -> bool:
        """Whether a noun only says where somebody speaks ("said at a rally in Peoria")."""
        for verb in tree.above(at)[:2] if tree.case(at) in tree.function.place_prepositions else ():
            if tree.tags[verb] == "VERB":
                return (
                    tree.kid(verb, "nsubj") is not None and tree.kid(verb, "ccomp", "parataxis") is not None
                )
        return False

    def clause_subject(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Who took part in "talks with Wang": the subject of the clause they stand in."""
        own = tree.kids(at, "nsubj") if tree.kid(at, "cop") is not None and tree.case(at) else []
        if own:
            return tuple(a for s in own for a in self.actors.find(tree, s))
        for above in tree.above(at):
            if tree.tokens[above].upos == "VERB":
                subjects = tree.kids(above, "nsubj", "nsubj:pass")
                return tuple(a for s in subjects for a in self.actors.find(tree, s))
        return ()

    def _claimed(self, tree: Tree, found: Found) -> set[int]:
        """Dependents of a noun that its recipient role takes: they are not its owners as well."""
        if found.item.part != "noun":
            return set()
        roles = [role for role in found.recipient_roles if role.startswith("nmod:") and ">" not in role]
        return {position for role in roles for position in fillers(tree, found.slots, role)}


def is_mutual(tree: Tree, at: int) -> bool:
    """Whether "each other" stands there, or owns what does ("each other's envoys")."""
    words = tree.function.reciprocals
    if words.isdisjoint(tree.words) and tree.function.others.isdisjoint(tree.words):
        return False
    alone = tree.tokens[at].upos in ("ADJ", "NOUN") and tree.lemma(at) in tree.function.others
    if alone and [tree.forms[k] in tree.function.definite for k in tree.children[at]] == [True]:
        return True  # "each side accused the other"
    near = (at, *tree.kids(at, "nmod:poss", "det:poss", "det", "nmod"))
    pronouns = [one for one in near if tree.tokens[one].upos in ("PRON", "DET")]
    return any(tree.lemma(k) in words for one in pronouns for k in (one, *tree.kids(one, "fixed")))


def _is_whole_people(tree: Tree, actor: Actor, between: bool) -> bool:
    """Whether a people is named as one by its definite name and nothing more ("the Russians"), or without an
    article where something is told `between` peoples ("fighting between Russians and Turks")."""
    if actor.via != INHABITANTS or actor.sector != people_sector() or actor.country is None:
        return False
    at = next((k for k, token in enumerate(tree.tokens) if token.start == actor.start), None)
    if at is None or tree.has_feature(at, "Number=Sing"):
        return False
    first = tree.heads[at] if tree.relations[at] == "conj" else at
    marks = tree.kids(at, "det")
    said = marks or tree.kids(first, "det")
    definite = all(tree.forms[k] in tree.function.definite for k in said) and (bool(said) or between)
    matters = [k for k in tree.kids(at, "nmod") if tree.tokens[k].upos != "PROPN"]  # "accused them of theft"
    apart = (*tree.kids(at, "conj", "cc", "case", "punct"), *marks, *matters)
    return definite and set(tree.children[at]) <= set(apart)
