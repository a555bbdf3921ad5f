"""The file of genders, read into the table that lookups run on."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from dragoman.atlas.persons import fold_name
from dragoman.atlas.schema import read_toml
from dragoman.atlas.tables import GenderTable
from dragoman.errors import DataError

Gender = Literal["f", "m"]


class GenderFile(Struct, frozen=True, forbid_unknown_fields=True):
    """genders.toml: first names of every language, and the words of each."""

    names: dict[Gender, list[str]]
    words: dict[str, dict[Gender, list[str]]]


def read_genders(folder: Path) -> GenderTable:
    """The table of the folder's file; DataError when a name stands for both."""
    path = folder / "genders.toml"
    file: GenderFile = read_toml(path, GenderFile)
    names: dict[str, str] = {}
    for gender, listed in file.names.items():
        for name in listed:
            if names.setdefault(fold_name(name), gender) != gender:
                raise DataError(
                    f"{name!r} is listed for women and men", where=str(path), remedy="leave it out of both"
                )
    words: dict[str, dict[str, str]] = {
        language: {word: gender for gender, listed in by_gender.items() for word in listed}
        for language, by_gender in sorted(file.words.items())
    }
    return GenderTable(names, words)
