"""What the score knows of the codebook: symmetric types and sectors, from `rules.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("rules.toml")


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Types without sides, and the sectors that may stand in the place of a country."""

    symmetric: frozenset[str]
    sectors: frozenset[str]


@cache
def load_rules() -> Rules:
    """The rules; raises DataError when the file is not as it should be."""
    try:
        return read_table(PATH, Rules)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see scoring/rules.py") from None
