"""Proofs: sentences with a date and what a name in them must be, from proofs.tsv.

A row tries the atlas alone, without syntax: the words of the sentence are looked up as they stand, so that a
whole file of proofs takes a moment. A line is

    file    language    date    sentence    words    code

`words` stand in the sentence; `code` is the country or group they must name on that day, with or without the
sector ("USA GOV"), or "-" when they must name nobody. `file` is the data file that the row proves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.errors import DataError

PROOFS = "proofs.tsv"
COLUMNS = ("file", "language", "date", "sentence", "words", "code")
CUT = re.compile(r"\s+|(?='s\b)")  # between words, and before a possessive ending
NOBODY = "-"


class Proof(Struct, frozen=True):
    """One row, and where it stands."""

    file: str
    language: str
    date: str
    sentence: str
    words: str
    code: str
    where: str = ""


def read_proofs(path: Path) -> Iterator[Proof]:
    """The rows of the file; DataError at one with too few or too many fields."""
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        fields = line.split("\t")
        if len(fields) != len(COLUMNS) or fields[4] not in fields[3]:
            raise DataError(
                f"not {len(COLUMNS)} fields, or the words are not in the sentence",
                where=f"{path}, line {at}",
                remedy="write " + " ".join(COLUMNS) + " with tabs between them",
            )
        yield msgspec.structs.replace(Proof(*fields), where=f"{path.name}, line {at}")


def try_proof(atlas: Atlas, proof: Proof) -> str | None:
    """What the atlas says instead of what the row wants; None when they agree."""
    found = find_code(atlas, proof)
    if found == proof.code or found.partition(" ")[0] == proof.code:
        return None
    return f"{proof.words} on {proof.date}: wanted {proof.code}, got {found}"


def find_code(atlas: Atlas, proof: Proof) -> str:
    """Code and sector of the words on that day, as a name or else as a person; NOBODY for other words."""
    for words in (proof.words.split(), CUT.split(proof.words)):
        length, hits = atlas.find(words, 0, proof.language, proof.date)
        if hits and length == len(words):
            entry = hits[0].entry
            return join_code(entry.country or entry.group, entry.sector)
    persons = atlas.persons(proof.words, proof.date)
    states = {person.country or person.group for person in persons}
    if len(states) > 1 and len({person.person for person in persons}) > 1:
        return " or ".join(sorted(state or NOBODY for state in states))
    return join_code(persons[0].country or persons[0].group, persons[0].sector) if persons else NOBODY


def join_code(code: str | None, sector: str | None) -> str:
    """ "USA GOV", "USA" or NOBODY."""
    return " ".join(part for part in (code, sector) if part) if code else NOBODY
