"""Terms by hand: leaders.toml and offices/*.toml, from "Name since..until" to rows of holders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct, field

from dragoman.atlas.family import find_family
from dragoman.atlas.schema import check_sector, read_toml
from dragoman.atlas.sectors import state_sector
from dragoman.errors import DataError

FILE = "leaders.toml"
OFFICES = "offices"
TERM = re.compile(
    r"(?P<person>.+?)(?: \((?P<of>[^()]+)\))? (?P<since>\d{4}(-\d\d){0,2})?\.\.(?P<until>\d{4}(-\d\d){0,2})?"
)
TITLE = re.compile(r"(?:(?P<sector>[A-Z]{3}): )?(?P<title>[A-Z].+)")


class Row(Struct, frozen=True):
    """One term, as a line of holders.tsv has it; "" where nothing is known."""

    person: str
    surname: str
    id: str
    office: str
    office_id: str
    country: str
    group: str
    sector: str
    since: str
    until: str


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """What an office that many states have is called in English, and the sector of its holders.

    `titles`: what it is called in a country or group, by code. `shared`: several hold it at once in one
    country, so that it alone does not tell who is meant.
    """

    title: str
    sector: str = field(default_factory=state_sector)
    shared: bool = False
    titles: dict[str, str] = {}


class Office(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An office and who held it: "Kofi Annan 1997-01-01..2006-12-31", with nothing after .. when still.

    `office` is its id; holders may leave out what is not known: "Name 1982-10..".
    """

    title: str
    office: str | None = None
    country: str | None = None
    group: str | None = None
    sector: str = field(default_factory=state_sector)
    holders: list[str]


class LeaderFile(Struct, frozen=True, forbid_unknown_fields=True):
    """leaders.toml: the kinds of office, weightiest first, and offices with a title of their own.

    `family_first`: countries where the family name leads. `rivals`: offices that two claimed at one time.
    """

    family_first: list[str] = []
    rivals: list[str] = []
    kind: dict[str, Kind] = {}
    office: list[Office] = []


# offices/*.toml: by country or group, by kind of office or title ("SPY: Director of the CIA"), the terms.
Series = dict[str, dict[str, list[str]]]


def read_leaders(folder: Path) -> LeaderFile:
    """The file of kinds and offices; DataError when it breaks its schema."""
    file: LeaderFile = read_toml(folder / FILE, LeaderFile)
    for name, kind in file.kind.items():
        check_sector(kind.sector, f"{folder / FILE}, {name}")
    return file


def read_terms(folder: Path, file: LeaderFile, states: Collection[str]) -> Iterator[Row]:
    """Every term written by hand; DataError at one that is not "Name since..until".

    `states`: the codes of countries; what is none of them is a group.
    """
    for office in file.office:
        yield from read_office(folder / FILE, office, file)
    for path in sorted((folder / OFFICES).glob("*.toml")):
        found: Series = read_toml(path, Series)
        for code, offices in found.items():
            for name, holders in offices.items():
                office = make_office(path, code, code in states, name, holders, file)
                yield from read_office(path, office, file)


def make_office(
    path: Path, code: str, is_state: bool, name: str, holders: list[str], file: LeaderFile
) -> Office:
    """The office of a line in offices/*.toml: a kind by its id, any other by its title."""
    country, group = (code, None) if is_state else (None, code)
    if name in file.kind:
        kind = file.kind[name]
        return Office(
            title=kind.titles.get(code, kind.title), office=name, country=country, group=group,
            sector=kind.sector, holders=holders,
        )  # fmt: skip
    titled = TITLE.fullmatch(name)
    if titled is None:
        raise DataError(
            f"unknown office {name!r}",
            where=f"{path}, {code}",
            remedy="a title with a capital, or one of " + " ".join(file.kind),
        )
    return Office(
        title=titled["title"], country=country, group=group, sector=titled["sector"] or state_sector(),
        holders=holders,
    )  # fmt: skip


def read_office(path: Path, office: Office, file: LeaderFile) -> Iterator[Row]:
    """The terms of one office; DataError when it is of nobody or of an unknown kind."""
    where = f"{path}, {office.country or office.group}, {office.title}"
    check_sector(office.sector, where)
    if (office.country is None) == (office.group is None):
        raise DataError("an office is of a country or of a group", where=where, remedy="give one of the two")
    if office.office is not None and office.office not in file.kind:
        raise DataError(
            f"unknown office {office.office!r}", where=where, remedy="one of " + " ".join(file.kind)
        )
    for written in office.holders:
        term = TERM.fullmatch(written)
        if term is None:
            raise DataError(
                f"no term: {written!r}", where=where, remedy='write "Name 1997-01-01..2006-12-31"'
            )
        person, first = term["person"], office.country in file.family_first
        yield Row(
            person, find_family(person.split(), (), first=True) if first else "", "",
            f"{office.title} of {term['of']}" if term["of"] else office.title, office.office or "",
            office.country or "", office.group or "", office.sector, term["since"] or "", term["until"] or "",
        )  # fmt: skip
