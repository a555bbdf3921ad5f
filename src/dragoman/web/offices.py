"""The offices of a person, and those of a country or group with who held them."""

from __future__ import annotations

from functools import cache

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.records import Holder


def list_offices(*, id: str | None = None, code: str | None = None) -> tuple[Holder, ...]:
    """Every office that the person of a Wikidata id held, or that a code has, weightiest first."""
    return tuple(
        one
        for one in _read_holders()
        if (id is None or one.id == id) and (code is None or code in (one.country, one.group))
    )


@cache
def _read_holders() -> tuple[Holder, ...]:
    return tuple(Atlas.load().copy_tables().persons.holders)
