"""Predicted against gold: dyads, types, actors, sectors, factuality, speakers, statements.

dyad        published events (told as having happened) whose words touch, with the same type and participants
type        the same by words and type alone
actors      of the type matches that must be found, the share with the right actors, the right recipients
sector      of the dyad matches, the share of gold sectors that are right
factuality  of the gold events that must be found and were seen at all, the share with the right factuality
said_by     of the dyad matches, the share with the right speaker, or rightly none
statements  reported speech whose content is shared for at least half; and the share of right speakers
relations   told in the text, with the same actors and change; of those the shares with the right issues, the
            right beginning ("since"), and the right factuality

Gold that need not be found is neither missed when absent nor wrong when present.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from dragoman.scoring.gold import GoldEvent, GoldStory, locate_parts, parse_participant
from dragoman.scoring.matching import (
    Target,
    closeness,
    happened,
    is_sideless,
    pair_events,
    same_codes,
    same_participants,
    shared,
    stands_on,
)
from dragoman.scoring.output import Output, OutputEvent, OutputStatement
from dragoman.scoring.relations import name_relation, pair_relations

SAME_CONTENT = 0.5  # of two contents together, the part they share when they are the same statement


class Balance(Struct):
    """Right, extra and missed records of one kind."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the given records that is right; 0 when none was given."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of the wanted records that was found; 0 when none was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Share(Struct):
    """How many of how many are right."""

    right: int = 0
    all: int = 0

    def count(self, right: bool) -> None:
        """Counts one more."""
        self.all += 1
        self.right += right

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None when there was nothing to judge."""
        return self.right / self.all if self.all else None


class Fault(Struct, frozen=True):
    """A record that is missing or too many: `kind` is "missed", "extra" or "unheard"."""

    kind: str
    story: str
    record: str
    text: str


class Score(Struct):
    """All counts over the stories scored so far."""

    stories: int = 0
    dyad: Balance = field(default_factory=Balance)
    type: Balance = field(default_factory=Balance)
    by_type: dict[str, Balance] = field(default_factory=dict)
    actor: Share = field(default_factory=Share)
    recipient: Share = field(default_factory=Share)
    sector: Share = field(default_factory=Share)
    factuality: Share = field(default_factory=Share)
    said_by: Share = field(default_factory=Share)
    statements: Balance = field(default_factory=Balance)
    speaker: Share = field(default_factory=Share)
    relations: Balance = field(default_factory=Balance)
    issues: Share = field(default_factory=Share)
    since: Share = field(default_factory=Share)
    standing: Share = field(default_factory=Share)
    faults: list[Fault] = field(default_factory=list)


def score_stories(gold: Iterable[GoldStory], output: Mapping[str, Output]) -> Score:
    """The score of a coder's output; a story it gave nothing for counts as coded to nothing."""
    score = Score()
    for story in gold:
        score.stories += 1
        _score_story(story, output.get(story.id, Output(id=story.id)), score)
    return score


def judge_events(gold: GoldStory, output: Output) -> list[bool | None]:
    """For each coded event whether gold has it, with type and participants.

    None for events that are not published, and for those that gold leaves free.
    """
    spans = locate_parts(gold.text, tuple(event.evidence for event in gold.events))
    targets = [Target(event, edges) for event, edges in zip(gold.events, spans, strict=True)]
    pairing = pair_events(targets, output.events, same_participants)
    right = {event_at for _, event_at in pairing.pairs}
    wrong = {id(event) for event in _surplus(targets, output.events, pairing.free)}
    return [
        None if not happened(event) else True if at in right else False if id(event) in wrong else None
        for at, event in enumerate(output.events)
    ]


def _score_story(gold: GoldStory, output: Output, score: Score) -> None:
    spans = locate_parts(gold.text, tuple(event.evidence for event in gold.events))
    targets = [Target(event, edges) for event, edges in zip(gold.events, spans, strict=True)]
    _score_dyads(gold.id, targets, output.events, score)
    _score_types(targets, output.events, score)
    _score_factuality(targets, output.events, score.factuality)
    if gold.statements is not None:
        _score_statements(gold, output.statements, score)
    if gold.relations is not None:
        _score_relations(gold, output, score)


def _score_dyads(story: str, targets: list[Target], events: tuple[OutputEvent, ...], score: Score) -> None:
    pairing = pair_events(targets, events, same_participants)
    found = dict(pairing.pairs)
    for at, target in enumerate(targets):
        gold = target.event
        if gold.core and happened(gold):
            kind = score.by_type.setdefault(min(gold.types), Balance())
            for balance in (score.dyad, kind):
                balance.right += at in found
                balance.missed += at not in found
            if at not in found:
                score.faults.append(Fault("missed", story, _name_gold(gold), gold.evidence))
    for event in _surplus(targets, events, pairing.free):
        score.dyad.extra += 1
        score.by_type.setdefault(event.type, Balance()).extra += 1
        words = event.evidence or event.trigger
        score.faults.append(Fault("extra", story, _name_output(event), words.text if words else ""))
    for gold_at, event_at in pairing.pairs:
        _score_details(targets[gold_at].event, events[event_at], score)


def _score_types(targets: list[Target], events: tuple[OutputEvent, ...], score: Score) -> None:
    pairing = pair_events(targets, events, lambda gold, event: True)
    found = dict(pairing.pairs)
    for at, target in enumerate(targets):
        if target.event.core and happened(target.event):
            score.type.right += at in found
            score.type.missed += at not in found
    score.type.extra += len(_surplus(targets, events, pairing.free))
    for gold_at, event_at in pairing.pairs:
        gold, event = targets[gold_at].event, events[event_at]
        if not gold.core:
            continue
        whole = is_sideless(gold, event)
        score.actor.count(same_participants(gold, event) if whole else same_codes(gold.actor, event.actor))
        score.recipient.count(
            same_participants(gold, event) if whole else same_codes(gold.recipient, event.recipient)
        )


def _surplus(
    targets: list[Target], events: tuple[OutputEvent, ...], free: tuple[int, ...]
) -> list[OutputEvent]:
    """Published events that answer nothing and are not forgiven by optional gold of their type and words."""
    forgiving = [target for target in targets if not target.event.core and happened(target.event)]
    return [
        events[at]
        for at in free
        if happened(events[at]) and not any(stands_on(target, events[at]) for target in forgiving)
    ]


def _score_details(gold: GoldEvent, event: OutputEvent, score: Score) -> None:
    for wanted, given in ((gold.actor, event.actor), (gold.recipient, event.recipient)):
        sectors = {actor.code: actor.sector for actor in given}
        participants = {one.code: one.sector for one in map(parse_participant, wanted)}
        for code, sector in participants.items():
            if sector and code in sectors:
                score.sector.count(sectors[code] == sector)
    speaker = parse_participant(gold.said_by).code if gold.said_by else None
    score.said_by.count(speaker == (event.said_by.code if event.said_by else None))


def _score_factuality(targets: list[Target], events: tuple[OutputEvent, ...], share: Share) -> None:
    for target in targets:
        gold = target.event
        seen = [event for event in events if stands_on(target, event)]
        if not gold.core or not seen:
            continue
        ranks = [
            (closeness(target.edges, e), same_participants(gold, e), e.factuality == gold.factuality)
            for e in seen
        ]
        best = seen[ranks.index(max(ranks))]
        share.count(best.factuality == gold.factuality)


def _score_statements(gold: GoldStory, statements: tuple[OutputStatement, ...], score: Score) -> None:
    wanted = gold.statements or ()
    free = list(statements)
    for statement, edges in zip(
        wanted, locate_parts(gold.text, tuple(s.content for s in wanted)), strict=True
    ):
        likeness = [_likeness(edges, one.content.edges) for one in free]
        if max(likeness, default=0.0) < SAME_CONTENT:
            score.statements.missed += 1
            score.faults.append(Fault("unheard", gold.id, str(statement.speaker), statement.content))
            continue
        best = free.pop(likeness.index(max(likeness)))
        score.statements.right += 1
        if statement.speaker:
            codes = {parse_participant(one).code for one in statement.speaker.split(";")}
            score.speaker.count(best.speaker is not None and best.speaker.code in codes)
    score.statements.extra += len(free)


def _score_relations(gold: GoldStory, output: Output, score: Score) -> None:
    pairing = pair_relations(gold.text, gold.relations or (), output.relations)
    for wanted, found in pairing.pairs:
        if not wanted.core:
            continue
        score.relations.right += found is not None
        score.relations.missed += found is None
        if found is None:
            score.faults.append(Fault("missed", gold.id, name_relation(wanted), wanted.evidence))
            continue
        score.issues.count(set(wanted.issues) == set(found.issues))
        score.since.count(wanted.since == (found.since.edtf if found.since else None))
        score.standing.count(wanted.factuality == found.factuality)
    for one in pairing.extra:
        score.relations.extra += 1
        score.faults.append(Fault("extra", gold.id, name_relation(one), one.evidence.text))


def _likeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Characters shared over characters covered by either."""
    both = shared(a, b)
    return both / (a[1] - a[0] + b[1] - b[0] - both) if both else 0.0


def _name_gold(gold: GoldEvent) -> str:
    return f"{gold.type} {', '.join(gold.actor) or '?'} > {', '.join(gold.recipient) or '-'}"


def _name_output(event: OutputEvent) -> str:
    actors, recipients = (", ".join(one.code for one in side) for side in (event.actor, event.recipient))
    return f"{event.type} {actors or '?'} > {recipients or '-'}"
