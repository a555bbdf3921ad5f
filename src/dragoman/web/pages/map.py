"""The map: where events took place, by point or by country where no more is known."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer
from dragoman.store.rows import EventRow, Rows
from dragoman.web.page import Page
from dragoman.web.pages.network import NAMES
from dragoman.web.questions import Question, WrongQuestion, keep_answer
from dragoman.web.spans import Shown, choose_span

_DRAWN = 600  # places
_TABLE = 60
_TOLD = 8  # events of a place


class Spot(Struct, frozen=True, kw_only=True):
    """A place with its events by quad; without a point (`lat`, `lon`) only the country is known."""

    country: str
    place_id: str | None
    place: str | None
    lat: float | None
    lon: float | None
    precision: str
    events: int
    quads: dict[str, int]
    quad: str


class MapPage(Struct, frozen=True, kw_only=True):
    """The context of the map: its spots, most events first, and how many places and events were left out."""

    span: Shown
    quads: tuple[str, ...]
    all_quads: tuple[str, ...]
    spots: tuple[Spot, ...]
    table: tuple[Spot, ...]
    events: int
    left_out: int


class SpotRow(Struct, frozen=True, kw_only=True):
    """A spot, flat, for downloads."""

    country: str
    place_id: str | None
    place: str | None
    lat: float | None
    lon: float | None
    precision: str
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int


class PlacePage(Struct, frozen=True, kw_only=True):
    """The newest events of one place of the map, and how many there are."""

    place: str | None
    country: str | None
    total: int
    rows: list[EventRow]


def ask_map(question: Question) -> MapPage:
    """The spots that the address asks for."""
    span = choose_span(question)
    quads = tuple(question.address.all("quad"))
    if wrong := [quad for quad in quads if quad not in NAMES]:
        raise WrongQuestion(f"“{wrong[0][:40]}” is no quad", where="/map", remedy=", ".join(NAMES))

    def gather(desk: Desk) -> tuple[Spot, ...]:
        return gather_spots(desk, span, quads)

    spots = question.keep(("spots", span.since, span.until, quads), gather)
    return MapPage(
        span=span,
        quads=quads,
        all_quads=NAMES,
        spots=spots[:_DRAWN],
        table=spots[:_TABLE],
        events=sum(spot.events for spot in spots),
        left_out=max(0, len(spots) - _DRAWN),
    )


def gather_spots(desk: Desk, span: Shown, quads: tuple[str, ...] = ()) -> tuple[Spot, ...]:
    """The places of the events of that time, most events first."""
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    for *place, quad, events in fetch_answer(desk, "placed_events", since=span.since, until=span.until):
        if not quads or quad in quads:
            found.setdefault(tuple(place), {})[quad] = events
    spots = [_make_spot(place, counts) for place, counts in found.items()]
    return tuple(sorted(spots, key=lambda spot: (-spot.events, spot.country, spot.place_id or "")))


def _make_spot(place: tuple[Any, ...], counts: dict[str, int]) -> Spot:
    country, place_id, name, lat, lon, precision = place
    return Spot(
        country=country,
        place_id=place_id,
        place=name,
        lat=lat,
        lon=lon,
        precision=precision,
        events=sum(counts.values()),
        quads=counts,
        quad=min(counts, key=lambda quad: (-counts[quad], quad)),
    )


def list_rows(question: Question) -> Rows[Any]:
    """All spots that the address asks for, also those too many to draw."""
    span = choose_span(question)
    spots = gather_spots(question.desk, span, tuple(question.address.all("quad")))
    return Rows(SpotRow, [_flatten(spot) for spot in spots])


def _flatten(spot: Spot) -> SpotRow:
    plain: dict[str, Any] = {name: getattr(spot, name) for name in SpotRow.__struct_fields__[:7]}
    plain |= {quad.replace(" ", "_"): spot.quads.get(quad, 0) for quad in NAMES}
    return SpotRow(**plain)


def ask_place(question: Question) -> PlacePage:
    """The events of one spot: `place` is its id, else `country` where only that is known."""
    place, country = question.one("place") or None, question.one("country") or None
    asked: dict[str, Any] = {"place": place} if place else {"country": question.need("country")}
    if question.address.all("quad"):
        asked["quad"] = list(question.address.all("quad"))
    asked |= {name: value for name in ("since", "until") if (value := question.one(name))}
    asked |= {"factuality": "actual", "claimed": False}
    rows = list(question.desk.events(limit=_TOLD, **asked))
    return PlacePage(
        place=place, country=country, total=question.desk.count("events", **asked).rows, rows=rows
    )


MAP = Page(
    name="map",
    ask=keep_answer(ask_map),
    table=list_rows,
    scripts=("vendor/leaflet/leaflet.js", "vendor/topojson-client/topojson-client.min.js", "map.js"),
)
PLACE = Page(name="place", ask=ask_place, listed=False)
