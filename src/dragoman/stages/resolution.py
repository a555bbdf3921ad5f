"""The weights, limits and lists of the resolution of actors, read from resolution.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError

PATH = Path(__file__).with_name("resolution.toml")


class HomeRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How much each sign of a story's home country weighs, and when the sum is clear."""

    title: float
    dateline: float
    lead: float
    mention: float
    person: float
    publisher: float
    least: float
    share: float
    domains: dict[str, str]


class PersonRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Offices that make a surname known, those that make a leader, and states of one nationality word."""

    famous: frozenset[str]
    heads: frozenset[str]
    kin: tuple[tuple[str, str], ...]
    former_sector: str
    former_of: frozenset[str]


class BareRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Sectors whose bare role words may stand for the home country, and those a title keeps."""

    sectors: frozenset[str]
    titled: frozenset[str]


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """resolution.toml"""

    home: HomeRules
    persons: PersonRules
    bare: BareRules

    def are_kin(self, a: str | None, b: str | None) -> bool:
        """Whether two countries are the same or share their nationality word ("German")."""
        return a == b or (a, b) in self.persons.kin or (b, a) in self.persons.kin


@cache
def load_rules() -> Rules:
    """The rules; raises DataError when the file is not as described."""
    try:
        return msgspec.toml.decode(PATH.read_bytes(), type=Rules)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see stages/resolution.py") from None
