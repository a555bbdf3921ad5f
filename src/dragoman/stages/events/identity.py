"""One event told more than once in a story is one record with several mentions.

Two tellings are one event when nothing in them speaks against it, and something speaks for it. Against it:
other types, modes, participants, persons, factuality or sources; other dates or places; other numbers or
names; other content ("condemned the visit", "condemned the arms sale"); a word that says it is another one
("again", "a second round"). For it: the same meaning, or a noun that points back ("the meeting"), or the same
sentence. Nearness alone says nothing: a story may tell of two meetings in one breath.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dragoman.records import Actor, Event, EventMention, When, Where
from dragoman.stages.actors.codes import code_of
from dragoman.stages.events.drafts import Draft
from dragoman.stages.frames.finder import fillers
from dragoman.stages.trees.tenses import is_outcome
from dragoman.stages.trees.tree import Tree, refers_back

CONTENT = ("NOUN", "VERB", "PROPN", "ADJ")
MODIFIERS = ("advmod", "amod", "det", "nummod", "obl", "nmod")
CITY = "city"  # an actor that is its country because a town of it is named
SHARED = 0.5  # of the smaller content, the part two tellings of one event share


class Telling(Struct, frozen=True):
    """An event as it is told in one place, with what shows whether another place tells it too.

    `content` are the lemmas of what it is about, its participants left out, `names` those of them that are
    names, and `numbers` the figures in it. `apart`: it is called another one; `refers`: a noun points back
    to something known; `paired`: whoever takes part does so together, and what it was about may be told in
    parts.
    """

    event: Event
    sentence: int
    frame: str
    content: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    apart: bool = False
    refers: bool = False
    paired: bool = False
    at: int = -1
    outcome_of: frozenset[int] = frozenset()  # the predicates of its sentence of which this tells what came


def describe_telling(draft: Draft, event: Event) -> Telling:
    """The telling of an event that was made from a draft."""
    tree, at = draft.tree, draft.at
    roles = (*draft.found.actor_roles, *draft.found.recipient_roles, *draft.found.content_roles, "obj")
    positions = {at, *draft.found.used}
    phrases: list[int] = []
    for role in roles:
        for position in fillers(tree, draft.found.slots, role):
            if position != at and at not in tree.below(position):
                positions.update(tree.below(position))
                phrases.append(position)
    spans = [(actor.start, actor.end) for actor in (*draft.actors, *draft.recipients)]
    named = {
        position
        for position in positions
        if any(start <= tree.tokens[position].start < end for start, end in spans)
    }
    towns = [(one.start, one.end) for one in (*draft.actors, *draft.recipients) if one.via == CITY]
    places = {
        tree.lemma(position)
        for position in positions & named
        if tree.tokens[position].upos == "PROPN"
        and any(start <= tree.tokens[position].start < end for start, end in towns)
    }
    about = sorted(positions - named - {at, *draft.found.used})
    lemmas = {
        tag: frozenset(tree.lemma(one) for one in about if tree.tokens[one].upos == tag) for tag in CONTENT
    }
    return Telling(
        event,
        tree.number,
        draft.found.item.entry.frame,
        frozenset().union(*lemmas.values()) if not draft.again else frozenset(),
        lemmas["PROPN"] | places,
        frozenset(tree.lemma(one) for one in positions if tree.tokens[one].upos == "NUM"),
        any(_is_apart(tree, kid) for host in (at, *phrases) for kid in tree.kids(host, *MODIFIERS)),
        refers_back(tree, at) or draft.again,
        draft.found.frame.symmetric,
        at,
        _find_causes(tree, at),
    )


def merge_mentions(told: Sequence[Telling], pointing: Sequence[Telling] = ()) -> tuple[Event, ...]:
    """The events, each once, in the order of the text; further tellings are its `mentions`.

    The fullest telling is the record: it has most participants known, and the writer's own word before a
    source's. What was the content of another telling points to the record that is kept. `pointing` are nouns
    that name nobody ("the meeting"): they join the one event told before that they can mean, or none.
    """
    groups: list[list[Telling]] = []
    for telling in sorted(told, key=lambda one: one.event.trigger.start):
        # The latest that fits: a pointing noun means what was told last.
        group = next((g for g in reversed(groups) if all(_same(one, telling) for one in g)), None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    for telling in pointing:
        group = _meant(telling, groups)
        if group is not None:
            group.append(telling)
    kept: dict[str, str] = {}
    events = []
    for group in groups:
        event = _join(group)
        kept.update({one.event.id: event.id for one in group})
        events.append(event)
    linked = (replace(event, of=kept.get(event.of)) if event.of else event for event in events)
    return tuple(sorted(linked, key=lambda event: (event.trigger.start, event.id)))


def _meant(telling: Telling, groups: Sequence[list[Telling]]) -> list[Telling] | None:
    """The group that a noun without participants means: the only one before it, or of its meaning."""
    fitting = [
        group
        for group in groups
        if group[0].event.trigger.start < telling.event.trigger.start
        and all(
            _agree(one.event, telling.event, bare=True) and _agree_in_words(one, telling) for one in group
        )
    ]
    alike = [group for group in fitting if any(one.frame == telling.frame for one in group)]
    chosen = alike or fitting
    return chosen[0] if len(chosen) == 1 else None


def _same(a: Telling, b: Telling) -> bool:
    if not _agree(a.event, b.event):
        return False
    return _is_outcome(a, b) or (_agree_in_words(a, b) and _speaks_for(a, b))


def _is_outcome(a: Telling, b: Telling) -> bool:
    """Whether one tells what came of the other: "fired on a bus, killing ten and wounding twenty"."""
    if a.sentence != b.sentence:
        return False
    return a.at in b.outcome_of or b.at in a.outcome_of or bool(a.outcome_of & b.outcome_of)


def _agree(a: Event, b: Event, *, bare: bool = False) -> bool:
    """Whether type, mode, participants, standing, date and place could be those of one event.

    `bare`: the second may leave it open who takes part.
    """
    return (
        a.type == b.type
        and a.factuality == b.factuality
        and (a.mode == b.mode or not a.mode or not b.mode)
        and _same_sides(a, b, bare)
        and (a.said_by is None or b.said_by is None or code_of(a.said_by) == code_of(b.said_by))
        and _same_date(a.date, b.date)
        and _same_place(a.place, b.place)
    )


def _agree_in_words(a: Telling, b: Telling) -> bool:
    if b.apart or _are_apart(a.numbers, b.numbers) or _are_apart(a.names, b.names):
        return False
    if a.paired or not a.content or not b.content:
        return True
    return len(a.content & b.content) >= SHARED * min(len(a.content), len(b.content))


def _are_apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours and theirs) and not ours & theirs


def _speaks_for(a: Telling, b: Telling) -> bool:
    known = _are_known(a.event, b.event)
    if a.sentence == b.sentence:
        return a.frame == b.frame or b.refers or (known and a.event.mode == b.event.mode != ())
    if a.paired and b.paired and len(_names(a.event) & _names(b.event)) > 1:
        return True  # the same two persons: "had a phone call with", "spoke with"
    return b.refers or (a.frame == b.frame and known)


def _are_known(a: Event, b: Event) -> bool:
    """Whether it is clear who took part: two in both tellings, or the same person by name.

    One country alone may do the same thing twice.
    """
    if _names(a) & _names(b):
        return True
    return all(
        len({code_of(one) for one in (*event.actor, *event.recipient)} - {None}) > 1 for event in (a, b)
    )


def _names(event: Event) -> set[str]:
    return {one.name for one in (*event.actor, *event.recipient) if one.name}


# ── who, when, where ─────────────────────────────────────────────────────────


def _same_sides(a: Event, b: Event, bare: bool) -> bool:
    """Whether the same people may take part: one side may be unknown, both only of a `bare` telling."""
    known = _same_people(a.actor, b.actor), _same_people(a.recipient, b.recipient)
    return False not in known and (bare or True in known)


def _same_people(ours: Sequence[Actor], theirs: Sequence[Actor]) -> bool | None:
    """None when one of the two does not tell."""
    if not ours or not theirs:
        return None
    if {code_of(one) for one in ours} != {code_of(one) for one in theirs}:
        return False
    return all(any(_may_be(one, other) for other in theirs) for one in ours)


def _may_be(a: Actor, b: Actor) -> bool:
    """Whether two mentions may be one participant: a minister and his country may, two ministers not."""
    if code_of(a) != code_of(b) or (a.name and b.name and a.name != b.name):
        return False
    return a.sector == b.sector or a.sector is None or b.sector is None


def _same_date(a: When | None, b: When | None) -> bool:
    if a is None or b is None or a.basis != "text" or b.basis != "text":
        return True
    return a.edtf.startswith(b.edtf) or b.edtf.startswith(a.edtf)


def _same_place(a: Where | None, b: Where | None) -> bool:
    """Whether one place may lie in the other."""
    if a is None or b is None or a.name == b.name or (a.id and a.id == b.id):
        return True
    return a.country == b.country and (a.lat is None) != (b.lat is None)


# ── how it is told ───────────────────────────────────────────────────────────


def _find_causes(tree: Tree, at: int) -> frozenset[int]:
    """The predicates of which a participle set off by a comma, or what is joined to it, tells the outcome."""
    found: set[int] = set()
    place = at
    for head in tree.above(at):
        relation = tree.relations[place]
        if relation == "conj" and not tree.is_finite(place):
            beside = place == head + 2 and tree.kid(place, "obj", "nsubj:pass", "nsubj") is None
            if beside:  # "was shot and wounded"
                found.add(head)
            place = head
            continue
        if relation != "advcl" or not is_outcome(tree, place, head):
            break
        found.add(head)
        place = head
    return frozenset(found)


def _is_apart(tree: Tree, at: int) -> bool:
    return tree.lemma(at) in tree.function.renewals or tree.forms[at] in tree.function.renewals


def _join(group: Sequence[Telling]) -> Event:
    """One event of its tellings."""
    if len(group) == 1:
        return group[0].event
    best = max(group, key=lambda one: (_fullness(one.event), -one.event.trigger.start)).event
    others = sorted(
        (one.event for one in group if one.event is not best), key=lambda event: event.trigger.start
    )
    dated = next((event.date for event in others if event.date and event.date.basis == "text"), None)
    exact = best if best.mode else next((event for event in others if event.mode), best)
    return replace(
        best,
        mode=exact.mode,
        score=exact.score,
        date=best.date if best.date and best.date.basis == "text" else dated or best.date,
        place=best.place or next((event.place for event in others if event.place), None),
        mentions=tuple(
            EventMention(event.trigger, event.evidence, event.said_by, event.why) for event in others
        ),
    )


def _fullness(event: Event) -> tuple[int, bool, int]:
    sides = bool(event.actor) + bool(event.recipient)
    return sides, event.said_by is None and event.claimed_in is None, len(event.mode)
