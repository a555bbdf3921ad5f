"""Drafts of events: frames with their actors and factuality, before normal forms and publication."""

from __future__ import annotations

from msgspec import Struct, field

from dragoman.codebook.codebook import Codebook
from dragoman.languages.lexicon import Item
from dragoman.languages.schema import Entry
from dragoman.records import Actor, Factuality
from dragoman.stages.actors import ActorFinder
from dragoman.stages.factuality import Verdict, condition_on, judge
from dragoman.stages.frames import Found, fillers
from dragoman.stages.speech import Saying
from dragoman.stages.tree import Tree

APART = ("advcl", "acl:relcl", "parataxis", "appos")  # clauses that are not part of what is said of them
EVENT_KINDS = ("act", "ask", "refuse", "threaten", "promise")


class Draft(Struct):
    """An event in the making: its frame, who takes part, how sure, and what it is the content of."""

    tree: Tree
    at: int
    found: Found
    type: str
    modes: list[str]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    verdict: Verdict
    factuality: Factuality
    rule: str
    said_by: Actor | None = None
    parent: Draft | None = None
    contents: list[Draft] = field(default_factory=list)


class Drafter:
    """Makes the drafts of one story, sentence by sentence; earlier drafts answer later ones."""

    def __init__(self, codebook: Codebook, actors: ActorFinder, sayings: list[Saying]) -> None:
        self.codebook = codebook
        self.actors = actors
        self.sayings = sayings
        self.earlier: list[Draft] = []

    def draft(self, tree: Tree, found: dict[int, Found]) -> list[Draft]:
        """The drafts of a sentence, in text order."""
        verdicts = {at: judge(tree, at, found) for at in found}
        drafts: dict[int, Draft] = {}
        for at in sorted(found, key=lambda position: -len(tree.above(position))):
            one = self._draft_one(tree, found[at], verdicts[at], drafts)
            if one is not None:
                drafts[at] = one
        for one in self._obligations(tree, found, drafts):
            drafts[-1 - one.at] = one
        ordered = sorted(drafts.values(), key=lambda draft: draft.at)
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
        return ordered

    # ── one frame ────────────────────────────────────────────────────────────

    def _draft_one(
        self, tree: Tree, found: Found, verdict: Verdict, drafts: dict[int, Draft]
    ) -> Draft | None:
        frame = found.frame
        if frame.kind == "charge":
            return self._charge(tree, found, verdict)
        if frame.kind not in EVENT_KINDS or frame.type is None:
            return None
        actors = self._fill(tree, found, found.actor_roles, drafts)
        operator = next((g for g in verdict.governors[:1] if g.frame.kind in ("operate", *EVENT_KINDS)), None)
        if (
            not actors
            and operator is not None
            and (found.item.part == "noun" or operator.frame.kind == "operate")
        ):
            actors = (
                self._fill(tree, operator, operator.actor_roles, drafts)
                if operator.frame.kind != "ask"
                else ()
            )
        recipients = self._fill(tree, found, found.recipient_roles, drafts)
        if not recipients and operator is not None and operator.frame.kind == "operate":
            roles = (*tuple(role for role in found.recipient_roles if ":" in role), "iobj")
            recipients = self._fill(tree, operator, roles, drafts)
        if frame.symmetric and found.item.part == "noun" and recipients and not actors:
            actors = self._clause_subject(tree, found.at)
        modes = [frame.mode] if frame.mode else []
        type_ = frame.type
        rule = found.item.label
        if verdict.stopped:
            stopped = self.codebook.stopped.get(type_)
            if stopped is None:
                return None
            type_, modes = stopped[0], [stopped[1]] if stopped[1] else []
            rule += " · stopped"
        return Draft(
            tree, found.at, found, type_, modes, actors, recipients, verdict, verdict.factuality, rule
        )

    def _clause_subject(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Who took part in "talks with Wang": the subject of the clause they stand in."""
        for above in tree.above(at):
            if tree.tokens[above].upos == "VERB":
                subjects = tree.kids(above, "nsubj", "nsubj:pass")
                return tuple(a for s in subjects for a in self.actors.find(tree, s))
        return ()

    def _charge(self, tree: Tree, found: Found, verdict: Verdict) -> Draft | None:
        """A blameworthy thing counts when somebody else says it of its actor."""
        saying = self.saying_over(tree, found.at)
        if saying is None or not saying.speakers or verdict.factuality not in ("actual",):
            return None
        blamed = self._fill(tree, found, found.actor_roles, {})
        blamed = tuple(
            one
            for one in blamed
            if not same_actor(one, saying.speakers[0]) and _code(one) != _code(saying.speakers[0])
        )
        if not blamed:
            return None
        frame = self.codebook.frames[self.codebook.charge]
        assert frame.type is not None
        charge = Found(found.at, found.item, frame, found.slots, found.used)
        return Draft(
            tree,
            found.at,
            charge,
            frame.type,
            [frame.mode] if frame.mode else [],
            saying.speakers[:1],
            blamed,
            Verdict("actual", "", [], False, False, None),
            "actual",
            f"{found.item.label} · said of another",
        )

    def _obligations(self, tree: Tree, found: dict[int, Found], drafts: dict[int, Draft]) -> list[Draft]:
        """What a speaker says another must do is a request."""
        function = tree.function
        made: list[Draft] = []
        for at in range(len(tree.tokens)):
            own = tree.lemma(at) in function.obligation and tree.kid(at, "xcomp") is not None
            if not own and not any(tree.lemma(k) in function.obligation for k in tree.kids(at, "aux")):
                continue
            saying = self.saying_over(tree, at)
            if saying is None or not saying.speakers:
                continue
            subjects = tree.kids(at, "nsubj", "nsubj:pass")
            asked = tuple(a for s in subjects for a in self.actors.find(tree, s))
            asked = tuple(a for a in asked if not same_actor(a, saying.speakers[0]))
            if not asked or (at in drafts and drafts[at].found.frame.kind == "ask"):
                continue
            if tree.kids(at, "nsubj:pass"):
                asked = ()
            frame = self.codebook.frames[self.codebook.obligation]
            if frame.type is None or not asked:
                continue
            item = self._obligation_item(tree.lemma(at))
            request = Found(at, item, frame, {}, ())
            one = Draft(
                tree,
                at,
                request,
                frame.type,
                [],
                saying.speakers[:1],
                asked,
                Verdict("actual", "", [], False, False, None),
                "actual",
                f"{item.label} · said that another must",
            )
            if at in drafts:
                drafts[at].parent = one
                drafts[at].factuality = "hypothetical"
                one.contents.append(drafts[at])
            made.append(one)
        return made

    def _obligation_item(self, lemma: str) -> Item:
        entry = Entry(frame=self.codebook.obligation, example="", gives="", lemma=lemma)
        return Item(entry, "verb", self.actors.language, "composition.toml", 0, (lemma,), (), ())

    # ── joining frames ───────────────────────────────────────────────────────

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
                self.place_of(c.tree, c.found) for c in draft.contents if "place" in c.found.frame.fallback
            )
            draft.recipients = next((place for place in places if place), ()) or self._named(draft)
        if draft.found.frame.other and draft.recipients:
            codes = {_code(b) for b in draft.actors}
            draft.recipients = tuple(
                a
                for a in draft.recipients
                if not any(same_actor(a, b) for b in draft.actors)
                and not (a.via == "context" and _code(a) in codes)
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
        tree, codes = draft.tree, {_code(a) for a in draft.actors}
        mentions = self.actors.mentions[tree.number]
        inside = [at]
        for one in inside:
            inside += [k for k in tree.children[one] if not tree.relations[k].startswith(apart)]
        for one in sorted(inside):
            if one in mentions.by_token and tree.heads[one] not in mentions.by_token:
                others = tuple(a for a in self.actors.find(tree, one) if _code(a) not in codes)
                if others:
                    return others
        return ()

    def _asked(self, draft: Draft, content: Draft | None) -> tuple[Actor, ...]:
        tree, found = draft.tree, draft.found
        for role in found.content_roles:
            for position in fillers(tree, found.slots, role):
                for subject in tree.kids(position, "nsubj", "nsubj:pass", "nsubj:outer"):
                    asked = self.actors.find(tree, subject)
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
                    owners = self.actors.owners(tree, position)
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
                _code(a) == _code(b) for a in one.recipients for b in draft.actors
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
                    for a in self.actors.find(draft.tree, s)
                )
            agents = tuple(a for a in agents if not any(_code(a) == _code(b) for b in draft.actors))
            if agents:
                return agents
        return ()

    def _fill(
        self, tree: Tree, found: Found, roles: tuple[str, ...], drafts: dict[int, Draft]
    ) -> tuple[Actor, ...]:
        """The actors in the first of the roles that holds any."""
        claimed = self._claimed(tree, found) if roles == found.actor_roles else set()
        for role in roles:
            if role == "place":
                actors = self.place_of(tree, found)
            else:
                actors = ()
                for position in fillers(tree, found.slots, role):
                    if position in claimed:
                        continue
                    inner = drafts.get(position)
                    if inner is not None and inner.actors and inner.found.item.part == "noun":
                        actors += inner.actors
                    else:
                        actors += self.actors.find(tree, position)
            if actors:
                return _unique(actors)
        return ()

    def _claimed(self, tree: Tree, found: Found) -> set[int]:
        """Dependents of a noun that its recipient role takes: they are not its owners as well."""
        if found.item.part != "noun":
            return set()
        roles = [role for role in found.recipient_roles if role.startswith("nmod:") and ">" not in role]
        return {position for role in roles for position in fillers(tree, found.slots, role)}

    def place_of(self, tree: Tree, found: Found) -> tuple[Actor, ...]:
        """The country of the place where the clause says it happened, as an actor."""
        hosts = [found.at, *found.used, *found.slots.get("obj", ())]
        for host in hosts:
            for kid in tree.kids(host, "obl", "nmod", "advmod"):
                case = tree.case(kid).partition("_")[0]
                if case in tree.function.place_prepositions:
                    place = self.actors.place_country(tree, kid)
                    if place:
                        return (self.actors.country_named(place[0], tree, place[1], "place"),)
        return ()

    def saying_over(self, tree: Tree, at: int) -> Saying | None:
        """The innermost reported speech whose content holds the token."""
        token = tree.tokens[at]
        over = [
            s
            for s in self.sayings
            if s.content.start <= token.start < s.content.end and not (s.tree is tree and s.at == at)
        ]
        return min(over, key=lambda s: s.content.end - s.content.start, default=None)


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two mentions are the same participant."""
    if a.name and b.name:
        return a.name == b.name
    return _code(a) == _code(b) and (a.sector == b.sector) and not (a.name or b.name)


def _code(actor: Actor) -> str | None:
    return actor.country or actor.group


def _unique(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    kept: list[Actor] = []
    for actor in actors:
        if not any(same_actor(actor, one) for one in kept):
            kept.append(actor)
    return tuple(kept)
