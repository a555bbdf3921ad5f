"""Where a missing recipient may be found when no role of the entry names one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors, people_sector, state_sector
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.events.at_home import HOMES, INSIDES, domesticate, is_home
from dragoman.stages.events.deeds import Deeds
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.frames.finder import fillers
from dragoman.stages.mentions import country_named
from dragoman.stages.trees.voice import is_passive

APART = ("advcl", "acl:relcl", "parataxis", "appos")  # clauses that are not part of what is said of them
OTHERS = ("nsubj", "ccomp", "parataxis", "conj")  # what of a clause does not tell against whom it is done
MATTERS = ("obj", "obl", "iobj")  # slots of what is criticised, and before whom
POINTED = ("told", "last", "author")  # sources of those who did what the clause points back to
ASKING = "ask"
GUESSED = ("context", "place")  # how an actor was linked when the country was not said of it
ADJECTIVE = "adjective"  # how an actor was linked when a word of nationality told its country
UNTOLD = ("context", "coreference")  # how an actor was linked of whom the phrase itself says nothing
NAMED = "atlas"  # how an actor was linked when its own name was said
CROWD = "crowd"  # actor role: the people of the place where it goes on
REACH = 1  # sentences back in which the attack may have been told that an agentless act answers


class Fallbacks:
    """Tries the sources that a frame lists under `fallback`, in their order."""

    def __init__(self, codebook: Codebook, roles: RoleFiller) -> None:
        self.harms = codebook.harms
        self.deeds = Deeds(codebook, roles)
        self.roles = roles
        self.criticised = codebook.criticised
        self.turned_home = frozenset(codebook.turned_home)
        self.domestic = codebook.domestic

    def fill(self, draft: Draft, told: Sequence[Draft]) -> None:
        """Gives the draft a recipient when it has none; `told` are the drafts so far and of its sentence."""
        frame = draft.found.frame
        draft.recipients = tuple(
            a for a in domesticate(draft, self.domestic) if not any(same_actor(a, b) for b in draft.actors)
        )
        if draft.recipients or frame.symmetric:
            # Who acts on a country as such was wrongly guessed to be of it ("the minister blamed Israel").
            states = {a.country for a in draft.recipients if a.country and not a.sector and a.via == NAMED}
            draft.actors = tuple(
                a for a in draft.actors if not (a.name and a.via == GUESSED[0] and a.country in states)
            )
            return
        for source in frame.fallback:
            found = self._try(source, draft, told)
            if found:
                draft.recipients = found
                draft.answers = source in POINTED
                return

    def fill_critics(self, draft: Draft) -> None:
        """Whom an opposition or a union blames, asks or rebuffs without a name is its own government."""
        sectors = load_sectors()
        if draft.recipients or draft.type not in self.criticised or draft.parent is not None:
            return
        if any(content.type in self.harms for content in draft.contents):
            return  # "called for a strike"
        if draft.actors and {a.sector for a in draft.actors} <= sectors.critics:
            own = (a.country for a in draft.actors[:1] if a.country)
            home = (country_named(code, draft.tree, draft.at, HOMES[0]) for code in own)
            draft.recipients = tuple(replace(one, sector=state_sector()) for one in home)

    def turn_home(self, draft: Draft) -> None:
        """Whom a state deals with that names nobody, in a story of another country: that country."""
        home = self.roles.actors.home.country
        if draft.recipients or draft.parent is not None or home is None or draft.found.frame.symmetric:
            return
        wishing = draft.found.frame.kind == ASKING and draft.found.frame.needs == "both"
        if wishing or self.turned_home.isdisjoint(
            {draft.type, *(f"{draft.type}/{mode}" for mode in draft.modes)}
        ):
            return
        acting = (None, *load_sectors().acting)
        codes = {code_of(one) for one in draft.actors if one.sector in acting}
        if len(codes) == 1 and not codes & {None, home} and all(one.sector in acting for one in draft.actors):
            draft.recipients = (country_named(home, draft.tree, draft.at, GUESSED[0]),)

    def drop_own(self, draft: Draft) -> None:
        """Takes out recipients that are the actor itself, or were only guessed to be of its own country."""
        codes = {code_of(b) for b in draft.actors}
        guessed: tuple[str, ...] = GUESSED if draft.found.frame.abroad else GUESSED[:1]
        acting = load_sectors().acting
        official = bool({b.sector for b in draft.actors} & {None, *acting})
        if not official:
            guessed = ()  # "the council wants the government to …"
        draft.recipients = tuple(
            a
            for a in draft.recipients
            if not any(same_actor(a, b) for b in draft.actors)
            and not (official and a.sector is None and code_of(a) in codes)  # its own land is no other
            and not (a.via in guessed and code_of(a) in codes and a.sector not in load_sectors().critics)
        )

    def find_agent(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did what is told without an agent, by the sources that its frame lists under `agent`."""
        for source in draft.found.frame.agent:
            found: tuple[Actor, ...] = ()
            if source == "place":
                found = self.roles.place_of(draft.tree, draft.found)
            elif source == "told":
                acts = [d for d in told if d.type in self.harms and d.actors and _is_before(d, draft)]
                found = acts[-1].actors if acts else ()
            elif source == "bare":
                against = {code_of(one) for one in draft.recipients}
                found = self.roles.bare_at_home(draft.tree, draft.found, against)
            elif source == "people":
                people = self.roles.place_of(draft.tree, draft.found)
                found = tuple(replace(one, sector=people_sector()) for one in people)
            elif source == "foe":
                found = self._insurgents(draft)
            elif source == "own":
                found = self._authorities(draft)
            elif source == "object" and is_passive(draft.tree, draft.at):
                moved = draft.found.slots.get("obj", ())
                owners = (a for at in moved for a in self.roles.actors.find(draft.tree, at) if code_of(a))
                found = tuple(a for a in owners if a.via not in UNTOLD)
            elif source == "force":
                forces = load_sectors().forces
                acting = [d for d in told if d.found.frame.fallback and d.actors and _is_before(d, draft)]
                found = next(
                    (d.actors for d in reversed(acting) if {a.sector for a in d.actors} <= forces), ()
                )
            if found:
                return found
        return ()

    def _insurgents(self, draft: Draft) -> tuple[Actor, ...]:
        """Rebels whom only a bare word tells: of the one state whose forces or officials they attack."""
        sectors = load_sectors()
        codes = {a.country for a in draft.recipients}
        if len(codes) != 1 or None in codes or not {a.sector for a in draft.recipients} <= sectors.acting:
            return ()
        for role in draft.found.actor_roles:
            for at in fillers(draft.tree, draft.found.slots, role):
                bare = [a for a in self.roles.actors.find(draft.tree, at) if not code_of(a)]
                if bare and bare[0].sector in sectors.opposing & sectors.unlinked:
                    return (replace(bare[0], country=codes.pop(), via=HOMES[0]),)
        return ()

    def _authorities(self, draft: Draft) -> tuple[Actor, ...]:
        """The state whose politician, paper or other public figure is arrested, tried or banned: what befalls
        its plain citizens may befall them abroad."""
        codes = {a.country for a in draft.recipients if a.country}
        public = load_sectors().public
        if len(codes) != 1 or not all(a.sector in public or a.via == HOMES[0] for a in draft.recipients):
            return ()
        return (country_named(codes.pop(), draft.tree, draft.at, HOMES[0]),)

    def named_below(self, draft: Draft, at: int, apart: tuple[str, ...] = APART) -> tuple[Actor, ...]:
        """The first actor named under `at` that does not take part yet; clauses `apart` are passed over."""
        tree, codes = draft.tree, {code_of(a) for a in draft.actors}
        mentions = self.roles.actors.mentions[tree.number]
        inside = [at]
        for one in inside:
            inside += [k for k in tree.children[one] if not tree.relations[k].startswith(apart)]
        for one in sorted(inside):
            if one in mentions.by_token and tree.heads[one] not in mentions.by_token:
                others = tuple(a for a in self.roles.actors.find(tree, one) if code_of(a) not in codes)
                if others:
                    return others
        return ()

    def _try(self, source: str, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        codes = {code_of(a) for a in draft.actors}
        if source == "named":
            return self.named_below(draft, draft.at, OTHERS)
        if source == "object":
            objects = draft.found.slots.get("obj", ())
            return next((found for at in objects if (found := self.named_below(draft, at))), ())
        if source == "enemy":
            return self.deeds.enemy(draft, told)
        if source == "author":
            return self.deeds.author(draft, told)
        if source == "matter":
            hurt = {code_of(a) for d in told if d.tree is draft.tree and d is not draft for a in d.recipients}
            slots, roles = draft.found.slots, draft.found.recipient_roles
            told_in = dict.fromkeys([*roles, *(one for one in slots if one.partition(":")[0] in MATTERS)])
            about = (p for role in told_in for p in fillers(draft.tree, slots, role))
            tree = draft.tree  # the judgement itself ("unfair to Peru") is apart
            about = (p for p in about if "ADJ" not in (tree.tags[p], tree.tags[tree.heads[p]]))
            named = (self.named_below(draft, p) for p in about)
            return next((found for one in named if (found := _without(one, hurt))), ())
        if source == "told":
            return self.deeds.pointed_at(draft, told)
        if source == "last":
            return self.deeds.told(draft, told)
        sector = draft.found.frame.fallback_sector
        if source in INSIDES:
            return ()
        if source in HOMES:
            people = [a for a in draft.actors if a.via == GUESSED[1] and a.sector == people_sector()]
            if people and CROWD in draft.found.actor_roles:
                return ()  # of a crowd only the place is told
            own = [a.country for a in draft.actors[:1] if a.country and is_home(source, draft)]
            found = tuple(country_named(code, draft.tree, draft.at, HOMES[0]) for code in own)
            return tuple(replace(one, sector=sector) for one in found)
        place = self.roles.place_of(draft.tree, draft.found, codes)
        return () if source == "abroad" and any(code_of(a) in codes for a in place) else place


def _without(actors: tuple[Actor, ...], codes: Collection[str | None]) -> tuple[Actor, ...]:
    return tuple(one for one in actors if code_of(one) not in codes)


def _is_before(one: Draft, draft: Draft) -> bool:
    """Whether `one` is told earlier in the draft's sentence, or as a fact in the one just before."""
    back = draft.tree.number - one.tree.number
    return one.at < draft.at if back == 0 else 0 < back <= REACH and one.factuality == "actual"
