"""Where a news outlet is at home, by its name or its address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from dragoman.atlas.schema import read_toml
from dragoman.errors import DataError

FILE = "publishers.toml"
NOWHERE = "nowhere"
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


class Outlet(Struct, frozen=True, array_like=True):
    """A publisher and its home country; None for agencies and world services, which have none."""

    name: str
    country: str | None


class PublisherTable(Struct, array_like=True):
    """The outlets, and their places in the list by domain and by folded name."""

    outlets: list[Outlet]
    by_domain: dict[str, int]
    by_name: dict[str, int]


def read_publishers(folder: Path, codes: frozenset[str]) -> PublisherTable:
    """The table of a folder's file, empty without one; DataError when a country is unknown, a domain is none,
    or two outlets share a name or domain."""
    table = PublisherTable([], {}, {})
    path = folder / FILE
    if not path.is_file():
        return table
    file: dict[str, dict[str, list[str]]] = read_toml(path, dict[str, dict[str, list[str]]])
    for code, outlets in file.items():
        if code != NOWHERE and code not in codes:
            raise DataError(
                f"unknown country {code!r}",
                where=str(path),
                remedy=f"a key of countries/*.toml, or {NOWHERE} for agencies and world services",
            )
        for name, others in outlets.items():
            place = len(table.outlets)
            table.outlets.append(Outlet(name, None if code == NOWHERE else code))
            for other in (name, *others):
                found = table.by_domain if is_domain(other) and other in others else table.by_name
                key = other if found is table.by_domain else fold_publisher(other)
                if found.setdefault(key, place) != place:
                    raise DataError(
                        f"{other!r} is an outlet of {table.outlets[found[key]].name!r} too",
                        where=f"{path}, {code}, {name}",
                        remedy="keep it in one place",
                    )
    return table


def is_domain(word: str) -> bool:
    """Whether a word is written as an internet domain: small letters, and a dot."""
    return DOMAIN.fullmatch(word) is not None


def fold_publisher(name: str) -> str:
    """The name as it is compared: without regard to capitals and spaces."""
    return " ".join(name.casefold().split())


def join_publishers(below: PublisherTable, own: PublisherTable) -> PublisherTable:
    """Both tables, with what `own` names before what `below` names alike."""
    first = len(below.outlets)
    return PublisherTable(
        [*below.outlets, *own.outlets],
        below.by_domain | {domain: place + first for domain, place in own.by_domain.items()},
        below.by_name | {name: place + first for name, place in own.by_name.items()},
    )


def find_outlet(table: PublisherTable, publisher: str | None, url: str | None) -> Outlet | None:
    """The outlet of a story: by the publisher's name, else by its address or the story's; None if unknown."""
    place = table.by_name.get(fold_publisher(publisher)) if publisher else None
    for address in (publisher, url):
        if place is None and address is not None and (host := find_host(address)) is not None:
            parts = host.split(".")
            domains = (".".join(parts[at:]) for at in range(len(parts) - 1))
            place = next((table.by_domain[one] for one in domains if one in table.by_domain), None)
    return None if place is None else table.outlets[place]


def find_host(address: str) -> str | None:
    """The host of an address, or the word itself where it is one; None for other words."""
    try:
        host = urlsplit(address).hostname if "//" in address else address.casefold()
    except ValueError:
        return None
    return host if host is not None and is_domain(host) else None
