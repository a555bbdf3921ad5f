"""Records in the notation of gold: what a judgement says is right, and how a correction is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dragoman.codebook.codebook import load_codebook
from dragoman.codebook.issues import list_issues
from dragoman.errors import StoreError
from dragoman.records import Actor, Event, Relation, Statement
from dragoman.scoring.gold import GoldEvent, GoldRelation, GoldStatement, parse_participant
from dragoman.scoring.rules import load_rules
from dragoman.stages.times.edtf import read_edtf
from dragoman.store.flat import code_of

Gold = GoldEvent | GoldStatement | GoldRelation


def write_participant(actor: Actor) -> str | None:
    """The actor as gold writes it, "USA GOV (Joe Biden)"; None when neither code nor sector is known."""
    code = code_of(actor)
    name = f" ({actor.name})" if actor.name and actor.sector and actor.via != "metonym" else ""
    if code is None:
        return f"{actor.sector}{name}" if actor.sector in load_rules().sectors else None
    return f"{code} {actor.sector}{name}" if actor.sector else code


def write_gold(record: Event | Statement | Relation, *, core: bool = True) -> Gold:
    """The record as gold. An event is `core` only where all who take part can be written."""
    if isinstance(record, Relation):
        return GoldRelation(
            actors=record.actors,
            change=record.change,
            evidence=record.evidence.text,
            issues=record.issues,
            since=record.since.edtf if record.since else None,
            factuality=record.factuality,
            said_by=write_participant(record.said_by) if record.said_by else None,
            core=core,
        )
    if isinstance(record, Statement):
        speakers = [write_participant(one) for one in record.speakers]
        told = "; ".join(one for one in speakers if one)
        cue = record.cue.text if record.cue else None
        return GoldStatement(speaker=told or None, content=record.content.text, cue=cue, kind=record.kind)
    actors, recipients = (
        [write_participant(one) for one in side] for side in (record.actor, record.recipient)
    )
    return GoldEvent(
        type=record.type,
        evidence=record.evidence.text,
        factuality=record.factuality,
        core=core and None not in (*actors, *recipients),
        actor=tuple(one for one in actors if one),
        recipient=tuple(one for one in recipients if one),
        mode=record.mode,
        said_by=write_participant(record.said_by) if record.said_by else None,
    )


def correct_record(record: Event | Statement | Relation, changes: Mapping[str, Any], text: str) -> Gold:
    """The record as gold with what `changes` says otherwise; `text` is its story's.

    Raises StoreError for a field that gold does not have, a type or mode that the codebook does not have, a
    participant that is no code, words that do not stand in the story, and changes that change nothing. The
    actors of a relation, which have no sides, may be called `actor` too.
    """
    gold = write_gold(record)
    if isinstance(gold, GoldRelation) and "actor" in changes:
        changes = {"actors" if name == "actor" else name: value for name, value in changes.items()}
    fields = msgspec.structs.asdict(gold)
    allowed = [name for name in fields if name != "core"]
    for name in changes:
        if name not in allowed:
            raise StoreError(f"“{name}” cannot be corrected", remedy=f"correct {', '.join(allowed)}")
    # Who corrects the participants names them all; otherwise one that gold cannot write leaves it optional.
    core = {"core": True} if "core" in fields and {"actor", "recipient"} & changes.keys() else {}
    try:
        corrected = msgspec.convert({**fields, **core, **changes}, type=type(gold))
    except msgspec.ValidationError as error:
        raise StoreError(f"the correction is not as it should be: {error}") from None
    if corrected == gold:
        raise StoreError("the correction changes nothing", remedy="give what is wrong as it should be")
    _check_words(corrected, text)
    _check_participants(corrected)
    if isinstance(corrected, GoldEvent):
        _check_type(corrected)
    if isinstance(corrected, GoldRelation):
        _check_relation(corrected)
    return corrected


def list_changes() -> tuple[str, ...]:
    """What may be told of how a relation stands, in the codebook's order."""
    told = (frame.change for frame in load_codebook().frames.values())
    return tuple(dict.fromkeys(change for change in told if change))


def _check_words(gold: Gold, text: str) -> None:
    words = gold.content if isinstance(gold, GoldStatement) else gold.evidence
    for part in (words, gold.cue if isinstance(gold, GoldStatement) else None):
        if part is not None and (not part or part not in text):
            raise StoreError(
                f"“{part}” does not stand in the story", remedy="give words of the story, exactly"
            )


def _check_participants(gold: Gold) -> None:
    if isinstance(gold, GoldEvent):
        told: Sequence[str | None] = (*gold.actor, *gold.recipient, gold.said_by)
    elif isinstance(gold, GoldStatement):
        told = (gold.speaker or "").split(";") if gold.speaker else ()
    else:
        told = (*gold.actors, gold.said_by)
    for one in told:
        try:
            if one is not None:
                parse_participant(one)
        except ValueError as error:
            raise StoreError(str(error), remedy="write “USA”, “USA GOV” or “USA GOV (Joe Biden)”") from None


def _check_type(gold: GoldEvent) -> None:
    types = load_codebook().types
    unknown = sorted(gold.types - types.keys())
    if unknown:
        raise StoreError(f"“{unknown[0]}” is no type of event", remedy=f"one of {', '.join(types)}")
    modes = {mode for name in gold.types for mode in types[name].modes}
    odd = [mode for mode in gold.mode if mode not in modes]
    if odd:
        allowed = ", ".join(sorted(modes)) or "it has none"
        raise StoreError(f"“{odd[0]}” is no mode of {gold.type}", remedy=f"allowed: {allowed}")


def _check_relation(gold: GoldRelation) -> None:
    if gold.change not in list_changes():
        remedy = f"one of {', '.join(list_changes())}"
        raise StoreError(f"“{gold.change}” is not how a relation stands", remedy=remedy)
    unknown = sorted(set(gold.issues) - set(list_issues()))
    if unknown:
        raise StoreError(f"“{unknown[0]}” is no issue", remedy=f"one of {', '.join(list_issues())}")
    if any(parse_participant(one).sector for one in gold.actors):
        raise StoreError("a relation is between codes alone", remedy="write “USA”, without a sector")
    if not gold.actors:
        raise StoreError("a relation needs an actor", remedy="if nobody is meant, say that it is wrong")
    try:
        if gold.since is not None:
            read_edtf(gold.since)
    except ValueError as error:
        raise StoreError(f"since cannot be: {error}", remedy="write EDTF: 2014, 2014-03, 2014/..") from None
