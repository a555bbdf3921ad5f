"""Where a missing recipient may be found when no role of the entry names one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors, people_sector, state_sector
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.pointing import points_back
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.frames.finder import fillers
from dragoman.stages.mentions import country_named
from dragoman.stages.trees.tree import is_bare_definite

APART = ("advcl", "acl:relcl", "parataxis", "appos")  # clauses that are not part of what is said of them
OTHERS = ("nsubj", "ccomp", "parataxis", "conj")  # what of a clause does not tell against whom it is done
MATTERS = ("obj", "obl", "iobj")  # slots of what is criticised, and before whom
GUESSED = ("context", "place")  # how an actor was linked when the country was not said of it
DESCRIBED = "story"  # how a person was linked whom only the story's own words tell
ADJECTIVE = "adjective"  # how an actor was linked when a word of nationality told its country
NAMED = "atlas"  # how an actor was linked when its own name was said
INSIDE = "inside"  # the source of the actor's own country for bare words alone
HOMES = ("home", "police-home")  # the sources of the actor's own country; the first is the `via` as well
CROWD = "crowd"  # actor role: the people of the place where it goes on
REACH = 1  # sentences back in which an enemy may have been told
LONG = 6  # sentences back in which "the strikes" may have been told
BACK = 2  # sentences back in which what "the move" means may have been told
FAR = 3  # sentences back in which the two sides of a fight may have been told


class Fallbacks:
    """Tries the sources that a frame lists under `fallback`, in their order."""

    def __init__(self, codebook: Codebook, roles: RoleFiller) -> None:
        self.harms = codebook.harms
        self.hostile = codebook.frames[codebook.hostility].type
        self.roles = roles
        self.criticised = codebook.criticised
        self.domestic = codebook.domestic

    def fill(self, draft: Draft, told: Sequence[Draft]) -> None:
        """Gives the draft a recipient when it has none; `told` are the drafts so far and of its sentence."""
        frame = draft.found.frame
        draft.recipients = tuple(
            a for a in self._domesticate(draft) if not any(same_actor(a, b) for b in draft.actors)
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
                return

    def fill_critics(self, draft: Draft) -> None:
        """Whom an opposition or a union blames, asks or rebuffs without a name is its own government."""
        sectors = load_sectors()
        if draft.recipients or draft.type not in self.criticised or draft.parent is not None:
            return
        if draft.actors and {a.sector for a in draft.actors} <= sectors.critics:
            own = (a.country for a in draft.actors[:1] if a.country)
            home = (country_named(code, draft.tree, draft.at, HOMES[0]) for code in own)
            draft.recipients = tuple(replace(one, sector=state_sector()) for one in home)

    def drop_own(self, draft: Draft) -> None:
        """Takes out recipients that are the actor itself, or were only guessed to be of its own country."""
        codes = {code_of(b) for b in draft.actors}
        guessed = GUESSED if draft.found.frame.abroad else GUESSED[:1]
        draft.recipients = tuple(
            a
            for a in draft.recipients
            if not any(same_actor(a, b) for b in draft.actors)
            and not (a.via in guessed and code_of(a) in codes)
        )

    def find_agent(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did what is told without an agent, by the sources that its frame lists under `agent`."""
        for source in draft.found.frame.agent:
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
            elif source == "own":
                found = self._authorities(draft)
            elif source == "object":
                moved = draft.found.slots.get("obj", ())
                found = tuple(a for at in moved for a in self.roles.actors.find(draft.tree, at) if code_of(a))
            else:
                forces = load_sectors().forces
                acting = [d for d in told if d.found.frame.fallback and d.actors and _is_before(d, draft)]
                found = next(
                    (d.actors for d in reversed(acting) if {a.sector for a in d.actors} <= forces), ()
                )
            if found:
                return found
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
            return self._enemy(draft, told)
        if source == "author":
            return self._author(draft, told)
        if source == "matter":
            hurt = {code_of(a) for d in told if d.tree is draft.tree and d is not draft for a in d.recipients}
            slots, roles = draft.found.slots, draft.found.recipient_roles
            told_in = dict.fromkeys([*roles, *(one for one in slots if one.partition(":")[0] in MATTERS)])
            about = (p for role in told_in for p in fillers(draft.tree, slots, role))
            named = (self.named_below(draft, p) for p in about)
            return next((found for one in named if (found := _without(one, hurt))), ())
        if source == "told":
            return self._struck(draft, told) or (
                self._told(draft, told) if points_back(draft.tree, draft.at) else ()
            )
        if source == "last":
            return self._told(draft, told)
        sector = draft.found.frame.fallback_sector
        if source == INSIDE:
            return ()
        if source in HOMES:
            people = [a for a in draft.actors if a.via == GUESSED[1] and a.sector == people_sector()]
            if people and CROWD in draft.found.actor_roles:
                return ()  # of a crowd only the place is told
            own = [a.country for a in draft.actors[:1] if a.country and self._is_home(source, draft)]
            found = tuple(country_named(code, draft.tree, draft.at, HOMES[0]) for code in own)
            return tuple(replace(one, sector=sector) for one in found)
        place = self.roles.place_of(draft.tree, draft.found, codes)
        return () if source == "abroad" and any(code_of(a) in codes for a in place) else place

    def _domesticate(self, draft: Draft) -> tuple[Actor, ...]:
        """The recipients; those told by a bare word ("twelve people") are the actor's own country's where
        the frame is of the kind that states do at home, or where its judges and unions turn to "the
        government", and nobody known elsewhere."""
        own = next((a.country for a in draft.actors if a.country), None)
        sources = draft.found.frame.fallback
        at_home = own is not None and any(
            source == INSIDE or self._is_home(source, draft) for source in sources
        )
        sectors = load_sectors()
        inside = own is not None and {a.sector for a in draft.actors} <= self.domestic | sectors.critics
        home = [at_home or (inside and one.sector in sectors.acting) for one in draft.recipients]
        told = own is not None and all(one.via not in GUESSED for one in draft.actors)
        return tuple(
            replace(one, country=own, via=HOMES[0])
            if own_side and (not _is_known(one) or (told and one.via == GUESSED[0] and not one.name))
            else one
            for one, own_side in zip(draft.recipients, home, strict=True)
            if own_side or _is_known(one) or one.name
        )

    def _is_home(self, source: str, draft: Draft) -> bool:
        """Whether the source is the actor's own country, and holds for this actor."""
        police = {a.sector for a in draft.actors} <= load_sectors().police
        return source == HOMES[0] or (source == HOMES[1] and police)

    def _author(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did the act that a bare noun names ("condemned the raids"), as told earlier in the story."""
        found = draft.found
        named = {p for role in found.recipient_roles for p in fillers(draft.tree, found.slots, role)}
        acts = [d for d in told if d.tree is draft.tree and d.at in named and d.found.item.part == "noun"]
        for act in acts[:1]:
            for one in reversed(told):
                same = one.type == act.type and one.found.frame.kind == act.found.frame.kind
                if one is act or not same or one.factuality != "actual" or not one.actors:
                    continue
                both = (*one.actors, *one.recipients) if one.found.frame.symmetric else one.actors
                return tuple(a for a in both if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def _told(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did what the draft's clause points back to ("opposes that", "welcomed the move")."""
        if draft.contents:
            return ()
        before = [d for d in told if d.tree is draft.tree and d.at < draft.at] or [
            d for d in told if 0 < draft.tree.number - d.tree.number <= REACH
        ]
        main = [d for d in before if d.parent is None and d.actors and d is not draft]
        source = min(main, key=lambda d: len(d.tree.above(d.at)), default=None)
        if source is None:
            return self._did(draft)
        answers = "told" in source.found.frame.fallback  # what is answered twice is the same step
        sides = source.recipients if answers and source.recipients else source.actors
        if source.echoed is not None and not answers:
            sides = (*source.echoed.actors, *sides)  # what two did one after the other is one step
        return tuple(a for a in sides if not any(_is_one_state(a, b) for b in draft.actors))

    def _struck(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who dealt the blow that a definite noun takes up ("condemned the strikes"), as told before."""
        tree, blows = draft.tree, draft.tree.function.blows
        below = [kid for kid in tree.children[draft.at] if tree.relations[kid].startswith(("obj", "obl"))]
        if not any(tree.lemma(kid) in blows and is_bare_definite(tree, kid) for kid in below):
            return ()
        for one in reversed(told):
            if one.type == self.hostile and one.actors and 0 < tree.number - one.tree.number <= LONG:
                return tuple(a for a in one.actors if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def _did(self, draft: Draft) -> tuple[Actor, ...]:
        """Who did what the sentences before tell, if that is no event: their subject, where states act."""
        actors, tree = self.roles.actors, draft.tree
        acting = (None, *load_sectors().acting)
        for before in reversed(actors.trees[max(0, tree.number - BACK) : tree.number]):
            root = before.heads.index(-1)
            if before.tokens[root].upos != "VERB":
                continue
            did = (a for kid in before.kids(root, "nsubj") for a in actors.find(before, kid))
            found = tuple(a for a in did if a.sector in acting and code_of(a))
            if found:
                return tuple(a for a in found if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def fighters(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Both sides of the fight told last before the draft, when two were told and it is of neither."""
        for one in reversed(told):
            if one.type != self.hostile or draft.tree.number - one.tree.number > FAR:
                continue
            people = {code_of(a): a for a in (*one.actors, *one.recipients) if code_of(a)}
            if len(people) > 1 and not people.keys() & {code_of(a) for a in draft.actors}:
                return tuple(people.values())
        return ()

    def _enemy(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Whom the draft's actor fights, as told in its sentence or just before."""
        for one in reversed(told):
            if one is draft or one.type != self.hostile or draft.tree.number - one.tree.number > REACH:
                continue
            people = (*one.actors, *one.recipients)
            if any(same_actor(a, b) for a in people for b in draft.actors):
                others = tuple(a for a in people if not any(same_actor(a, b) for b in draft.actors))
                if others:
                    return others
        return ()


def _without(actors: tuple[Actor, ...], codes: Collection[str | None]) -> tuple[Actor, ...]:
    return tuple(one for one in actors if code_of(one) not in codes)


def _is_known(actor: Actor) -> bool:
    """Whether more is said of who it is than a role ("twelve people", "journalist Jane Smith")."""
    named = actor.name is not None and not (_is_full_name(actor.name) and actor.via == DESCRIBED)
    return bool(actor.country or actor.group or named)


def _is_full_name(name: str) -> bool:
    return " " in name


def _is_before(one: Draft, draft: Draft) -> bool:
    """Whether `one` is told earlier in the draft's sentence, or as a fact in the one just before."""
    back = draft.tree.number - one.tree.number
    return one.at < draft.at if back == 0 else 0 < back <= REACH and one.factuality == "actual"


def _is_one_state(a: Actor, b: Actor) -> bool:
    """Whether two actors are the same, or one is of the state that the other is or acts for."""
    return same_actor(a, b) or (code_of(a) == code_of(b) and b.sector in (None, state_sector()))
