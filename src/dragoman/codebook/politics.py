"""What makes a record political: sectors, contexts and themes, read from politics.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("politics.toml")


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme outside politics, told from the weight `told` on (a strong word in the sentence weighs 1).

    Who acts politically in it all the same: a state as such (`states`), any actor (`actors`), only who did
    it (`doers`); and whether a political context around it tells otherwise (`contexts`).
    """

    meaning: str
    states: bool
    told: float = 1.0
    actors: bool = True
    contexts: bool = True
    doers: bool = False
    keeps: frozenset[str] = frozenset()
    drops: frozenset[str] = frozenset()


class Politics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sets that politics.toml explains, one a field."""

    political: frozenset[str]
    private: frozenset[str]
    commercial: frozenset[str]
    justice: frozenset[str]
    force: frozenset[str]
    implied: frozenset[str]
    guessed: frozenset[str]
    contexts: frozenset[str]
    always: frozenset[str]
    theme: dict[str, Theme]


@cache
def load_politics(path: Path = PATH) -> Politics:
    """What is political; raises DataError when the file is not as described."""
    try:
        return read_table(path, Politics)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see codebook/politics.py") from None
