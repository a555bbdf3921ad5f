"""Who did what a clause points back to: "the move", "the raids", "opposes that", and who fights whom."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.atlas.sectors import load_sectors, state_sector
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.pointing import names_blow, points_back, points_to
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.frames.finder import fillers
from dragoman.stages.trees.tree import is_bare_definite

REACH = 1  # sentences back in which an enemy may have been told
LONG = 6  # sentences back in which "the strikes" may have been told
BACK = 2  # sentences back in which what "the move" means may have been told
FAR = 3  # sentences back in which the two sides of a fight may have been told


class Deeds:
    """Finds the doers of what was told before a draft."""

    def __init__(self, codebook: Codebook, roles: RoleFiller) -> None:
        self.hostile = codebook.frames[codebook.hostility].type
        self.roles = roles

    def pointed_at(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who dealt the blow, or did what else, that a word of the draft's clause points back to."""
        return self._struck(draft, told) or (
            self.told(draft, told) if points_back(draft.tree, draft.at) or self._meets_deed(draft) else ()
        )

    def _meets_deed(self, draft: Draft) -> bool:
        """Whether a deed stands where whoever is dealt with does ("the crackdown drew criticism")."""
        tree, found = draft.tree, draft.found
        roles = [role for role in found.recipient_roles if role.startswith("nsubj")]
        return any(points_to(tree, at) for role in roles for at in fillers(tree, found.slots, role))

    def author(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did the act that a bare noun names ("condemned the raids"), as told earlier in the story."""
        found = draft.found
        named = {p for role in found.recipient_roles for p in fillers(draft.tree, found.slots, role)}
        acts = [d for d in told if d.tree is draft.tree and d.at in named and d.found.item.part == "noun"]
        for act in acts[:1]:
            for one in reversed(told):
                same = one.type == act.type and one.found.frame.kind == act.found.frame.kind
                if one is act or not same or one.factuality != "actual" or not one.actors:
                    continue
                if draft.found.frame.kind == "refuse" and one.recipients and not _befell(one, draft):
                    continue  # whoever rejects a charge is the one charged
                both = (*one.actors, *one.recipients) if one.found.frame.symmetric else one.actors
                return tuple(a for a in both if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def told(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who did what the draft's clause points back to ("opposes that", "welcomed the move"): in its own
        sentence, else in the nearest of those before that tells of a deed, be it no event."""
        if draft.contents:
            return ()
        number = draft.tree.number
        for back in range(BACK + 1):
            same = [d for d in told if d.tree.number == number - back and (back or d.at < draft.at)]
            main = [d for d in same if d.parent is None and d.actors and d is not draft]
            source = min(main, key=lambda d: len(d.tree.above(d.at)), default=None)
            found = (
                self._doers(source) if source is not None else self._subjects(number - back) if back else ()
            )
            if found:
                others = tuple(a for a in found if not any(_is_one_state(a, b) for b in draft.actors))
                if others or source is None:
                    return others
                return tuple(a for a in source.actors if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def _doers(self, source: Draft) -> tuple[Actor, ...]:
        """Who did it, with whoever did the same just before; of an answer, who did what is answered: what is
        answered twice is the same step."""
        if source.answers and source.recipients:
            return source.recipients
        sides = (*source.actors, *source.recipients) if source.found.frame.symmetric else source.actors
        return (*source.echoed.actors, *sides) if source.echoed is not None else sides

    def _struck(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who dealt the blow that a definite noun takes up ("condemned the strikes"), as told before."""
        tree = draft.tree
        below = [kid for kid in tree.children[draft.at] if tree.relations[kid].startswith(("obj", "obl"))]
        if not any(names_blow(tree, kid) and is_bare_definite(tree, kid) for kid in below):
            return ()
        for one in reversed(told):
            if one.type == self.hostile and one.actors and 0 < tree.number - one.tree.number <= LONG:
                return tuple(a for a in one.actors if not any(_is_one_state(a, b) for b in draft.actors))
        return ()

    def _subjects(self, number: int) -> tuple[Actor, ...]:
        """The states and officials who are the subject of a sentence."""
        actors = self.roles.actors
        tree = actors.trees[number] if number >= 0 else None
        if tree is None:
            return ()
        root = tree.heads.index(-1)
        if tree.tags[root] not in ("VERB", "AUX"):
            return ()
        acting = (None, *load_sectors().acting)
        did = (a for kid in tree.kids(root, "nsubj") for a in actors.find(tree, kid))
        return tuple(a for a in did if a.sector in acting and code_of(a))

    def before(self, draft: Draft) -> tuple[Actor, ...]:
        """Others who are the subject of the sentence before."""
        found = self._subjects(draft.tree.number - 1)
        return tuple(a for a in found if not any(_is_one_state(a, b) for b in draft.actors))

    def fighters(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
        """Both sides of the fight told last before the draft, when two were told and it is of neither."""
        for one in reversed(told):
            if one.type != self.hostile or draft.tree.number - one.tree.number > FAR:
                continue
            people = {code_of(a): a for a in (*one.actors, *one.recipients) if code_of(a)}
            if len(people) > 1 and not people.keys() & {code_of(a) for a in draft.actors}:
                return tuple(people.values())
        return ()

    def enemy(self, draft: Draft, told: Sequence[Draft]) -> tuple[Actor, ...]:
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


def _befell(one: Draft, draft: Draft) -> bool:
    """Whether what one draft tells was done to whoever acts in the other."""
    return any(_is_one_state(a, b) for a in one.recipients for b in draft.actors)


def _is_one_state(a: Actor, b: Actor) -> bool:
    """Whether two actors are the same, or one is of the state that the other is or acts for."""
    return same_actor(a, b) or (code_of(a) == code_of(b) and b.sector in (None, state_sector()))
