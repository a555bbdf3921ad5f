"""Who answers whom: a refusal its request, an acceptance its offer, a second telling its blow.

"The request was turned down": whoever was asked turned down whoever asked. "The strike killed ten": whoever
was told to have struck did.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.drafts import Draft
from dragoman.stages.events.pointing import names_blow
from dragoman.stages.trees.tree import is_bare_definite, refers_back

REACH = 1  # sentences back in which what is refused was asked
POINTED = 3  # the same where a definite noun points to it
LONG = 6  # sentences back in which "the strikes" may have been told
GUESSED = ("context", "place", "home")  # how somebody was linked of whom no word says whose
ASKED = ("nsubj:pass", "obj")  # where what was asked or offered stands


class Answers:
    """Completes drafts that answer, or tell again, what the story told before."""

    def __init__(self, codebook: Codebook) -> None:
        self.acceptance = codebook.frames[codebook.acceptance]
        self.harms = codebook.harms
        self.hostile = codebook.frames[codebook.hostility].type

    def fill(self, draft: Draft, earlier: Sequence[Draft], same: Sequence[Draft]) -> None:
        """Gives an answer whom it lacks; `earlier` are the drafts told before, `same` those
        of its own sentence."""
        if draft.found.frame.kind == "refuse":
            requests = self._list_requests(draft, earlier, same, REACH)
            if not draft.recipients:
                draft.recipients = self._requester(draft, requests)
            if draft.recipients and not draft.actors:
                draft.actors = self._refuser(draft, requests)
            if draft.actors and not draft.recipients:
                draft.recipients = self._spared(draft, earlier, same)
        if draft.found.frame.kind == "promise" and not draft.recipients and not draft.found.frame.symmetric:
            draft.recipients = self._requester(draft, self._list_requests(draft, earlier, same, REACH))
        answering = draft.found.frame.kind == "refuse" or draft.found.frame is self.acceptance
        if answering and not draft.actors and not draft.recipients:
            self._answer(draft, earlier, same)
        if draft.type == self.hostile:
            self._tell_again(draft, earlier, same)

    def _tell_again(self, draft: Draft, earlier: Sequence[Draft], same: Sequence[Draft]) -> None:
        """Marks what came of a blow, and gives it who dealt it: "killing ten", "the attack killed ten", "in
        fighting between them ten were killed"."""
        tree = draft.tree
        blows = {one.at: one for one in same if one.type == self.hostile and one is not draft}
        host = blows.get(tree.heads[draft.at])
        if host is not None and tree.relations[draft.at] == "advcl" and tree.kid(draft.at, "nsubj") is None:
            draft.again = bool(draft.actors) and _codes(draft.actors) == _codes(host.actors)
        if is_bare_definite(tree, draft.at) and names_blow(tree, draft.at):
            told = [one for one in earlier if self._is_blow(one) and tree.number - one.tree.number <= LONG]
            same_doer = told and (not draft.actors or _codes(draft.actors) <= _codes(told[-1].actors))
            if same_doer:
                draft.actors, draft.recipients = told[-1].actors, told[-1].recipients
                draft.again, draft.modes = True, []
                return
        outcomes = tree.function.outcomes
        if not outcomes.isdisjoint(tree.words) and tree.kid(draft.at, "obl:agent") is None:
            pointing = any(tree.forms[k] in outcomes for k in tree.children[draft.at])
            told = [one for one in (*earlier, *same) if self._is_harm(one) and one is not draft]
            told = [one for one in told if (one.tree.number, one.at) < (tree.number, draft.at)]
            if pointing and told and tree.number - told[-1].tree.number <= REACH:
                draft.actors = told[-1].actors
                named = [one for one in draft.recipients if one.via not in GUESSED]
                if not _codes(named) - {None} - _codes(told[-1].recipients):  # else a third party was hit
                    draft.recipients, draft.again = told[-1].recipients, told[-1].type == draft.type
                return
        if draft.actors:
            return
        for kid in tree.kids(draft.at, "obl", "nsubj"):
            blow = blows.get(kid)
            if blow is None or blow.found.item.part != "noun":
                continue
            if blow.found.frame.symmetric and len(blow.actors) + len(blow.recipients) > 1:
                draft.actors, draft.recipients, draft.again = (*blow.actors, *blow.recipients), (), True
                return
            if blow.actors:
                draft.actors, draft.again = blow.actors, True
                draft.recipients = blow.recipients or draft.recipients
                return
        draft.actors = self._striker(draft, earlier)
        draft.again = bool(draft.actors)

    def fill_asked(self, draft: Draft, earlier: Sequence[Draft]) -> None:
        """Gives a refusal whoever asked for what it refuses, in the sentence before."""
        if draft.found.frame.kind == "refuse" and not draft.recipients:
            draft.recipients = self._requester(draft, self._list_requests(draft, earlier, (), REACH))

    def _answer(self, draft: Draft, earlier: Sequence[Draft], same: Sequence[Draft]) -> None:
        """Both sides of an answer that names neither ("the offer was accepted"): of the last one asked."""
        tree = draft.tree
        if not any(refers_back(tree, kid) for kid in tree.kids(draft.at, *ASKED)):
            return
        for one in reversed(self._list_requests(draft, earlier, same, POINTED)):
            if one.actors and one.recipients:
                draft.actors, draft.recipients = one.recipients, one.actors
                return

    def _requester(self, draft: Draft, requests: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who asked what this actor refuses: the last request to it."""
        codes = {code_of(one) for one in draft.actors}
        for one in reversed(requests):
            if any(code_of(asked) in codes for asked in one.recipients):
                return one.actors
        return ()

    def _refuser(self, draft: Draft, requests: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who refuses where only who was refused is told: whom that one asked just before."""
        codes = {code_of(one) for one in draft.recipients}
        for one in reversed(requests):
            if any(code_of(asking) in codes for asking in one.actors):
                return one.recipients
        return ()

    def _spared(self, draft: Draft, earlier: Sequence[Draft], same: Sequence[Draft]) -> tuple[Actor, ...]:
        """To whom others did what this actor refuses to do ("Mexico refused to do so")."""
        tree, function = draft.tree, draft.tree.function
        if function.pro_verbs.isdisjoint(tree.words):
            return ()
        for kid in tree.kids(draft.at, "xcomp", "ccomp"):
            if tree.lemma(kid) in function.pro_verbs and any(
                tree.lemma(k) in function.anaphoric | function.echoes for k in tree.children[kid]
            ):
                told = [one for one in same if one.at < draft.at] or [
                    one for one in earlier if 0 < tree.number - one.tree.number <= REACH
                ]
                main = [one for one in told if one.parent is None and one.actors and one.recipients]
                own = _codes(draft.actors)
                return tuple(a for a in main[-1].recipients if code_of(a) not in own) if main else ()
        return ()

    def _list_requests(
        self, draft: Draft, earlier: Sequence[Draft], same: Sequence[Draft], reach: int
    ) -> list[Draft]:
        """The requests told before the draft, in its sentence or within reach of it."""
        number = draft.tree.number
        before = [one for one in earlier if number - reach <= one.tree.number < number]
        before += [one for one in same if one.at < draft.at]
        return [one for one in before if one.found.frame.kind == "ask"]

    def _is_harm(self, one: Draft) -> bool:
        harmful = one.type in self.harms and bool(one.actors) and bool(one.recipients)
        return self._is_blow(one) or (harmful and one.factuality == "actual")

    def _is_blow(self, one: Draft) -> bool:
        return one.type == self.hostile and bool(one.actors) and one.factuality == "actual"

    def _striker(self, draft: Draft, earlier: Sequence[Draft]) -> tuple[Actor, ...]:
        """Who dealt the blow that is the subject of its telling ("the strike killed ten"), as told before."""
        tree = draft.tree
        blows = [k for k in tree.kids(draft.at, "nsubj", "obl") if names_blow(tree, k)]
        if not any(refers_back(tree, kid) for kid in blows):
            return ()
        for one in reversed(earlier):
            if one.type == self.hostile and one.actors and tree.number - one.tree.number <= LONG:
                return one.actors
        return ()


def _codes(actors: Sequence[Actor]) -> set[str | None]:
    return {code_of(one) for one in actors}
