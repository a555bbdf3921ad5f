"""The notation of `gives` and `not` in the cases, and whether a coded event is what it describes.

ACCUSE/disapprove CHN > WEST           type/mode, actors > recipients; no ">" means no recipient
CONSULT USA GOV, CHN                   sectors are optional, several participants by comma
AID _ > UKR                            "_" for a side that does not matter
ASSAULT RUS > UKR negated              factuality; "actual" when not said, "any" when it does not matter
RETREAT RUS > _ hypothetical of REQUEST     the event it points to is of that type
ASSAULT RUS > UKR by UKR               claimed by that speaker; "by nobody": the writer says it himself
AID USA > UKR in military              that context is among its contexts
AID SWE > KEN = 10 material cooperation     its score and quad
AID | * negated                        a bare type: with whatever participants; "*": any type; "|": either
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dragoman.scoring.output import UNKNOWN, OutputActor, OutputEvent

ANY = "_"
PARTICIPANT = re.compile(r"(?P<code>_|[A-Z][A-Z0-9-]*)(?: (?P<sector>[A-Z]{3}))?")
CODE = "(?:_|[A-Z][A-Z0-9-]*)"
RECORD = re.compile(
    r"(?P<type>\*|[A-Z]+)(?:/(?P<mode>[a-z-]+))?"
    rf"(?: (?P<sides>{CODE}(?:,? {CODE})*(?: > {CODE}(?:,? {CODE})*)?))?"
    r"(?: = (?P<score>-?[0-9.]+) (?P<quad>[a-z]+ [a-z]+))?"
    r"(?: in (?P<context>[a-z_]+))?"
    r"(?: (?P<factuality>any|actual|negated|future|hypothetical|historical))?"
    r"(?: of (?P<of>[A-Z]+))?"
    r"(?: by (?P<by>nobody|[A-Z]+))?"
)

Side = tuple[tuple[str, str | None], ...]


class Wanted(Struct, frozen=True):
    """A description of an event; None and "_" leave open what they stand for."""

    text: str
    type: str
    mode: str | None
    actors: Side | None
    recipients: Side | None
    factuality: str
    of: str | None
    by: str | None
    context: str | None
    score: float | None
    quad: str | None


def parse_records(text: str) -> tuple[tuple[Wanted, ...], ...]:
    """The records described, by semicolon, each with its alternatives; raises ValueError on what is none."""
    records = [part.strip() for part in text.split(";") if part.strip()]
    return tuple(tuple(_parse(one.strip()) for one in record.split("|")) for record in records)


def fits(event: OutputEvent, wanted: Wanted, events: Sequence[OutputEvent]) -> bool:
    """Whether the event is as described; `events` are all of its story, for those it points to."""
    by = event.said_by.code if event.said_by is not None else "nobody"
    pointed = {one.type for one in events if event.of is not None and one.id == event.of}
    return (
        wanted.type in ("*", event.type)
        and wanted.factuality in ("any", event.factuality)
        and (wanted.mode is None or wanted.mode in event.mode)
        and _is_side(event.actor, wanted.actors)
        and _is_side(event.recipient, wanted.recipients)
        and (wanted.of is None or wanted.of in pointed)
        and wanted.by in (None, by)
        and (wanted.context is None or wanted.context in event.context)
        and wanted.score in (None, event.score)
        and wanted.quad in (None, event.quad)
    )


def describe_event(event: OutputEvent, events: Sequence[OutputEvent] = ()) -> str:
    """The event in this notation."""
    mode = "/" + ",".join(event.mode) if event.mode else ""
    recipients = f" > {_describe(event.recipient)}" if event.recipient else ""
    tail = "" if event.factuality == "actual" else f" {event.factuality}"
    tail += "".join(f" of {one.type}" for one in events if event.of is not None and one.id == event.of)
    tail += f" by {event.said_by.code}" if event.said_by is not None else ""
    return f"{event.type}{mode} {_describe(event.actor)}{recipients}{tail}"


def _parse(text: str) -> Wanted:
    match = RECORD.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not of the form TYPE/mode ACTOR > RECIPIENT factuality")
    left = right = None
    if match["sides"]:
        before, arrow, after = match["sides"].partition(" > ")
        left, right = _parse_side(before), _parse_side(after) if arrow else ()
    return Wanted(
        text=text,
        type=match["type"],
        mode=match["mode"],
        actors=left,
        recipients=right,
        factuality=match["factuality"] or "actual",
        of=match["of"],
        by=match["by"],
        context=match["context"],
        score=float(match["score"]) if match["score"] else None,
        quad=match["quad"],
    )


def _parse_side(text: str) -> Side | None:
    found: list[tuple[str, str | None]] = []
    for part in text.split(","):
        match = PARTICIPANT.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part!r} is not a participant: a code and perhaps a sector, or _")
        if match["code"] == ANY:
            return None
        found.append((match["code"], match["sector"]))
    return tuple(found)


def _is_side(actors: Sequence[OutputActor], wanted: Side | None) -> bool:
    if wanted is None:
        return True
    if {actor.code for actor in actors} - {UNKNOWN} != {code for code, _ in wanted}:
        return False
    return all(
        sector is None or any(one.code == code and one.sector == sector for one in actors)
        for code, sector in wanted
    )


def _describe(actors: Sequence[OutputActor]) -> str:
    parts = dict.fromkeys(one.code + (f" {one.sector}" if one.sector else "") for one in actors)
    return ", ".join(parts) or ANY
