"""The schema of the atlas's TOML files: what may stand in them, checked whenever they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.atlas.records import RoleKind
from dragoman.atlas.sectors import load_sectors
from dragoman.errors import DataError

FOLDER = Path(__file__).parent
Forms = dict[str, list[str]]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Endings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a language adds to the forms that are written in the files.

    `respelled`: ends of words that are written in either way.
    `states_only`: of this language only the names of states are entered, for no story in it is coded yet.
    """

    adjective: list[str]
    adjective_keep: list[str]
    adjective_double: dict[str, str]
    genitive: list[str]
    split: list[str]
    respelled: list[tuple[str, str]] = []
    states_only: bool = False


class Named(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything with names: `all` holds for every language, a form "Rus+sen" for "Rus" and "Russen"."""

    all: list[str] = []
    nl: list[str] = []
    en: list[str] = []
    de: list[str] = []
    fr: list[str] = []
    es: list[str] = []
    it: list[str] = []
    short: Forms = {}
    adjective: Forms = {}
    inhabitant: Forms = {}
    country: str | None = None
    group: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None

    def names(self) -> Forms:
        """The names by language, "all" for those that every language uses."""
        spelt = {"nl": self.nl, "en": self.en, "de": self.de, "fr": self.fr, "es": self.es, "it": self.it}
        return {language: forms for language, forms in {"all": self.all, **spelt}.items() if forms}


class Country(Named, frozen=True, kw_only=True):
    """A state; its table's key is its code."""

    capital: list[str] | Forms = []
    capital_since: str | None = None


class Group(Named, frozen=True, kw_only=True):
    """A group of states, or an organisation without a country."""

    id: str
    members: list[str] = []


class Item(Named, frozen=True, kw_only=True):
    """A seat of power, place, people, body or movement; `each`: every name is an entry of its own."""

    id: str
    each: bool = False


class GroupFile(Struct, frozen=True, forbid_unknown_fields=True):
    """groups.toml"""

    group: list[Group] = []
    organisation: list[Group] = []


class ItemFile(Struct, frozen=True, forbid_unknown_fields=True):
    """places.toml, bodies.toml, movements.toml"""

    seat: list[Item] = []
    place: list[Item] = []
    body: list[Item] = []
    movement: list[Item] = []


class RoleRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Role words of one sector and kind."""

    sector: str
    words: list[str]
    kind: RoleKind = "person"
    office: str | None = None
    carrier: bool = False
    former: bool = False
    vague: bool = False


class RoleFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """roles.<language>.toml

    `former`: what marks a former holder, as a prefix ("ex-"). `links`: what may join the parts of a
    compound. `guarded`: words that end compounds only after a known first part. `modifier`: first parts
    of compounds, or words before the head, and their sector.
    """

    former: list[str] = []
    links: list[str] = []
    guarded: list[str] = []
    compounds: bool = False
    modifier: Forms = {}
    role: list[RoleRow]


def read_toml(path: Path, schema: Any) -> Any:
    """The file in the form of `schema`; DataError names the file, the entry and what is wrong."""
    try:
        with path.open("rb") as stream:
            found = tomllib.load(stream)
    except tomllib.TOMLDecodeError as error:
        raise DataError(
            f"not valid TOML: {error}", where=str(path), remedy="mend the line it names"
        ) from error
    try:
        return msgspec.convert(found, schema)
    except msgspec.ValidationError as error:
        raise DataError(
            str(error), where=str(path), remedy=f"see {getattr(schema, '__name__', schema)} in {__name__}"
        ) from error


def check_sector(sector: str, where: str) -> None:
    """Refuses a sector that is none."""
    known = load_sectors().sectors
    if sector not in known:
        raise DataError(f"unknown sector {sector!r}", where=where, remedy="one of " + " ".join(sorted(known)))


def check_named(path: Path, entry: str, item: Named, languages: frozenset[str]) -> None:
    """Refuses an unknown sector, language or date in one entry, with file and entry."""
    if item.sector is not None:
        check_sector(item.sector, f"{path}, {entry}")
    for forms in (item.short, item.adjective, item.inhabitant):
        for language in forms:
            if language not in languages and language != "all":
                raise DataError(
                    f"unknown language {language!r}",
                    where=f"{path}, {entry}",
                    remedy="one of all " + " ".join(sorted(languages)),
                )
    for day in (item.since, item.until):
        if day is not None and not DAY.fullmatch(day):
            raise DataError(f"{day!r} is not a day", where=f"{path}, {entry}", remedy="write YYYY-MM-DD")


def read_countries(folder: Path, languages: frozenset[str]) -> Iterator[tuple[str, Country]]:
    """Code and country, from every file in the folder `countries`, in order of file and place."""
    for path in sorted((folder / "countries").glob("*.toml")):
        found: dict[str, Country] = read_toml(path, dict[str, Country])
        for code, country in found.items():
            check_named(path, code, country, languages)
            yield code, country
