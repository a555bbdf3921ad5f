"""The other side of the exchange that a story tells, for those who answer without naming it.

"Kenya recalled its envoy from Somalia. ... On Friday it called off the meeting": whom Kenya rebuffs is told
a sentence earlier. Refusing, demanding, threatening and hitting back have another party by nature; where the
clause does not name it, it is the one with whom the same actor was last told to deal, when only one fits.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import MUTUAL, code_of
from dragoman.stages.events.drafts import Draft
from dragoman.stages.frames.finder import fillers
from dragoman.stages.trees.tree import refers_back

REACH = 3  # sentences back: farther away an exchange is over
HOME_REACH = 3  # the same at home
JOINED_REACH = 2  # sentences back in which others may have done the same
CONFLICT = "conflict"  # how the quads of what is done against another end
GOVERNED = ("ask", "refuse", "threaten", "promise")  # kinds whose object may be what it is about
NAMING = ("NOUN", "PROPN")
VIA = "exchange"
ASKING = "ask"


class Exchange:
    """Finds the other side of a draft among those of the sentences before it."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.hostile = codebook.frames[codebook.hostility].type

    def fill(self, draft: Draft, told: Sequence[Draft], same: Sequence[Draft]) -> None:
        """Gives the draft its unnamed recipient, when its type has one by nature and one side fits.

        `told` are the drafts of the sentences before, `same` those of its own.
        """
        frame = draft.found.frame
        if draft.recipients or not draft.actors or (frame.kind == ASKING and frame.needs == "both"):
            return  # one's own wishes are no answer to anybody
        if frame.kind == ASKING and any(one.type in self.codebook.harms for one in draft.contents):
            return  # "ordered an attack": that is asked of one's own
        codes = {code_of(actor) for actor in draft.actors} - {None}
        if len(codes) == 2 and not frame.symmetric and (frame.between or _is_mutual(draft)):
            draft.recipients = tuple(replace(one, via=MUTUAL) for one in draft.actors)
            return
        near = () if draft.type == self.hostile else same  # who took hostages may bomb another
        before = [*told, *(one for one in near if leads_to(one, draft))]
        if draft.type in self.codebook.joined:
            draft.recipients = self._target(draft, before)
        types = {draft.type, draft.found.item.entry.frame, *(f"{draft.type}/{mode}" for mode in draft.modes)}
        fitting = not types.isdisjoint(self.codebook.exchange) or (
            draft.type in self.codebook.harms
            and (_is_answer(draft) or self._is_reprisal(draft, before, codes))
        )
        if draft.recipients or not fitting:
            return
        if _is_told(draft) or self._is_at_home(draft, [*told, *(one for one in same if one.at < draft.at)]):
            return
        if {actor.sector for actor in draft.actors} & self.codebook.domestic:
            return
        codes = {code_of(actor) for actor in draft.actors}
        if len(codes) != 1 or None in codes:
            return
        nearest = sorted(before, key=lambda one: (one.tree.number, one.at), reverse=True)
        if draft.found.item.entry.frame == self.codebook.regret:  # to those whom it harmed before all others
            nearest.sort(key=lambda one: not self._is_harm(one, codes))
        for earlier in nearest:
            if draft.tree.number - earlier.tree.number > REACH:
                return
            others = _other_side(earlier, codes)
            if draft.type == self.hostile and earlier.type not in self.codebook.harms:
                continue  # who was dealt with is not whom one kills
            if others:
                draft.recipients = tuple(replace(one, via=VIA) for one in others)
                return

    def _is_reprisal(self, draft: Draft, before: Sequence[Draft], codes: set[str | None]) -> bool:
        """Whether the state that harms nobody named was itself harmed by the last one it dealt with."""
        acting = (None, *load_sectors().acting)
        if draft.found.frame.fallback or any(actor.sector not in acting for actor in draft.actors):
            return False
        for earlier in sorted(before, key=lambda one: (one.tree.number, one.at), reverse=True):
            if draft.tree.number - earlier.tree.number > REACH:
                break
            if earlier.factuality == "actual" and _other_side(earlier, codes):
                return earlier.type in self.codebook.harms and bool(
                    {code_of(actor) for actor in earlier.recipients} & codes
                )
        return False

    def _is_conflict(self, one: Draft) -> bool:
        return self.codebook.types[one.type].quad.endswith(CONFLICT)

    def _is_harm(self, one: Draft, codes: set[str | None]) -> bool:
        return one.type in self.codebook.harms and bool({code_of(actor) for actor in one.actors} & codes)

    def _is_at_home(self, draft: Draft, before: Sequence[Draft]) -> bool:
        """Whether the actor answers others of its own country, who are its recipients then: told apart by
        their sectors, as the government and a union are."""
        own = {(code_of(actor), actor.sector) for actor in draft.actors}
        if len(own) != 1 or None in next(iter(own)) or draft.parent is not None:
            return False
        loose = draft.type == self.hostile and not draft.tree.is_finite(draft.at)
        if draft.type not in self.codebook.answered_at_home:
            return False
        if draft.found.item.part == "noun" or loose or _names_others(draft):
            return False
        for earlier in sorted(before, key=lambda one: (one.tree.number, one.at), reverse=True):
            if draft.tree.number - earlier.tree.number > HOME_REACH:
                break
            if earlier.factuality != "actual" or not self._is_conflict(earlier):
                continue
            sides = (earlier.actors, earlier.recipients)
            keys = [{(code_of(actor), actor.sector) for actor in side} for side in sides]
            for mine, others in ((0, 1), (1, 0)):
                apart = keys[others] - own
                if keys[mine] == own and apart and {code for code, _ in apart} == {code for code, _ in own}:
                    draft.recipients = tuple(replace(one, via=VIA) for one in sides[others])
                    return True
        return False

    def _target(self, draft: Draft, before: Sequence[Draft]) -> tuple[Actor, ...]:
        """Against whom others were just told to do the same ("Britain, too, turned off the money")."""
        codes = {code_of(actor) for actor in draft.actors}
        for earlier in sorted(before, key=lambda one: (one.tree.number, one.at), reverse=True):
            if draft.tree.number - earlier.tree.number > JOINED_REACH:
                break
            if earlier.type == draft.type and not {code_of(a) for a in earlier.recipients} & codes:
                found = tuple(one for one in earlier.recipients if code_of(one))
                if found:
                    return tuple(replace(one, via=VIA) for one in found)
        return ()


def leads_to(one: Draft, draft: Draft) -> bool:
    """Whether a draft of the same sentence tells what its actor did just before: they are joined by "and"."""
    return (
        one.at < draft.at
        and one.parent is None
        and draft.tree.relations[draft.at] == "conj"
        and one.at in draft.tree.above(draft.at)
    )


def _is_mutual(draft: Draft) -> bool:
    """Whether words say that those who act do it to each other ("over en weer")."""
    tree = draft.tree
    words = tree.function.mutually
    if words.isdisjoint(tree.words):
        return False
    below = (
        draft.at,
        *(k for k in tree.below(draft.at) if tree.relations[k].startswith(("adv", "obl", "conj"))),
    )
    return any(tree.forms[k] in words for k in below)


def _is_answer(draft: Draft) -> bool:
    """Whether the clause says that it answers what was done before ("in response")."""
    tree = draft.tree
    if tree.function.answers.isdisjoint(tree.words):
        return False
    return any(tree.lemma(kid) in tree.function.answers for kid in tree.children[draft.at])


def _is_told(draft: Draft) -> bool:
    """Whether the clause does say whom, though nobody knows who that is ("called on the world to help")."""
    tree = draft.tree
    people = tree.function.plural_pronouns | tree.function.person_pronouns
    direct = [at for role in draft.found.recipient_roles for at in fillers(tree, draft.found.slots, role)]
    if any(tree.tags[at] == "PROPN" or tree.forms[at] in people for at in direct):
        return True  # somebody with a name, or "them"
    last = [(role, role.rpartition(">")[2]) for role in draft.found.recipient_roles]
    owning = tree.function.owner_prepositions  # "demanded the release of the pilot" tells not from whom
    roles = [
        role
        for role, step in last
        if step.startswith(("obl:", "nmod:")) and (">" not in role or step.partition(":")[2] not in owning)
    ]
    places = (at for role in roles for at in fillers(tree, draft.found.slots, role))
    answers = tree.function.answers
    return any(
        tree.tags[at] in NAMING and tree.lemma(at) not in answers and tree.kid(at, "case") is not None
        for at in places
    )


def _names_others(draft: Draft) -> bool:
    """Whether the clause does say whom, though nobody knows who that is: "called on the world to help",
    "ordered his staff to wait", "condemned the summit's words"."""
    tree, found = draft.tree, draft.found
    own = {*found.content_roles} if found.frame.kind in GOVERNED else set()
    for role in found.recipient_roles:
        if ">" in role or role in own:
            continue
        for at in fillers(tree, found.slots, role):
            if tree.tags[at] not in NAMING or tree.lemma(at) in tree.function.answers:
                continue
            if not refers_back(tree, at) or tree.kid(at, "nmod", "acl", "acl:relcl") is not None:
                return True
    return False


def _other_side(draft: Draft, codes: set[str | None]) -> tuple[Actor, ...]:
    """Who stood against, or beside, the actor with these codes in an earlier draft; () for nobody."""
    sides = (draft.actors, draft.recipients)
    if len({code_of(actor) for actor in (*sides[0], *sides[1])}) == 1:
        return ()  # a quarrel at home
    if draft.found.frame.symmetric or (len(draft.actors) > 1 and not draft.recipients):
        sides = ((*draft.actors, *draft.recipients),) * 2
    for own, other in (sides, sides[::-1]):
        if {code_of(actor) for actor in own} & codes:
            found = tuple(one for one in other if code_of(one) and code_of(one) not in codes)
            if found:
                return found
    return ()
