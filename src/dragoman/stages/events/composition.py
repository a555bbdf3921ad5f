"""Composition: what asking, refusing, promising and threatening take from the events they govern."""

from __future__ import annotations

from itertools import takewhile

from dragoman.atlas.sectors import load_sectors, state_sector
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.actors.dealings import Tie
from dragoman.stages.events.answers import Answers
from dragoman.stages.events.conditions import condition_on
from dragoman.stages.events.drafts import EVENT_KINDS, Draft
from dragoman.stages.events.exchange import Exchange
from dragoman.stages.events.fallbacks import Fallbacks
from dragoman.stages.events.pointing import names_blow
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.events.verdicts import CONDITIONAL
from dragoman.stages.events.victims import Victims
from dragoman.stages.frames.finder import GOVERNING, fillers

CONFLICT = "conflict"  # how the quads of what is done against another end


class Composer:
    """Completes the drafts of one story from one another."""

    def __init__(self, codebook: Codebook, roles: RoleFiller) -> None:
        self.codebook = codebook
        self.roles = roles
        self.fallbacks = Fallbacks(codebook, roles)
        self.answers = Answers(codebook)
        self.exchange = Exchange(codebook)
        self.victims = Victims(codebook)
        self.threats = {frame.type for frame in codebook.frames.values() if frame.kind == "threaten"}
        self.earlier: list[Draft] = []

    def compose(self, ordered: list[Draft], drafts: dict[int, Draft]) -> None:
        """Fills in the drafts of a sentence, given in text order and by position."""
        for one in ordered:
            self._link(one, drafts)
        for one in ordered:
            self._link_before(one, drafts)
        for one in ordered:
            self.answers.fill_asked(one, self.earlier)
            self.fallbacks.fill(one, (*self.earlier, *ordered))
        for one in reversed(ordered):
            self._complete(one, drafts)
        for one in ordered:
            self._take_recipients(one)
            if one.found.item.part == "noun":
                self._take_sides(one, drafts)
        for one in ordered:
            self.answers.fill(one, self.earlier, ordered)
        for one in ordered:
            if not one.actors and one.found.frame.agent:
                one.actors = self.fallbacks.find_agent(one, [*self.earlier, *ordered])
                if one.actors:
                    self.fallbacks.fill(one, (*self.earlier, *ordered))
        for one in ordered:
            self.victims.fill(one, self.earlier, ordered)
            self.exchange.fill(one, self.earlier, ordered)
            self.fallbacks.fill_critics(one)
            self.fallbacks.turn_home(one)
            self._tell(one)
        self.earlier.extend(ordered)

    def _tell(self, draft: Draft) -> None:
        """Makes the event known to those who look for "both sides" or "the attackers" further on."""
        dealings, number = self.roles.actors.dealings, draft.tree.number
        hostile = draft.type == self.answers.hostile
        frame = draft.found.frame
        tie: Tie = "other"
        if hostile or frame.symmetric:
            tie = "fight" if hostile else "joint"
        elif frame.kind != "ask" and self.codebook.types[draft.type].quad.endswith(CONFLICT):
            tie = "against"
        dealings.tell(number, draft.at, draft.actors, draft.recipients, tie)
        police = {one.sector for one in draft.actors} <= load_sectors().police
        if hostile and draft.recipients and not draft.found.frame.symmetric and not police:
            dealings.strike(number, draft.actors)

    def _link(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Ties a draft to the asking, refusing, promising or threatening whose content it is, or that hangs
        on it: a condition belongs to a promise and is none of what was promised."""
        for governor in (*draft.verdict.governors, *draft.verdict.awaiting):
            if governor.frame.kind in EVENT_KINDS and governor.at in drafts and governor.at != draft.at:
                if draft.parent is None:
                    draft.parent = drafts[governor.at]
                    if governor not in draft.verdict.awaiting:
                        draft.parent.contents.append(draft)
                return

    def _link_before(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Ties what stands before a closing "…, threatened the minister" to it as its content."""
        tree, found = draft.tree, draft.found
        head = tree.heads[draft.at]
        if found.frame.kind not in GOVERNING or tree.relations[draft.at] != "parataxis" or head >= draft.at:
            return
        content = drafts.get(head)
        own = any(fillers(tree, found.slots, role) for role in found.content_roles if role != "parataxis")
        if content is None or content.parent is not None or draft.contents or own:
            return
        content.parent = draft
        content.factuality = "hypothetical"
        draft.contents.append(content)

    def _complete(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Fills recipient and mode of asking, refusing, promising, threatening from their content."""
        kind = draft.found.frame.kind
        content = draft.contents[0] if draft.contents else None
        among = draft.found.frame.symmetric and len({code_of(a) for a in draft.actors}) > 1  # nobody else
        if kind == "promise" and content is not None and self._is_disowned(draft, content):
            draft.type = self.codebook.promised_not[content.type]
            draft.rule += " · a promise not to is a refusal"
        elif kind == "promise" and content is not None and self._is_harm(draft, content):
            draft.type, draft.modes = self.codebook.promised_harm[content.type], []
            draft.rule += " · a promise to harm or refuse is none"
        table = self.codebook.content_modes.get(draft.type)
        if table is not None and not draft.modes and kind in EVENT_KINDS[1:]:
            offered = content.contents if content is not None and kind == "refuse" else []
            about = [one for one in (*offered[:1], content) if one is not None]
            keys = [key for one in about for key in ("/".join((one.type, *one.modes[:1])), one.type)]
            mode = next((table[key] for key in [*keys, "*"] if key in table), None)
            draft.modes = [mode] if mode else []
        if kind == "ask" and content is not None and self._ends_own(draft, content):
            assert self.codebook.own_end is not None
            draft.type, draft.modes = self.codebook.own_end.to, []
            draft.rule += f" · {self.codebook.own_end.note}"
        given = kind == "ask" and content is not None and content.type in self.codebook.given
        if given and content is not None and content.actors and not content.recipients:
            content.recipients = draft.actors  # "asked Peru to send tents": to whoever asks
        freed = content is not None and bool(self.codebook.freeing & set(content.modes))
        if kind == "ask" and content is not None and (content.actors or freed) and draft.recipients:
            # "demanded the withdrawal of Serbian troops from Bosnia": asked are those who should leave it
            inner = {(one.start, one.end) for one in content.recipients}
            if (
                content.found.item.part == "noun"
                and {(one.start, one.end) for one in draft.recipients} == inner
            ):
                draft.recipients = ()
        harmless = [c for c in draft.contents if c.type not in self.codebook.harms]
        if kind == "ask" and not draft.recipients:
            draft.recipients = self._asked(draft, content) or self._parties(draft, content, drafts)
        elif kind in ("refuse", "threaten", "promise") and not draft.recipients and not among:
            for one in harmless if kind == "refuse" or draft.found.frame.symmetric else draft.contents:
                others = tuple(a for a in one.recipients if not any(same_actor(a, b) for b in draft.actors))
                others = tuple(a for a in others if a.via != "home" or not _is_state(draft.actors))
                aside = one.tree.relations[one.at].startswith("acl")  # "after talks brokered by China"
                if not others and one.found.frame.symmetric and not aside:
                    others = tuple(a for a in one.actors if not any(same_actor(a, b) for b in draft.actors))
                if others:
                    draft.recipients = others
                    break
        if kind == "promise" and not draft.recipients and not among:
            draft.recipients = self._parties(draft, content, drafts)
        if (not draft.recipients and draft.verdict.cause in CONDITIONAL) or (
            draft.type in self.threats and not draft.recipients
        ):
            draft.recipients = self._condition_agent(draft, drafts)
        spares = kind == "refuse" and bool(draft.contents) and not harmless
        if draft.found.frame.symmetric:  # "agreed on sanctions against Peru"
            harms = (one for one in drafts.values() if one.type in self.codebook.harms)
            spares = any(draft.at in draft.tree.above(one.at) for one in harms)
        if kind in ("refuse", "threaten", "promise") and not (draft.recipients or spares or among):
            places = (
                self.roles.place_of(c.tree, c.found)
                for c in draft.contents
                if "place" in c.found.frame.fallback
            )
            draft.recipients = next((place for place in places if place), ()) or self._named(draft)
        if draft.found.frame.other and draft.recipients:
            self.fallbacks.drop_own(draft)

    def _ends_own(self, draft: Draft, content: Draft) -> bool:
        """Whether what shall end is something that whoever asks takes part in."""
        end = self.codebook.own_end
        if end is None or end.content != "/".join((content.type, *content.modes[:1])):
            return False
        own = {code_of(one) for one in draft.actors} - {None}
        return bool(own & {code_of(one) for one in content.actors if one.via != "home"})

    def _is_disowned(self, draft: Draft, content: Draft) -> bool:
        """Whether what is promised is that something good for another will not be done."""
        if draft.found.frame.symmetric or content.type not in self.codebook.promised_not:
            return False
        return draft.tree is content.tree and draft.tree.is_negated(content.at) is not None

    def _is_harm(self, draft: Draft, content: Draft) -> bool:
        """Whether what is promised is to do another harm."""
        if draft.found.frame.symmetric or content.type not in self.codebook.promised_harm:
            return False
        if content.tree.is_negated(content.at) is not None or content.verdict.factuality == "negated":
            return False
        tree = content.tree
        path = list(takewhile(lambda at: at != draft.at, (content.at, *tree.above(content.at))))
        if any(tree.relations[at] == "nmod" for at in path[:-1]):
            return False  # "promised the truth about the murder"
        aside = (at for at in path if tree.relations[at].startswith("acl"))
        return all(tree.heads[at] == draft.at for at in aside)  # not "promised a country torn by war …"

    def _parties(self, draft: Draft, content: Draft | None, drafts: dict[int, Draft]) -> tuple[Actor, ...]:
        """Who fought before, where a truce or mediation between them is asked for or offered."""
        if content is None or not content.found.frame.parties:
            return ()
        same = [one for one in drafts.values() if 0 <= one.at < draft.at and one.tree is draft.tree]
        return self.fallbacks.deeds.fighters(draft, [*self.earlier, *same])

    def _take_sides(self, draft: Draft, drafts: dict[int, Draft]) -> None:
        """Whoever is accused of the act that a noun names did it; whoever complains of it suffered it."""
        over = drafts.get(draft.tree.heads[draft.at])
        if over is None or over.type != self.codebook.frames[self.codebook.charge].type:
            return
        if names_blow(draft.tree, draft.at) and draft.type != self.answers.hostile:
            return  # "condemned the strikes" takes up an attack
        if not draft.actors and not over.found.frame.alleges:
            blamed = (a for a in over.recipients if not any(same_actor(a, b) for b in draft.recipients))
            draft.actors = tuple(blamed)
        elif not draft.recipients and over.found.frame.injured:
            hurt = (a for a in over.actors if not any(same_actor(a, b) for b in draft.actors))
            draft.recipients = tuple(hurt)

    def _take_recipients(self, draft: Draft) -> None:
        """What is offered to somebody is done for him: "offered Peru to send experts"."""
        over = draft.parent
        if (
            over is None
            or draft.recipients
            or draft.found.frame.symmetric
            or draft.type in self.codebook.harms
        ):
            return
        if over.found.frame.kind == "promise" and draft.found.item.part != "noun":
            draft.recipients = tuple(a for a in over.recipients if a.via != "home")

    def _named(self, draft: Draft) -> tuple[Actor, ...]:
        """Another actor named in what is refused, promised or threatened."""
        roles = (*draft.found.content_roles, *draft.found.recipient_roles)
        places = (p for r in roles for p in fillers(draft.tree, draft.found.slots, r))
        found = (self.fallbacks.named_below(draft, p) for p in places)
        return next((actors for actors in found if actors), ())

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
        if content is not None and content.found.frame.symmetric:
            others = (*content.actors, *content.recipients)
            others = tuple(a for a in others if not any(code_of(a) == code_of(b) for b in draft.actors))
            if others:
                return others
        for role in found.content_roles:
            for position in fillers(tree, found.slots, role):
                if tree.tokens[position].upos in ("NOUN", "PROPN"):
                    owners = self.roles.actors.owners(tree, position)
                    freed = content.recipients if content is not None else ()  # "her release"
                    if owners and not any(same_actor(a, b) for a in owners for b in (*draft.actors, *freed)):
                        return owners
        return ()

    def _condition_agent(self, draft: Draft, drafts: dict[int, Draft]) -> tuple[Actor, ...]:
        """Who would have to act for the condition to be met: the subject of the conditional clause."""
        said = (p for role in draft.found.content_roles for p in fillers(draft.tree, draft.found.slots, role))
        below = (*[c.at for c in draft.contents], *said, *draft.found.used)
        for at in (draft.at, *draft.tree.above(draft.at), *below):
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


def _is_state(actors: tuple[Actor, ...]) -> bool:
    return all(a.sector in (None, state_sector()) for a in actors)
