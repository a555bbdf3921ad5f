"""PLOVER's own export: one JSON object an event, in the fields of its manual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.export.told import Told, narrow_to_happened, tell_stories
from dragoman.records import Actor, Event, Story, Where
from dragoman.store.days import bound_days
from dragoman.store.desk import Desk
from dragoman.tables import read_table

_PATH = Path(__file__).with_name("plover.toml")


class _LeftOut(Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[str, ...]


class Plover(Struct, frozen=True, forbid_unknown_fields=True):
    """plover.toml."""

    quads: dict[str, int]
    codes: dict[str, str]
    kinds: dict[str, str]
    sectors: dict[str, str]
    left_out: _LeftOut


@cache
def load_plover() -> Plover:
    """The table of what PLOVER names otherwise."""
    return read_table(_PATH, Plover)


def write_plover(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write the events that fit, one JSON object a line; returns their number.

    Unless a factuality, a standing or claims are asked for, only what the writer tells as having happened is
    written: PLOVER has no place for the rest but its auxiliary modes, which stand in `mode` then. Actors that
    are not linked, and regions, are left out, and events that nobody is left in.
    """
    atlas = Atlas.load()
    count = 0
    for told in tell_stories(desk, narrow_to_happened(asked)):
        for number, event in enumerate(told.events, 1):
            row = describe_event(told, event, number, atlas)
            if row is not None:
                file.write(msgspec.json.encode(row) + b"\n")
                count += 1
    return count


def describe_event(told: Told, event: Event, number: int, atlas: Atlas) -> dict[str, Any] | None:
    """The event in PLOVER's fields, `number` in its story; None when no actor of it has a code.

    Offsets are characters of the story's text.
    """
    actors, recipients = (_list_actors(side, atlas) for side in (event.actor, event.recipient))
    if not actors:
        return None
    day, _ = bound_days(event.date.edtf if event.date else None)
    auxiliary = () if event.factuality == "actual" else (event.factuality,)
    sources = _list_actors([event.said_by], atlas) if event.said_by else []
    return {
        "id": f"{told.story.id}/{event.id}",
        "date": day,
        "actor": actors,
        "recipient": recipients,
        "event": [event.type],
        "mode": [*event.mode, *auxiliary],
        "context": list(event.context),
        "quad_code": load_plover().quads.get(event.quad),
        "event_scale": event.score,
        "event_loc": _describe_place(event.place) if event.place else {},
        "event_text": event.evidence.text,
        "text_info": {"sequence": number, "start": event.evidence.start, "end": event.evidence.end},
        "cite_info": _cite(told.story),
        "said_by": sources[0] if sources else None,
        "confidence": event.confidence,
        "coder": f"dragoman {told.record.versions.dragoman}",
        "coded_date": told.added[:10],
        "version": told.record.versions.codebook,
    }


def _describe_place(place: Where) -> dict[str, Any]:
    where = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
    return {**where, "geoname": place.id}


def _cite(story: Story) -> dict[str, Any]:
    names = ("title", "published", "publisher", "url", "language")
    return {"story": story.id, **{name: getattr(story, name) for name in names}}


def _list_actors(side: Sequence[Actor], atlas: Atlas) -> list[dict[str, Any]]:
    return [
        {"code": code, "sector": one.sector, "entity_text": one.name or one.text, "identifier_id": one.id}
        for one in side
        if (code := find_code(one, atlas)) is not None
    ]


def find_code(actor: Actor, atlas: Atlas) -> str | None:
    """The actor's country, else the code PLOVER has for what it is; None when it has none."""
    if actor.country is not None:
        return actor.country
    plover = load_plover()
    group = actor.group
    if group is None or group in plover.left_out.groups:
        return None
    if group in plover.codes:
        return plover.codes[group]
    entry = atlas.entry(group)
    sector = (entry.sector if entry else None) or actor.sector
    return plover.sectors.get(sector or "") or plover.kinds.get(entry.kind if entry else "group")
