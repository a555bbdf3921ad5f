"""Entries: the TOML files of names turned into the table that lookups run on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.atlas.collector import Collector
from dragoman.atlas.forms import expand_form, inflect_adjective
from dragoman.atlas.parties import TABLE, add_parties
from dragoman.atlas.records import Entry, EntryKind, NameForm
from dragoman.atlas.schema import (
    Country,
    Endings,
    Group,
    GroupFile,
    ItemFile,
    Named,
    check_named,
    read_countries,
    read_toml,
)
from dragoman.atlas.sectors import party_sector
from dragoman.atlas.tables import Membership, NameTable, Row
from dragoman.errors import DataError


def read_names(folder: Path) -> NameTable:
    """The table of all names in the folder's TOML files; DataError when one breaks its schema."""
    endings: dict[str, Endings] = read_toml(folder / "endings.toml", dict[str, Endings])
    found = Collector(endings)
    languages = frozenset(endings)
    countries = dict(read_countries(folder, languages))
    places = {code: add_country(found, code, country) for code, country in countries.items()}
    add_nations(found, folder / "nations.tsv", places)
    codes = frozenset(countries) | {country.country for country in countries.values() if country.country}
    add_groups(found, folder / "groups.toml", codes, languages)
    for name, kind in (("movements.toml", "organisation"), ("bodies.toml", "body"), ("places.toml", "place")):
        add_items(found, folder / name, kind, codes, languages)  # type: ignore[arg-type]
    add_cities(found, folder / "cities.toml", codes)
    governing = add_parties(found, folder / TABLE, party_sector())
    for table in found.forms.values():
        for first, rows in table.items():
            rows.sort(key=lambda row: rank_row(found.entries, first, row))
    forms = {language: dict(sorted(table.items())) for language, table in sorted(found.forms.items())}
    return NameTable(
        found.entries,
        forms,
        {language: ends.genitive for language, ends in endings.items()},
        found.members,
        governing,
    )


def rank_row(entries: list[Entry], first: str, row: Row) -> tuple[int, bool, int]:
    """Longest first; then the entry that bears this very name; then the order of the files."""
    rest, _, place = row
    return -len(rest), entries[place].name != " ".join((first, *rest)), place


def add_nations(found: Collector, path: Path, places: dict[str, int]) -> None:
    """Enters the names and adjectives of states in further languages; DataError at a wrong line."""
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        fields = line.split("\t")
        if len(fields) != 4 or fields[0] not in places or fields[1] not in found.endings:
            raise DataError(
                f"no names of a state: {line!r}",
                where=f"{path}, line {at}",
                remedy="write code, language, names, adjectives with tabs between them and | between several",
            )
        code, language, names, adjectives = fields
        for written in filter(None, names.split("|")):
            found.add_form(written, language, "name", places[code])
        for written in filter(None, adjectives.split("|")):
            for form in expand_form(written):
                for inflected in inflect_adjective(form, found.endings[language]):
                    found.add_form(inflected, language, "adjective", places[code])


def add_country(found: Collector, code: str, country: Country) -> int:
    """Enters a state and its capitals; the place of the state in the table."""
    name = (country.en or country.all)[0]
    carried = country.country or code
    place = found.add_entry(
        Entry(code, "country", name, carried, None, country.sector, country.since, country.until)
    )
    found.add_named(country, place)
    capitals = country.capital if isinstance(country.capital, dict) else {"all": country.capital}
    since = country.capital_since or country.since
    for language, town in dict.fromkeys(
        (language, town) for language, towns in capitals.items() for town in towns
    ):
        town_entry = Entry(f"{code}:{slug(town)}", "city", town, carried, None, None, since, country.until)
        town_place = found.add_entry(town_entry)
        found.add_forms({language: [town]}, "capital", town_place)
    return place


def add_groups(found: Collector, path: Path, codes: frozenset[str], languages: frozenset[str]) -> None:
    """Enters groups of states with their members, and organisations without a country."""
    file: GroupFile = read_toml(path, GroupFile)
    for kind, groups in (("group", file.group), ("organisation", file.organisation)):
        for group in groups:
            check_named(path, group.id, group, languages)
            entry_kind: EntryKind = "group" if kind == "group" else "organisation"
            entry = Entry(
                group.id, entry_kind, first_name(group), None, group.group or group.id, group.sector,
                group.since, group.until,
            )  # fmt: skip
            found.add_named(group, found.add_entry(entry))
            if group.members:
                found.members[group.id] = list(read_members(path, group, codes))


def read_members(path: Path, group: Group, codes: frozenset[str]) -> Iterator[Membership]:
    """Country, first day and first day after, from "GBR 1973-01-01..2020-02-01"."""
    for written in group.members:
        code, _, days = written.partition(" ")
        since, _, until = days.partition("..")
        if code not in codes or not re.fullmatch(r"(\d{4}-\d\d-\d\d)?", since):
            raise DataError(
                f"member {written!r} is not a country with its days",
                where=f"{path}, {group.id}",
                remedy='write "NLD 1949-04-04" or "GBR 1973-01-01..2020-02-01"',
            )
        yield code, since or None, until or None


def add_items(
    found: Collector, path: Path, kind: EntryKind, codes: frozenset[str], languages: frozenset[str]
) -> None:
    """Enters seats of power, places, peoples, bodies or movements."""
    file: ItemFile = read_toml(path, ItemFile)
    for item in [*file.seat, *file.place, *file.body, *file.movement]:
        check_named(path, item.id, item, languages)
        if item.country is not None and item.country not in codes:
            raise DataError(
                f"unknown country {item.country!r}",
                where=f"{path}, {item.id}",
                remedy="a key of countries/*.toml",
            )
        form: NameForm = "metonym" if item in file.seat else "name"
        for name in every_name(item) if item.each else [None]:
            entry = Entry(
                f"{item.id}:{slug(name)}" if name else item.id,
                kind if item.names() else "people",
                name or first_name(item), item.country, item.group, item.sector, item.since, item.until,
            )  # fmt: skip
            place = found.add_entry(entry)
            if name is None:
                found.add_named(item, place, form)
                continue
            for language, forms in item.names().items():
                found.add_forms({language: [each for each in forms if each == name]}, form, place)


def add_cities(found: Collector, path: Path, codes: frozenset[str]) -> None:
    """Enters cities: "Keulen|Cologne" for the Dutch and the English form."""
    file: dict[str, list[str]] = read_toml(path, dict[str, list[str]])
    for code, towns in file.items():
        if code not in codes:
            raise DataError(f"unknown country {code!r}", where=str(path), remedy="a key of countries/*.toml")
        for town in towns:
            dutch, bar, english = town.partition("|")
            name = english if bar else dutch
            place = found.add_entry(Entry(f"{code}:{slug(name)}", "city", name, code))
            found.add_forms({"nl": [dutch], "en": [english]} if bar else {"all": [dutch]}, "city", place)


def every_name(item: Named) -> list[str]:
    """The names of an item, each once."""
    return list(dict.fromkeys(form for forms in item.names().values() for form in forms))


def first_name(item: Named) -> str:
    """The English name where there is one, else the first form written."""
    named: Iterable[list[str]] = (
        item.en, item.all, *item.names().values(), *item.inhabitant.values(), *item.adjective.values(),
        *item.short.values(),
    )  # fmt: skip
    written = next((forms[0] for forms in named if forms), "")
    return expand_form(written)[-1]


def slug(name: str) -> str:
    """The name in plain small letters with hyphens, for an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
