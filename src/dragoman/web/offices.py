"""The offices of a person, and those of a country or group with who held them."""

from __future__ import annotations

from functools import cache

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.records import Holder


def list_offices(*, id: str | None = None, code: str | None = None) -> tuple[Holder, ...]:
    """Every office that the person of a Wikidata id held, or that a code has, weightiest first."""
    return tuple(_read_holders().get(id or code or "", ()))


@cache
def _read_holders() -> dict[str, list[Holder]]:
    """The offices by the person's id, and by the code."""
    found: dict[str, list[Holder]] = {}
    for one in Atlas.load().copy_tables().persons.holders:
        for key in filter(None, (one.id, one.country, one.group)):
            found.setdefault(key, []).append(one)
    return found
