"""When two events are one: types and modes that may be, bounds of days, weights; see identity.toml."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from dragoman.codebook.codebook import load_codebook
from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("identity.toml")
DEFAULT = "default"


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days: `apart` between two days that texts give, `lag` of a story behind what it gives no day for."""

    apart: int
    lag: int


class Alike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Modes of a type of which two may tell one deed."""

    type: str
    modes: frozenset[str]


class Kin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two events, "TYPE" or "TYPE/mode", of which one deed may be told as either."""

    types: tuple[str, str]


class IdentityBook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What identity.toml holds; its comments explain the fields."""

    same: float
    keep: float
    base: float
    near: float
    denial: int
    often: frozenset[str]
    general: frozenset[str]
    bounds: dict[str, Bounds]
    alike: tuple[Alike, ...]
    kin: tuple[Kin, ...]
    weights: dict[str, float]

    def bound(self, kind: str) -> Bounds:
        """The bounds of a type."""
        return self.bounds.get(kind, self.bounds[DEFAULT])

    def list_types(self, kind: str) -> list[str]:
        """The type itself, and those that it may be told as."""
        kin = {told.partition("/")[0] for one in self.kin for told in one.types if self._names(one, kind)}
        return [kind, *sorted(kin - {kind})]

    def _names(self, kin: Kin, kind: str) -> bool:
        return any(told.partition("/")[0] == kind for told in kin.types)

    def may_be_one(self, kind: str, modes: frozenset[str], other_kind: str, other: frozenset[str]) -> bool:
        """Whether two events of these types and modes may be one."""
        if kind == other_kind:
            return not modes or not other or bool(modes & other) or self._are_alike(kind, modes, other)
        names, others = _list_names(kind, modes), _list_names(other_kind, other)
        return any(
            (one in names and two in others) or (two in names and one in others)
            for one, two in (kin.types for kin in self.kin)
        )

    def _are_alike(self, kind: str, modes: frozenset[str], other: frozenset[str]) -> bool:
        return any(one.type == kind and modes & one.modes and other & one.modes for one in self.alike)

    def tell_probability(self, signs: Iterable[str]) -> float:
        """The probability, between 0 and 1, that two events with these signs are one."""
        total = self.base + sum(self.weights.get(sign, 0.0) for sign in signs)
        return round(1.0 / (1.0 + math.exp(-total)), 3)


def _list_names(kind: str, modes: frozenset[str]) -> set[str]:
    return {kind, *(f"{kind}/{mode}" for mode in modes)}


@cache
def load_identity(path: Path = PATH) -> IdentityBook:
    """The shipped book; raises DataError when the file is not as described or names an unknown event."""
    try:
        book = read_table(path, IdentityBook)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see codebook/identity.py") from None
    types = load_codebook().types
    named = [f"{one.type}/{mode}" for one in book.alike for mode in one.modes]
    named += (
        [told for one in book.kin for told in one.types]
        + sorted(book.often)
        + [kind for kind in book.bounds if kind != DEFAULT]
    )
    for name in named:
        kind, _, mode = name.partition("/")
        if kind not in types or (mode and mode not in types[kind].modes):
            raise DataError(f"“{name}” is no event", where=str(path), remedy="name those of plover.toml")
    return book
