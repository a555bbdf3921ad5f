"""A table in the manner of GDELT's event database: tab-separated, a row for each pair of actors of an event.

docs/export.md tells which columns are filled, with what, and which are left empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from dragoman.export.plover import load_plover
from dragoman.export.told import Told, narrow_to_happened, tell_stories
from dragoman.records import Actor, Event
from dragoman.store.days import bound_days
from dragoman.store.desk import Desk
from dragoman.store.flat import code_of, pair_codes
from dragoman.tables import read_table

_PATH = Path(__file__).with_name("gdelt.toml")
_DAYS_OF_YEAR = 365


class Gdelt(Struct, frozen=True, forbid_unknown_fields=True):
    """gdelt.toml."""

    columns: tuple[str, ...]
    roots: dict[str, str]
    places: dict[str, int]


@cache
def load_gdelt() -> Gdelt:
    """The columns, and what GDELT names otherwise."""
    return read_table(_PATH, Gdelt)


def write_gdelt(desk: Desk, asked: Mapping[str, Any], file: BinaryIO) -> int:
    """Write the events that fit, each once however many stories tell it; returns the number of rows.

    Unless a factuality, a standing or claims are asked for, only what the writer tells as having happened is
    written: the table has no column that could say otherwise.
    """
    told_by = dict(
        desk.fetch(
            "SELECT s.id || '/' || e.id, (SELECT count(*) FROM retellings r WHERE r.main = e.event) "
            "FROM events e JOIN stories s USING (story) WHERE e.event IN (SELECT main FROM retellings)"
        )
    )
    again = {
        name
        for (name,) in desk.fetch(
            "SELECT s.id || '/' || e.id FROM retellings r JOIN events e USING (event) "
            "JOIN stories s ON s.story = e.story"
        )
    }
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
    writer.writerow(load_gdelt().columns)
    count = 0
    for told in tell_stories(desk, narrow_to_happened(asked)):
        for event in told.events:
            name = f"{told.story.id}/{event.id}"
            if name in again:
                continue
            for row in describe_pairs(told, event, 1 + told_by.get(name, 0)):
                count += 1
                row["GlobalEventID"] = count
                writer.writerow([_plain(row.get(column)) for column in load_gdelt().columns])
    text.detach()
    return count


def describe_pairs(told: Told, event: Event, articles: int) -> Iterator[dict[str, Any]]:
    """A row for each pair of codes that the event binds, or one with the actor alone."""
    pairs = [(pair.actor, pair.recipient) for pair in pair_codes(event)]
    lone = next((code for actor in event.actor if (code := code_of(actor))), None)
    if not pairs and lone is not None:
        pairs = [(lone, "")]
    everybody = {code_of(actor): actor for actor in reversed((*event.actor, *event.recipient))}
    common = _describe_event(told, event, articles)
    for one, other in pairs:
        yield {
            **common,
            **_describe_actor(1, one, everybody[one]),
            **(_describe_actor(2, other, everybody[other]) if other else {}),
        }


def _describe_event(told: Told, event: Event, articles: int) -> dict[str, Any]:
    gdelt = load_gdelt()
    first, _ = bound_days(event.date.edtf if event.date else None)
    modes = (gdelt.roots.get(f"{event.type}/{mode}") for mode in event.mode)
    root = next((one for one in modes if one), gdelt.roots.get(event.type, ""))
    place = event.place
    return {
        **(_describe_day(date.fromisoformat(first)) if first else {}),
        "IsRootEvent": 1,
        "EventCode": "/".join((event.type, *event.mode)),
        "EventBaseCode": event.type,
        "EventRootCode": root,
        "QuadClass": load_plover().quads.get(event.quad),
        "GoldsteinScale": event.score,
        "NumMentions": articles + len(event.mentions),
        "NumSources": articles,
        "NumArticles": articles,
        **({
            "ActionGeo_Type": gdelt.places.get(place.precision),
            "ActionGeo_FullName": place.name,
            "ActionGeo_CountryCode": place.country,
            "ActionGeo_Lat": place.lat,
            "ActionGeo_Long": place.lon,
            "ActionGeo_FeatureID": place.id,
        } if place else {}),
        "DATEADDED": told.added[:10].replace("-", ""),
        "SOURCEURL": told.story.url or told.story.id,
    }  # fmt: skip


def _describe_day(day: date) -> dict[str, Any]:
    return {
        "Day": day.strftime("%Y%m%d"),
        "MonthYear": day.strftime("%Y%m"),
        "Year": day.year,
        "FractionDate": f"{day.year + min(day.timetuple().tm_yday / _DAYS_OF_YEAR, 0.9999):.4f}",
    }


def _describe_actor(number: int, code: str, actor: Actor) -> dict[str, Any]:
    return {
        f"Actor{number}Code": f"{code}{actor.sector or ''}",
        f"Actor{number}Name": actor.name or actor.text,
        f"Actor{number}CountryCode": actor.country,
        f"Actor{number}KnownGroupCode": actor.group if actor.country is None else None,
        f"Actor{number}Type1Code": actor.sector,
    }


def _plain(value: Any) -> str:
    """A cell without what would end it: a tab or line break becomes a space."""
    return "" if value is None else " ".join(str(value).split())
