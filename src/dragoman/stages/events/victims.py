"""Who was hit, taken or freed, where only another clause or an earlier sentence tells.

"Shot down a Thai jet and captured the pilot": the pilot is Thai. "Demanded his release": of whoever was told
to have taken him.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.exchange import VIA, leads_to
from dragoman.stages.frames.finder import fillers
from dragoman.stages.trees.tenses import is_outcome

UNTOLD = ("context", "place")  # how an actor was linked of whom the phrase itself says nothing


class Victims:
    """Completes the drafts of harm and of setting free."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.hostile = codebook.frames[codebook.hostility].type

    def fill(self, draft: Draft, told: Sequence[Draft], same: Sequence[Draft]) -> None:
        """Finds them for one draft; `told` are the drafts of the sentences before, `same` of its own."""
        self._rescue(draft, same)
        self._turn_crowds(draft, same)
        self._share_outcome(draft, same)
        self._exchange_captives(draft, told)
        if draft.type == self.hostile:
            self._share_victims(draft, same)

    def _rescue(self, draft: Draft, same: Sequence[Draft]) -> None:
        """Whoever sets free those whom others hold, as told inside what is freed, rescues them."""
        if not self.codebook.freeing & set(draft.modes) or draft.verdict.stopped:
            return
        codes = {code_of(actor) for actor in draft.actors}
        freed = {code_of(actor) for actor in draft.recipients} - {None}
        for one in same:
            if not self.codebook.taking & set(one.modes) or draft.at not in draft.tree.above(one.at):
                continue
            holders = {code_of(actor) for actor in one.actors} - {None}
            if holders and codes and not holders & codes and freed & {code_of(a) for a in one.recipients}:
                frame = self.codebook.frames[self.codebook.rescued]
                assert frame.type is not None
                draft.type, draft.modes = frame.type, [frame.mode] if frame.mode else []
                draft.found = replace(draft.found, frame=frame)
                draft.rule += " · freed from others"
                return

    def _turn_crowds(self, draft: Draft, same: Sequence[Draft]) -> None:
        """Those whom somebody harms while they protest protest themselves ("beat students marching in …")."""
        tree = draft.tree
        if draft.type not in self.codebook.popular or not tree.relations[draft.at].startswith("advcl"):
            return
        if tree.kid(draft.at, "mark", "nsubj") is not None or tree.forms[tree.edges(draft.at)[0] - 1] == ",":
            return
        over = next((one for one in same if one.at == tree.heads[draft.at]), None)
        if over is None or over.type not in self.codebook.harms - self.codebook.popular:
            return
        if over.recipients and {code_of(a) for a in draft.actors} == {code_of(a) for a in over.actors}:
            draft.actors = over.recipients

    def _share_outcome(self, draft: Draft, same: Sequence[Draft]) -> None:
        """Whom a blow hit is whom it killed, where a participle behind a comma names nobody ("shelled the
        town, killing ten")."""
        tree, at = draft.tree, draft.at
        while tree.relations[at] == "conj" and not tree.is_finite(at):
            at = tree.heads[at]
        guessed = all(one.via in UNTOLD for one in draft.recipients)
        if draft.type != self.hostile or not guessed or not tree.relations[at].startswith("advcl"):
            return
        blow = next((one for one in same if one.at == tree.heads[at]), None)
        if blow is None or blow.type != self.hostile or not is_outcome(tree, at, blow.at):
            return
        if blow.recipients and {code_of(a) for a in blow.actors} == {code_of(a) for a in draft.actors}:
            draft.recipients = blow.recipients

    def _exchange_captives(self, draft: Draft, told: Sequence[Draft]) -> None:
        """Gives a call for somebody's release its captor, and a release those who were taken before."""
        if any(code_of(actor) or actor.name for actor in draft.recipients) or not draft.actors:
            return
        codes = {code_of(actor) for actor in draft.actors} - {None}
        if self.codebook.freeing & set(draft.modes):
            taken = [
                one for one in told
                if self.codebook.taking & set(one.modes) and codes & {code_of(actor) for actor in one.actors}
            ]  # fmt: skip
            if taken:
                draft.recipients = tuple(replace(one, via=VIA) for one in taken[-1].recipients)
            return
        freed = [one for one in draft.contents if self.codebook.freeing & set(one.modes)]
        if any({code_of(actor) for actor in one.actors} <= codes for one in freed):
            draft.recipients = self._captor(draft, told)
            for one in freed if draft.recipients else ():
                one.actors = draft.recipients  # "demanded his release": not its own

    def _share_victims(self, draft: Draft, same: Sequence[Draft]) -> None:
        """Whom a bare word tells who was hit with others ("shot down a Thai jet and captured the pilot")."""
        tree, found = draft.tree, draft.found
        if any(code_of(actor) or actor.name for actor in draft.recipients):
            return
        hit = [at for role in found.recipient_roles for at in fillers(tree, found.slots, role)]
        if not hit or any(tree.tags[at] != "NOUN" for at in hit):
            return
        for one in same:
            own = {code_of(actor) for actor in draft.actors}
            alike = one.type == draft.type and leads_to(one, draft) and len(one.recipients) == 1
            if alike and code_of(one.recipients[0]) not in own:
                draft.recipients = (
                    replace(one.recipients[0], sector=None, name=None, office=None, id=None, via=VIA),
                )

    def _captor(self, draft: Draft, before: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who was last told to have taken those whose release is asked for."""
        codes = {code_of(actor) for actor in draft.actors}
        for earlier in sorted(before, key=lambda one: (one.tree.number, one.at), reverse=True):
            if (self.codebook.taking | self.codebook.freeing) & set(earlier.modes):
                found = tuple(one for one in earlier.actors if code_of(one) and code_of(one) not in codes)
                return tuple(replace(one, via=VIA) for one in found)
        return ()
