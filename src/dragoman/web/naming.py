"""What a code is called in the language of the reader: China, Verenigde Staten."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import dragoman.atlas
from dragoman.atlas.atlas import Atlas
from dragoman.tables import read_table

_ATLAS = Path(dragoman.atlas.__file__).parent


def name_code(code: str, language: str) -> str:
    """The name of a country, group or movement in the language, else as the atlas has it, else the code."""
    told = _read_names(language).get(code)
    if told is not None:
        return told
    entry = Atlas.load().entry(code)
    return entry.name if entry is not None else code


@cache
def _read_names(language: str) -> dict[str, str]:
    """The first name of each country, group and movement in the language, by its code."""
    names: dict[str, str] = {}
    for path in sorted((_ATLAS / "countries").glob("*.toml")):
        for code, entry in _decode(path).items():
            if entry.get(language):
                names[code] = entry[language][0].partition("+")[0]
    for table in ("group", "movement"):
        for entry in _decode(_ATLAS / f"{table}s.toml").get(table, ()):
            if entry.get(language):
                names.setdefault(entry["id"], entry[language][0].partition("+")[0])
    return names


def _decode(path: Path) -> dict[str, Any]:
    return read_table(path, dict[str, Any])
