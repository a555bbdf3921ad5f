"""A user's own types and modes, as `ontology.toml` of an overlay gives them.

Three things can stand in it, alone or together. Further modes, or types, for frames of one's own. A split:
records of a type in whose sentence certain words stand get a further mode, or become another type (PROTEST by
issue). An ontology of one's own: each of its types says which types of the shipped codebook it takes
("ACCUSE", "CONSULT/visit"), the more exact first; with `only`, what no type takes is left out.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.tables import read_table

ANY = "*"


class OwnType(Struct, frozen=True, forbid_unknown_fields=True):
    """A type of the user's, or further modes of a shipped type (then the rest may be left out)."""

    score: float | None = None
    quad: str | None = None
    meaning: str | None = None
    recipient: str = "optional"
    modes: dict[str, float] = {}
    takes: tuple[str, ...] = ()


class Split(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Records of `type` (with `when`, of that mode) in whose sentence one of the words stands.

    They get the further `mode`, or become the type `into`. A word is a lemma or form in small letters;
    "klimaat*" stands for all that begin so, "*olie" for all that end so. The example is the proof.
    """

    type: str
    language: str
    words: tuple[str, ...]
    example: str
    gives: str
    when: str | None = None
    mode: str | None = None
    into: str | None = None

    def meets(self, word: str) -> bool:
        """Whether a word in small letters is one of the words."""
        return any(_matches(pattern, word) for pattern in self.words)


class OntologyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """ontology.toml; `profile` is the name that records carry."""

    profile: str | None = None
    only: bool = False
    type: dict[str, OwnType] = {}
    split: tuple[Split, ...] = ()


class Ontology(Struct, frozen=True):
    """The splits, what becomes of which type ("ACCUSE", "CONSULT/visit"), whether the rest is left out."""

    splits: tuple[Split, ...] = ()
    taken: dict[str, str] = {}
    only: bool = False

    def __bool__(self) -> bool:
        return bool(self.splits or self.taken or self.only)

    def rename(self, type_: str, modes: tuple[str, ...]) -> str | None:
        """The user's type for one of the shipped codebook: the type itself, or None when it is left out."""
        for mode in modes:
            if f"{type_}/{mode}" in self.taken:
                return self.taken[f"{type_}/{mode}"]
        return self.taken.get(type_, None if self.only else type_)


def read_ontology(path: Path) -> OntologyFile:
    """The file, checked for what can be checked without the codebook; raises DataError."""
    try:
        file = read_table(path, OntologyFile)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see codebook/ontology.py") from None
    for number, split in enumerate(file.split, 1):
        if (split.mode is None) == (split.into is None) or not split.words:
            raise DataError(
                "a split needs `words`, and either `mode` or `into`", where=f"{path}: split {number}"
            )
    return file


def name_event(event: str, types: dict[str, frozenset[str]], where: str) -> None:
    """Raises DataError when "TYPE" or "TYPE/mode" is not one of `types`, each with its modes."""
    type_, _, mode = event.partition("/")
    if type_ not in types:
        raise DataError(f"unknown type {type_!r}", where=where, remedy=f"one of {', '.join(types)}")
    if mode and mode not in types[type_]:
        allowed = ", ".join(sorted(types[type_])) or "none"
        raise DataError(f"unknown mode {mode!r} of {type_}", where=where, remedy=f"allowed: {allowed}")


def _matches(pattern: str, word: str) -> bool:
    if pattern.endswith(ANY):
        return word.startswith(pattern[:-1])
    if pattern.startswith(ANY):
        return word.endswith(pattern[1:])
    return word == pattern
