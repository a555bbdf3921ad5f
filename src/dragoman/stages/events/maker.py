"""Frames become PLOVER: normal forms applied, participants placed, records published or doubted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.atlas.sectors import load_sectors
from dragoman.codebook.codebook import Codebook
from dragoman.records import Actor, Doubt, Event, Factuality, Span, Story, Where
from dragoman.stages.actors.codes import code_of, is_speaker, same_actor
from dragoman.stages.actors.finder import ActorFinder
from dragoman.stages.events.companions import crowd_mode
from dragoman.stages.events.drafter import Drafter
from dragoman.stages.events.drafts import EVENT_KINDS, Draft, are_both_told
from dragoman.stages.events.exchange import VIA as EXCHANGED
from dragoman.stages.events.paths import trace_path
from dragoman.stages.events.verdicts import CONDITIONAL
from dragoman.stages.frames.finder import GOVERNING, fillers
from dragoman.stages.speech.sayings import Saying, identify
from dragoman.stages.times.finder import Told
from dragoman.stages.times.story import StoryTimes
from dragoman.stages.trees.tree import refers_back

PERFORMING = ("will", "announced", *CONDITIONAL)  # causes of one's own acts that saying them performs
AT_HOME = ("home", "place")  # what is done to the actor's own country is not done to itself
DENIAL = "deny"  # act of a saying that takes back what it tells


class EventMaker:
    """Turns the drafts of one story into published events."""

    def __init__(
        self, story: Story, codebook: Codebook, actors: ActorFinder, drafter: Drafter, times: StoryTimes
    ) -> None:
        self.story = story
        self.codebook = codebook
        self.actors = actors
        self.drafter = drafter
        self.times = times
        self.doubts: list[Doubt] = []
        self.pointing: list[tuple[Draft, Event, Doubt]] = []
        text = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._of = f"{text} {codebook.profile}"  # the story and by what it is coded
        self._ids: dict[int, str] = {}
        self._claims: dict[int, Saying | None] = {}

    def make(self, draft: Draft) -> Event | None:
        """The event of a draft, or None with a doubt when it must not be published.

        What is refused but points back ("the meeting") is kept in `pointing`: it may tell of an event again.
        """
        self._normalise(draft)
        if not draft.type:
            return None
        self._place_participants(draft)
        reason = self._refusal(draft)
        first, last = self._edges(draft)
        evidence = draft.tree.span(first, last, self.story.text)
        if reason:
            doubt = Doubt(evidence.start, evidence.end, evidence.text, f"{draft.rule}: {reason}")
            if refers_back(draft.tree, draft.at):
                self.pointing.append((draft, self._build(draft, evidence), doubt))
            else:
                self.doubts.append(doubt)
            return None
        event = self._build(draft, evidence)
        self._ids[id(draft)] = event.id
        return event

    def _build(self, draft: Draft, evidence: Span) -> Event:
        trigger = self._trigger(draft)
        told = self.times.date_event(draft.tree, draft.at, draft.found.used)
        modes = tuple(mode for mode in [*draft.modes, crowd_mode(draft, self.codebook)] if mode)
        entry = self.codebook.types[draft.type]
        identity = self._identity(draft, trigger)
        claim = self._claim(draft)
        path = trace_path(self.story.text, draft.tree, draft.verdict, claim)
        places = self._where(draft)
        return Event(
            id=identity,
            type=draft.type,
            mode=modes,
            context=(),
            actor=draft.actors,
            recipient=draft.recipients,
            factuality=self._factuality(draft, told),
            said_by=self._speaker(claim),
            date=self.times.date(told),
            place=places[0] if places else None,
            places=places,
            trigger=trigger,
            evidence=evidence,
            quad=entry.quad,
            score=self.codebook.score(draft.type, modes),
            confidence=0.0,  # told last, from the whole record
            why=draft.rule,
            of=self._ids.get(id(draft.parent)) if draft.parent is not None else None,
            claimed_in=identify(self.story.id, claim) if claim is not None else None,
            decided_by=path.decided_by,
            path=path.steps,
        )

    def list_doubts(self, events: Sequence[Event]) -> list[Doubt]:
        """What was refused and why, without the nouns that turned out to tell one of the events again."""
        told = {mention.trigger.start for event in events for mention in event.mentions}
        left = [doubt for _, event, doubt in self.pointing if event.trigger.start not in told]
        return sorted([*self.doubts, *left], key=lambda doubt: doubt.start)

    # ── type ─────────────────────────────────────────────────────────────────

    def _normalise(self, draft: Draft) -> None:
        """Applies the first row of the table of normal forms that fits, and notes it in the rule."""
        if draft.parent is not None or draft.factuality == "actual" or draft.verdict.absent:
            return
        if draft.factuality == "hypothetical" and draft.verdict.cause not in CONDITIONAL:
            return
        for row in self.codebook.normal_forms:
            if (
                row.type != draft.type
                or row.factuality != draft.factuality
                or draft.verdict.cause not in row.cause
            ):
                continue
            if row.own and not self._is_own(draft):
                continue
            if draft.factuality == "negated" and draft.found.frame.symmetric and not draft.verdict.cause:
                continue  # two who did not agree have refused each other nothing
            if row.unless_mode in draft.modes or (row.mode is not None and row.mode not in draft.modes):
                continue
            if row.to != draft.type:
                draft.modes = []
            if row.to_mode:
                draft.modes = [row.to_mode]
            draft.type = row.to
            draft.factuality = "actual"
            draft.rule += f" · {row.note}"
            return

    def _is_own(self, draft: Draft) -> bool:
        """Whether the writer tells it, or its actor's side does: what others say of it is their guess."""
        saying = self.drafter.saying_over(draft.tree, draft.at)
        codes = {code_of(speaker) for speaker in saying.speakers} if saying is not None else set()
        return not codes or any(code_of(actor) in codes for actor in draft.actors)

    # ── who ──────────────────────────────────────────────────────────────────

    def _place_participants(self, draft: Draft) -> None:
        frame = draft.found.frame
        draft.actors = self._known(draft.actors)
        draft.recipients = tuple(
            a
            for a in self._known(draft.recipients)
            if a.via in AT_HOME or not any(same_actor(a, b) for b in draft.actors)
        )
        given = frame.kind == "promise" and draft.contents and not draft.contents[0].found.frame.symmetric
        if frame.symmetric and frame.type == draft.type and not given:  # who agrees to help agrees alone
            draft.actors = (*draft.actors, *draft.recipients)
            draft.recipients = ()
            return
        hostile = draft.type == self.codebook.frames[self.codebook.hostility].type
        sides = [{code_of(one) for one in side} for side in (draft.actors, draft.recipients)]
        if hostile and len(draft.actors) > 1 and sides[0] == sides[1]:
            draft.recipients = ()  # those who fight each other all act
        if draft.type != frame.type and not draft.recipients:
            draft.recipients = self._addressed(draft)

    def _addressed(self, draft: Draft) -> tuple[Actor, ...]:
        """Whom a speaker tells what it will do to nobody else that is named."""
        saying = self.drafter.saying_over(draft.tree, draft.at)
        return () if saying is None else self._known(saying.addressees)

    def _known(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        alone = load_sectors().unlinked
        return tuple(a for a in actors if a.country or a.group or (a.name and a.sector in alone))

    def _refusal(self, draft: Draft) -> str | None:
        """Why the draft must not be published, or None."""
        frame = draft.found.frame
        if (
            draft.actors
            and frame.type == draft.type
            and {a.sector for a in draft.actors} <= set(frame.not_by)
        ):
            return "no deed of such an actor"
        linked = [a for a in (*draft.actors, *draft.recipients) if a.country or a.group]
        if not linked:
            return "nobody in it could be linked"
        if frame.symmetric and frame.type == draft.type:
            together = len(draft.actors) >= 2 or any(a.group for a in draft.actors) or are_both_told(draft)
            return None if together or frame.needs == "actor" else "one side only"
        promised = draft.type != frame.type and draft.verdict.factuality == "future"
        if promised and frame.symmetric and frame.type in self.codebook.many and len(linked) < 2:
            return None if linked[0].group else "one side only"  # a parliament that will meet meets nobody
        sides = [{code_of(a) for a in side if code_of(a)} for side in (draft.actors, draft.recipients)]
        if frame.abroad and sides[0] == sides[1]:
            return "both sides are of one country"
        alone = all(one.via == EXCHANGED for one in draft.recipients) and frame.kind in GOVERNING
        if alone and not self._has_content(draft):
            return "neither whom nor what it is about is said"
        if frame.needs in ("actor", "both") and not draft.actors:
            return "no actor could be linked"
        given = promised and frame.type in self.codebook.given and draft.found.item.part != "noun"
        alone = frame.needs == "recipient" or given or draft.type in self.drafter.composer.threats
        refused = frame.type is not None and self.codebook.promised_not.get(frame.type) == draft.type
        changed = (draft.type != frame.type and alone) or (refused and self._has_content(draft))
        if frame.needs in ("recipient", "both") and not draft.recipients and not changed:
            return "no recipient could be linked"
        return None

    def _has_content(self, draft: Draft) -> bool:
        """Whether anything stands in the roles of what is asked, refused, threatened or promised."""
        found, tree = draft.found, draft.tree
        roles = (*found.content_roles, *found.recipient_roles)
        quoted = tree.relations[draft.at] == "parataxis" and tree.heads[draft.at] < draft.at  # "…", he vowed
        return bool(quoted or draft.contents or found.used) or any(
            fillers(draft.tree, found.slots, role) for role in roles
        )

    def _claim(self, draft: Draft) -> Saying | None:
        """The saying that alone vouches for the event; None when the writer does, or saying it does it."""
        if id(draft) in self._claims:
            return self._claims[id(draft)]
        self._claims[id(draft)] = None
        self._claims[id(draft)] = claim = self._find_claim(draft)
        return claim

    def _find_claim(self, draft: Draft) -> Saying | None:
        if draft.parent is not None:
            return self._claim(draft.parent)  # what is demanded or promised is vouched for with it
        saying = self.drafter.saying_over(draft.tree, draft.at)
        if saying is None or (saying.act == DENIAL and saying.tree is not draft.tree):
            return None  # "Rwanda denies that": what is denied was told by somebody else
        own = any(is_speaker(one, actor) for one in saying.speakers[:1] for actor in draft.actors)
        return None if own and self._is_performed(draft, saying) else saying

    def _speaker(self, saying: Saying | None) -> Actor | None:
        speaker = saying.speakers[0] if saying is not None and saying.speakers else None
        return speaker if speaker is not None and (speaker.country or speaker.group) else None

    def _is_performed(self, draft: Draft, saying: Saying) -> bool:
        """Whether the speaker does it by saying it: promises, demands, threatens, or announces his own act.

        Who is spoken of by name ("the judge opened an inquiry, the court said") is reported on like others.
        """
        if draft.verdict.cause in PERFORMING:
            return True
        verbal = self.codebook.types[draft.type].quad.startswith("verbal")
        inside = saying.content
        named = any(a.via != "coreference" and inside.start <= a.start < inside.end for a in draft.actors)
        return verbal and not (named and draft.found.frame.kind not in GOVERNING)

    # ── how sure, where, on which words ──────────────────────────────────────

    def _factuality(self, draft: Draft, told: Told | None) -> Factuality:
        if draft.factuality == "actual" and self.times.is_historical(told):
            return "historical"
        return draft.factuality

    def _trigger(self, draft: Draft) -> Span:
        return draft.tree.span(draft.at, draft.at, self.story.text)

    def _edges(self, draft: Draft) -> tuple[int, int]:
        """First and last token of the evidence: predicate, fixed parts, and the phrases of its roles."""
        tree, found = draft.tree, draft.found
        positions = {draft.at, *found.used}
        low, high = tree.edges(draft.at)
        for actor in (*draft.actors, *draft.recipients):
            if actor.start < tree.tokens[high].end and tree.tokens[low].start < actor.end:
                for position in range(low, high + 1):
                    if actor.start <= tree.tokens[position].start < actor.end:
                        positions.add(position)
        for role in (*found.recipient_roles, *found.content_roles, *found.actor_roles):
            for position in found.slots.get(role, ()):
                if low <= position <= high:
                    edges = tree.edges(position)
                    if not edges[0] <= draft.at <= edges[1]:
                        positions.update(edges)
        return min(positions), max(positions)

    def _where(self, draft: Draft) -> tuple[Where, ...]:
        codes = {code_of(actor) for actor in (*draft.actors, *draft.recipients)}
        tree, found = draft.tree, draft.found
        objects = [at for role in ("obj", *found.recipient_roles) for at in fillers(tree, found.slots, role)]
        owned = tree.function.owner_prepositions
        parts = [kid for at in objects for kid in tree.kids(at, "nmod") if tree.case(kid) in owned]
        hosts = list(dict.fromkeys([*found.used, *objects, *parts]))  # "hundreds of people in Lagos"
        kinds = {draft.type, *(f"{draft.type}/{mode}" for mode in draft.modes)}
        there = bool(kinds & self.codebook.on_the_spot)
        lands = [at for at in (*objects, *parts) if tree.tokens[at].upos == "PROPN"]  # "the port of Odesa"
        targets = lands if there else []
        near = frozenset(code for code in codes if code)
        over = draft.verdict.governors if found.item.part == "noun" else ()
        apart = frozenset(one.at for one in over if one.frame.kind in EVENT_KINDS)
        return self.actors.places.find(tree, draft.at, hosts, targets, near, self.story.text, apart)

    def _identity(self, draft: Draft, trigger: Span) -> str:
        """Stable over runs: the same text and codebook give the same id."""
        key = f"{self._of} {draft.type} {trigger.start} {draft.found.frame.type} {draft.rule}"
        return hashlib.sha256(key.encode()).hexdigest()[:12]
