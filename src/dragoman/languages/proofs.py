"""What an entry's example must give: the small notation of `gives`, and whether a record meets it.

ACCUSE/disapprove CHN > WEST          type/mode, actors > recipients
CONSULT USA GOV, CHN                  sectors are optional, several actors by comma
REQUEST/change USA > CHN ; ACCUSE CHN > RUS hypothetical      several records by semicolon
claim CHN                             a statement of that act by that speaker
relation/worse USA, CHN               a relation told in the text
nothing                               no published record
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.records import Actor, Event, StoryRecord

FACTUALITIES = ("actual", "negated", "future", "hypothetical", "historical")
RELATION = "relation"
PARTICIPANT = re.compile(r"^(?P<code>\?|[A-Z][A-Za-z0-9-]*)(?: (?P<sector>[A-Z]{3}))?$")
HEAD = re.compile(r"^(?P<type>[A-Za-z][A-Za-z0-9-]*)(?:/(?P<mode>[a-z-]+))?(?: (?P<rest>.*))?$")


class Expected(Struct, frozen=True):
    """One record that an example must give; `type` is a PLOVER type, or the act of a statement."""

    type: str
    mode: str | None
    actors: tuple[tuple[str, str | None], ...]
    recipients: tuple[tuple[str, str | None], ...]
    factuality: str

    @property
    def is_statement(self) -> bool:
        """Whether a statement is meant: acts of speaking are written small."""
        return self.type.islower()


def parse_gives(text: str) -> tuple[Expected, ...]:
    """The records that `text` names, () for "nothing"; raises ValueError saying what is not understood."""
    if text.strip() == "nothing":
        return ()
    return tuple(_parse_one(part.strip()) for part in text.split(";"))


def meets(record: StoryRecord, expected: Sequence[Expected]) -> bool:
    """Whether the record holds everything expected; for "nothing", no published event at all."""
    if not expected:
        return not any(event.factuality == "actual" for event in record.events)
    for one in expected:
        if one.type == RELATION:
            wanted = {code for code, _ in one.actors}
            if not any(r.change == one.mode and set(r.actors) == wanted for r in record.relations):
                return False
        elif one.is_statement:
            codes = [_code(s.speaker) for s in record.statements if s.act == one.type]
            if not any(code in codes for code, _ in one.actors):
                return False
        elif not any(_is(event, one) for event in record.events):
            return False
    return True


def describe(record: StoryRecord) -> str:
    """The record's events and statements in the notation of `gives`, for messages."""
    parts = [_describe(event) for event in record.events]
    parts += [f"{s.act} {_code(s.speaker)}" for s in record.statements]
    parts += [f"{RELATION}/{r.change} {', '.join(r.actors)}" for r in record.relations]
    return " ; ".join(parts) or "nothing"


def _parse_one(text: str) -> Expected:
    factuality = "actual"
    for name in FACTUALITIES:
        if text.endswith(f" {name}"):
            factuality, text = name, text[: -len(name) - 1]
    head = HEAD.match(text)
    if head is None:
        raise ValueError(f"{text!r} is not of the form TYPE/mode ACTOR > RECIPIENT")
    left, _, right = (head["rest"] or "").partition(">")
    return Expected(head["type"], head["mode"], _participants(left), _participants(right), factuality)


def _participants(text: str) -> tuple[tuple[str, str | None], ...]:
    found = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        match = PARTICIPANT.match(part)
        if match is None:
            raise ValueError(f"{part!r} is not a participant: a code (USA, EU, ?) and perhaps a sector (GOV)")
        found.append((match["code"], match["sector"]))
    return tuple(found)


def _is(event: Event, one: Expected) -> bool:
    return (
        event.type == one.type
        and event.factuality == one.factuality
        and (one.mode is None or one.mode in event.mode)
        and _same_side(event.actor, one.actors)
        and _same_side(event.recipient, one.recipients)
    )


def _same_side(actors: Sequence[Actor], wanted: Sequence[tuple[str, str | None]]) -> bool:
    codes = {_code(actor) for actor in actors}
    if {code for code, _ in wanted if code != "?"} != codes - {"?"}:
        return False
    return all(
        sector is None or any(_code(a) == code and a.sector == sector for a in actors)
        for code, sector in wanted
    )


def _code(actor: Actor | None) -> str:
    return (actor.country or actor.group or "?") if actor else "?"


def _describe(event: Event) -> str:
    mode = f"/{event.mode[0]}" if event.mode else ""
    actors = ", ".join(_code(a) + (f" {a.sector}" if a.sector else "") for a in event.actor) or "?"
    recipients = ", ".join(_code(a) + (f" {a.sector}" if a.sector else "") for a in event.recipient)
    tail = f" > {recipients}" if recipients else ""
    return f"{event.type}{mode} {actors}{tail}" + (
        "" if event.factuality == "actual" else f" {event.factuality}"
    )
