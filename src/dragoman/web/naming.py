"""What a code is called: China or Kina, and what a type or context means, for titles and hints."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import dragoman.atlas
from dragoman.atlas.atlas import Atlas
from dragoman.codebook.codebook import load_codebook

_COUNTRIES = Path(dragoman.atlas.__file__).parent / "countries"


def name_code(code: str, language: str) -> str:
    """The name of a country, group or movement in the language, else as the atlas has it, else the code."""
    told = _read_names(language).get(code)
    if told is not None:
        return told
    entry = Atlas.load().entry(code)
    return entry.name if entry is not None else code


def tell_meaning(kind: str, value: str) -> str:
    """What the codebook says that a type or context means; empty where it says nothing."""
    codebook = load_codebook()
    known = codebook.types.get(value) if kind == "type" else codebook.contexts.get(value)
    return known.meaning if known is not None else ""


@cache
def _read_names(language: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for path in sorted(_COUNTRIES.glob("*.toml")):
        for code, entry in msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, Any]]).items():
            if entry.get(language):
                names[code] = entry[language][0].partition("+")[0]
    return names
