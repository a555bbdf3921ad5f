"""Women and men: what first names, titles and role words tell, from genders.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from dragoman.atlas.persons import fold_name
from dragoman.atlas.schema import read_toml
from dragoman.errors import DataError

Gender = Literal["f", "m"]


class GenderFile(Struct, frozen=True, forbid_unknown_fields=True):
    """genders.toml: first names of every language, and the words of each."""

    names: dict[Gender, list[str]]
    words: dict[str, dict[Gender, list[str]]]


class GenderTable(Struct, array_like=True):
    """Folded first names, and by language the words as they are written."""

    names: dict[str, str]
    words: dict[str, dict[str, str]]


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


def find_gender(table: GenderTable, word: str, language: str) -> str | None:
    """ "f" or "m" for a first name or a word of the language; None when it tells nothing."""
    known = table.words.get(language, {}).get(word)
    return known or (table.names.get(fold_name(word)) if word[:1].isupper() else None)
