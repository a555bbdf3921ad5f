"""The PLOVER sectors by what they mean to the coder, read from sectors.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("sectors.toml")


class Sectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All sectors; those of a state, its people, parties and forces, of actors without a country, of who
    acts for a state, of who argues, of whom a state deals with
    at home as with another side, of who has a public part at home; `over`: a sector that a describing word
    tells, and those it wins over."""

    sectors: frozenset[str]
    state: tuple[str]
    people: tuple[str]
    parties: tuple[str]
    unlinked: frozenset[str]
    countryless: frozenset[str]
    acting: frozenset[str]
    forces: frozenset[str]
    police: frozenset[str]
    critics: frozenset[str]
    debating: frozenset[str]
    public: frozenset[str]
    over: dict[str, frozenset[str]]
    opposing: frozenset[str]


@cache
def load_sectors() -> Sectors:
    """The sectors; raises DataError when the file is not as described."""
    try:
        return read_table(PATH, Sectors)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see atlas/sectors.py") from None


def state_sector() -> str:
    """The sector of governments, seats of power and capitals that act."""
    return load_sectors().state[0]


def people_sector() -> str:
    """The sector of inhabitants."""
    return load_sectors().people[0]


def party_sector() -> str:
    """The sector of parties, in government or not."""
    return load_sectors().parties[0]


def is_over(part: str, whole: str) -> bool:
    """Whether the sector that a part of a word or phrase tells wins over the whole's ("rebel soldiers")."""
    return whole in load_sectors().over.get(part, ())
