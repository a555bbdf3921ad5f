"""Composition: what asking, refusing, promising and threatening take from the events they govern."""

from __future__ import annotations

from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.drafts import EVENT_KINDS, Draft, code_of, same_actor
from dragoman.stages.factuality import condition_on
from dragoman.stages.frames import fillers
from dragoman.stages.roles import RoleFiller

APART = ("advcl", "acl:relcl", "parataxis", "appos")  # clauses that are not part of what is said of them


class Composer:
    """Completes the drafts of one story from one another."""

    def __init__(self, codebook: Codebook, roles: RoleFiller) -> None:
        self.codebook = codebook
        self.roles = roles
        self.earlier: list[Draft] = []

    def compose(self, ordered: list[Draft], drafts: dict[int, Draft]) -> None:
        """Fills in the drafts of a sentence, given in text order and by position."""
        for one in ordered:
            self._link(one, drafts)
        for one in reversed(ordered):
            self._complete(one, drafts)
        for one in ordered:
            if one.found.item.part == "noun" and not one.actors:
                one.actors = self._blamed(one, drafts)
        for one in ordered:
            if one.found.frame.kind == "refuse" and not one.recipients:
                one.recipients = self._requester(one, ordered)
        self.earlier.extend(ordered)

    def _link(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Ties a draft to the asking, refusing, promising or threatening whose content it is."""
        for governor in draft.verdict.governors:
            if governor.frame.kind in EVENT_KINDS and governor.at in drafts and governor.at != draft.at:
                if draft.parent is None:
                    draft.parent = drafts[governor.at]
                    draft.parent.contents.append(draft)
                return

    def _complete(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Fills recipient and mode of asking, refusing, promising, threatening from their content."""
        kind = draft.found.frame.kind
        table = self.codebook.content_modes.get(draft.type)
        content = draft.contents[0] if draft.contents else None
        if table is not None and not draft.modes and kind in EVENT_KINDS[1:]:
            keys = (
                [f"{content.type}/{content.modes[0]}" if content.modes else "", content.type]
                if content
                else []
            )
            mode = next((table[key] for key in [*keys, "*"] if key in table), None)
            draft.modes = [mode] if mode else []
        if kind == "ask" and not draft.recipients:
            draft.recipients = self._asked(draft, content)
        elif kind in ("refuse", "threaten", "promise") and not draft.recipients:
            for one in draft.contents:
                others = tuple(a for a in one.recipients if not any(same_actor(a, b) for b in draft.actors))
                if not others and one.found.frame.symmetric:
                    others = tuple(a for a in one.actors if not any(same_actor(a, b) for b in draft.actors))
                if others:
                    draft.recipients = others
                    break
        if (not draft.recipients and draft.verdict.cause == "condition") or (
            kind == "threaten" and not draft.recipients
        ):
            draft.recipients = self._condition_agent(draft, drafts)
        if kind in ("refuse", "threaten", "promise") and not draft.recipients:
            places = (
                self.roles.place_of(c.tree, c.found)
                for c in draft.contents
                if "place" in c.found.frame.fallback
            )
            draft.recipients = next((place for place in places if place), ()) or self._named(draft)
        if draft.found.frame.other and draft.recipients:
            codes = {code_of(b) for b in draft.actors}
            draft.recipients = tuple(
                a
                for a in draft.recipients
                if not any(same_actor(a, b) for b in draft.actors)
                and not (a.via == "context" and code_of(a) in codes)
            )

    def _blamed(self, draft: Draft, drafts: dict[int, Draft]) -> tuple[Actor, ...]:
        """Who is accused of the act that the noun names: its author ("condemned Russia for the attack")."""
        over = drafts.get(draft.tree.heads[draft.at])
        if over is None or over.type != self.codebook.frames[self.codebook.charge].type:
            return ()
        return tuple(a for a in over.recipients if not any(same_actor(a, b) for b in draft.recipients))

    def _named(self, draft: Draft) -> tuple[Actor, ...]:
        """Another actor named in what is refused, promised or threatened."""
        roles = (*draft.found.content_roles, *draft.found.recipient_roles)
        found = (self.named_below(draft, p) for r in roles for p in fillers(draft.tree, draft.found.slots, r))
        return next((actors for actors in found if actors), ())

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

    def _asked(self, draft: Draft, content: Draft | None) -> tuple[Actor, ...]:
        tree, found = draft.tree, draft.found
        for role in found.content_roles:
            for position in fillers(tree, found.slots, role):
                for subject in tree.kids(position, "nsubj", "nsubj:pass", "nsubj:outer"):
                    asked = self.roles.actors.find(tree, subject)
                    if asked:
                        return asked
        if (
            content is not None
            and content.actors
            and not any(same_actor(a, b) for a in content.actors for b in draft.actors)
        ):
            return content.actors
        for role in found.content_roles:
            for position in fillers(tree, found.slots, role):
                if tree.tokens[position].upos in ("NOUN", "PROPN"):
                    owners = self.roles.actors.owners(tree, position)
                    if owners and not any(same_actor(a, b) for a in owners for b in draft.actors):
                        return owners
        return ()

    def _requester(self, draft: Draft, same: list[Draft]) -> tuple[Actor, ...]:
        """Who asked what this actor refuses: the last request to it, in this sentence or the one before."""
        number = draft.tree.number
        before = [one for one in self.earlier if number - 1 <= one.tree.number < number]
        before += [one for one in same if one.at < draft.at]
        for one in reversed(before):
            if one.found.frame.kind == "ask" and any(
                code_of(a) == code_of(b) for a in one.recipients for b in draft.actors
            ):
                return one.actors
        return ()

    def _condition_agent(self, draft: Draft, drafts: dict[int, Draft]) -> tuple[Actor, ...]:
        """Who would have to act for the condition to be met: the subject of the conditional clause."""
        for at in [draft.at, *draft.tree.above(draft.at), *[c.at for c in draft.contents]]:
            clause = condition_on(draft.tree, at)
            if clause is None:
                continue
            if clause in drafts and drafts[clause].actors:
                agents = drafts[clause].actors
            else:
                agents = tuple(
                    a
                    for s in draft.tree.kids(clause, "obl:agent", "nsubj")
                    for a in self.roles.actors.find(draft.tree, s)
                )
            agents = tuple(a for a in agents if not any(code_of(a) == code_of(b) for b in draft.actors))
            if agents:
                return agents
        return ()
