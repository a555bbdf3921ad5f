"""Frames become drafts of events: one frame at a time, then composed."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.atlas.sectors import load_sectors, state_sector
from dragoman.codebook.codebook import Codebook
from dragoman.languages.discourse import load_discourse
from dragoman.records import Actor
from dragoman.stages.actors.codes import code_of, same_actor
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.actors.memory import HOME
from dragoman.stages.events.announcers import SPEAKER, find_announcer
from dragoman.stages.events.companions import add_companions, hear_debate
from dragoman.stages.events.composition import Composer
from dragoman.stages.events.drafts import EVENT_KINDS, Draft
from dragoman.stages.events.echoes import Echoes
from dragoman.stages.events.factuality import judge
from dragoman.stages.events.fallbacks import CROWD, GUESSED
from dragoman.stages.events.means import fold_means
from dragoman.stages.events.obligations import Obligations
from dragoman.stages.events.roles import RoleFiller
from dragoman.stages.events.verdicts import Verdict
from dragoman.stages.frames.finder import Found, fillers
from dragoman.stages.speech.sayings import Saying
from dragoman.stages.trees.tree import Tree


class Drafter:
    """Makes the drafts of one story, sentence by sentence; earlier drafts answer later ones."""

    def __init__(self, codebook: Codebook, actors: ActorFinder, sayings: list[Saying]) -> None:
        self.codebook = codebook
        self.roles = RoleFiller(actors, codebook)
        self.composer = Composer(codebook, self.roles)
        self.echoes = Echoes(actors)
        self.obligations = Obligations(codebook, actors)
        self.sayings = sayings
        self.found: dict[int, Found] = {}  # of the sentence at hand
        self.documents = load_discourse(actors.language).documents

    def draft(self, tree: Tree, found: dict[int, Found]) -> list[Draft]:
        """The drafts of a sentence, in text order."""
        drafts: dict[int, Draft] = {}
        self.found = found
        self.roles.actors.reopen(tree)
        telling = [at for at, one in found.items() if _may_tell(one)]
        for at in sorted(telling, key=lambda position: -len(tree.above(position))):
            one = self._draft_one(tree, found[at], judge(tree, at, found), drafts)
            if one is not None:
                drafts[at] = one
        fold_means(drafts, self.codebook.frames[self.codebook.hostility].type)
        for one in self.obligations.find(tree, drafts, self.saying_over):
            drafts[-1 - one.at] = one
        ordered = sorted(drafts.values(), key=lambda draft: (draft.at, draft.parent is not None))
        self.composer.compose(ordered, drafts)
        echoed = self.echoes.find(tree, found, ordered, self.composer.earlier)
        self.composer.earlier.extend(echoed)
        return add_companions([*ordered, *echoed], self.codebook)

    def saying_over(self, tree: Tree, at: int) -> Saying | None:
        """The innermost reported speech whose content holds the token."""
        token = tree.tokens[at]
        over = [
            s
            for s in self.sayings
            if s.content.start <= token.start < s.content.end and not (s.tree is tree and s.at == at)
        ]
        return min(over, key=lambda s: s.content.end - s.content.start, default=None)

    def _draft_one(
        self, tree: Tree, found: Found, verdict: Verdict, drafts: dict[int, Draft]
    ) -> Draft | None:
        frame = found.frame
        if frame.kind == "charge":
            return self._charge(tree, found, verdict)
        assert frame.type is not None
        actors = self.roles.fill(tree, found, found.actor_roles, drafts)
        actors = self._striving(tree, found.at, actors)
        operator = next((g for g in verdict.governors[:1] if g.frame.kind in ("operate", *EVENT_KINDS)), None)
        actors = actors or self._doer(tree, found, verdict, drafts)
        if not actors and SPEAKER in found.actor_roles:
            saying = self.saying_over(tree, found.at)
            actors = saying.speakers[:1] if saying else ()
        if not actors and CROWD in found.actor_roles:
            actors = self.roles.crowd_at(tree, found.at)
        if not actors and frame.kind in EVENT_KINDS:
            actors = self._author(tree, found.at)
        state = state_sector()
        told = not all(
            (one.via in GUESSED and one.sector != state) or _tells_where(tree, one) for one in actors
        )
        states = told and bool(actors) and all(one.sector is None and one.country for one in actors)
        other = frame.by_country if states else None
        other = other or (frame.by_state if told and _is_official(actors) else None)
        if other is not None:
            frame = self.codebook.frames[other]
            found = replace(found, frame=frame)
        victims = self._victims(tree, found, verdict, drafts)
        places = tree.function.place_prepositions - tree.function.target_prepositions if victims else ()
        roles = tuple(role for role in found.recipient_roles if role.partition(":")[2] not in places)
        recipients = self.roles.fill(tree, found, roles, drafts, actors) or victims
        if not recipients and operator is not None and operator.frame.kind == "operate":
            roles = (*tuple(role for role in found.recipient_roles if ":" in role), "iobj")
            recipients = self.roles.fill(tree, operator, roles, drafts)
        recipients = tuple(a for a in recipients if not _is_self(a, actors))
        found = hear_debate(found, actors, recipients, self.codebook)
        frame = found.frame
        if tree.relations[found.at] in ("acl", "amod") and tree.lemma(found.at) in tree.function.sponsoring:
            own = {code_of(a) for a in actors}  # "rebels backed by Peru": whose they are, and no event
            recipients = tuple(a for a in recipients if code_of(a) not in own)
        known = bool(actors) and all(one.via not in (*GUESSED, HOME) for one in actors)
        if not recipients and known and frame.kind == "ask" and self._is_heeded(tree, found.at):
            recipients = self.roles.clause_subject(tree, found.at)
        alone = not any(role in found.slots for role in tree.function.both_sides)
        nominal = found.item.part == "noun" and (frame.symmetric or frame.abroad)
        if nominal and recipients and not actors and alone:
            actors = self.roles.clause_subject(tree, found.at)
        elif nominal and not recipients and not actors and alone:
            actors = self._sides(tree, found)
        if nominal and frame.symmetric and not (recipients or actors) and tree.relations[found.at] == "obl":
            actors = self._meeting(tree, found.at)
        modes = [frame.mode] if frame.mode else []
        type_ = frame.type
        assert type_ is not None
        rule = found.item.label
        if verdict.stopped:
            stopped = self.codebook.stopped.get(type_)
            if stopped is None:
                return None
            type_, modes = stopped[0], [stopped[1]] if stopped[1] else []
            rule += " · stopped"
        draft = Draft(
            tree, found.at, found, type_, modes, actors, recipients, verdict, verdict.factuality, rule
        )
        if not actors:
            draft.actors = find_announcer(draft, self.saying_over(tree, found.at), self.roles)
        return draft

    def _sides(self, tree: Tree, found: Found) -> tuple[Actor, ...]:
        """Both subjects of what only says that it was done ("Chad and Niger fought a battle")."""
        head = tree.heads[found.at]
        over = self.found.get(head)
        plain = over is None or over.frame.kind == "operate" or over.frame.type == found.frame.type
        if head < 0 or tree.relations[found.at] != "obj" or tree.tags[head] != "VERB" or not plain:
            return ()
        sides = self.roles.clause_subject(tree, found.at)
        return sides if len({(code_of(one), one.sector) for one in sides}) > 1 else ()

    def _meeting(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """The two or more of different states who act in the clause that a meeting frames ("na overleg in
        Genève vertrokken de premiers van Peru en Chili")."""
        if tree.case(at) not in tree.function.meeting_prepositions or tree.kid(at, "amod", "nmod:poss"):
            return ()
        acting = self.roles.clause_subject(tree, at)
        return acting if len({code_of(one) for one in acting} - {None}) > 1 else ()

    def _is_heeded(self, tree: Tree, at: int) -> bool:
        """Whether a request is what the clause around it answers ("at the request of Peru")."""
        return tree.lemmas[at] in tree.function.heeded and tree.relations[at].startswith("obl")

    def _striving(self, tree: Tree, at: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The actors; of an effort that another praises or blames, its owners ("welcomed efforts to …")."""
        noun = tree.heads[at]
        if tree.relations[at] != "acl" or noun < 0 or not tree.has_feature(at, "VerbForm=Inf"):
            return actors
        over = self.found.get(tree.heads[noun])
        if over is None or over.frame.kind != EVENT_KINDS[0] or over.frame.type is None:
            return actors
        praised = any(noun in fillers(tree, over.slots, role) for role in over.recipient_roles)
        return self.roles.actors.owners(tree, noun) if praised else actors

    def _author(self, tree: Tree, at: int) -> tuple[Actor, ...]:
        """Who adopted or issued the document whose words ask or promise ("a resolution calling on …")."""
        paper = tree.heads[at]
        if not tree.relations[at].startswith("acl") or tree.lemma(paper) not in self.documents:
            return ()
        if tree.relations[paper] not in ("obj", "nsubj:pass") or tree.kid(at, "nsubj") is not None:
            return ()
        verb = tree.heads[paper]
        doers = tree.kids(verb, "nsubj", "obl:agent")
        return tuple(actor for one in doers for actor in self.roles.actors.find(tree, one))

    def _doer(
        self, tree: Tree, found: Found, verdict: Verdict, drafts: dict[int, Draft]
    ) -> tuple[Actor, ...]:
        """Who does what support verbs govern: the actor of the nearest that names one."""
        for governor in verdict.governors:
            kind = governor.frame.kind
            if kind == "operate" or (
                found.item.part == "noun"
                and kind in EVENT_KINDS
                and kind not in ("ask", "act")
                and not (kind == "refuse" and self._is_of_another(found))
            ):
                actors = self.roles.fill(tree, governor, governor.actor_roles, drafts)
                if actors:
                    return actors
            if kind != "operate":
                break
        return ()

    def _is_of_another(self, found: Found) -> bool:
        """Whether what a refusal is about was done by somebody else: a demand, an offer, an accusation."""
        charge = self.codebook.frames[self.codebook.charge].type
        return found.frame.kind in EVENT_KINDS[1:] or found.frame.type == charge

    def _victims(
        self, tree: Tree, found: Found, verdict: Verdict, drafts: dict[int, Draft]
    ) -> tuple[Actor, ...]:
        """Who came to harm by the act a noun names ("bij de aanval kwamen drie Turken om"), if it is said."""
        over = verdict.governors[0] if verdict.governors else None
        if over is None or over.frame.kind != "operate" or over.actor_roles or found.frame.symmetric:
            return ()
        harmed = self.roles.fill(tree, over, over.recipient_roles, drafts)
        return tuple(actor for actor in harmed if actor.via not in GUESSED)

    def _charge(self, tree: Tree, found: Found, verdict: Verdict) -> Draft | None:
        """A blameworthy thing counts when somebody else says it of its actor."""
        saying = self.saying_over(tree, found.at)
        if saying is None or not saying.speakers or verdict.factuality not in ("actual",):
            return None
        if tree.relations[found.at] == "amod" and self._tells_of_people(tree, tree.heads[found.at]):
            return None  # "illegal aliens" is what they are called
        blamed = self.roles.fill(tree, found, found.actor_roles, {})
        blamed = tuple(
            one
            for one in blamed
            if not same_actor(one, saying.speakers[0]) and _may_blame(saying.speakers[0], one)
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

    def _tells_of_people(self, tree: Tree, at: int) -> bool:
        nature = self.roles.actors.natures.read(tree, at)
        return (nature.person or nature.many) and not nature.body


def _may_tell(found: Found) -> bool:
    """Whether a frame can become an event: half of them only govern or report one, and need no verdict."""
    frame = found.frame
    return frame.kind == "charge" or (frame.kind in EVENT_KINDS and frame.type is not None)


def _may_blame(speaker: Actor, other: Actor) -> bool:
    """Whether what a speaker says of another is said of a stranger, or by a critic of its own government."""
    critical = speaker.sector in load_sectors().critics and other.sector == state_sector()
    return critical or code_of(other) != code_of(speaker)


def _tells_where(tree: Tree, actor: Actor) -> bool:
    """Whether an actor is a place named after "in": what happens there is not done by it."""
    at = next((k for k, token in enumerate(tree.tokens) if token.start == actor.start), None)
    return at is not None and tree.case(at) in tree.function.location_prepositions


def _is_official(actors: tuple[Actor, ...]) -> bool:
    """Whether nobody but states and who acts for them does it."""
    acting = (None, *load_sectors().acting)
    return bool(actors) and all(one.sector in acting and bool(one.country or one.group) for one in actors)


def _is_self(actor: Actor, actors: tuple[Actor, ...]) -> bool:
    """Whether a pronoun leads back to whoever acts ("showed their anger")."""
    return actor.via == "coreference" and any(
        code_of(actor) == code_of(one) and actor.sector in (None, one.sector) for one in actors
    )
