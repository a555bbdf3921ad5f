"""Checks: what in the atlas's files, or a user's own, breaks the schema or may name the wrong actor.

A fault makes the atlas wrong; a remark asks for a look. Nothing here is needed to build or use the atlas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.build import build_atlas
from dragoman.atlas.entries import read_names
from dragoman.atlas.holders import TABLE, read_rows
from dragoman.atlas.overlay import extend_atlas
from dragoman.atlas.proofs import PROOFS, read_proofs, try_proof
from dragoman.atlas.records import Entry
from dragoman.atlas.schema import FOLDER, Endings, read_countries, read_toml
from dragoman.atlas.tables import Compiled, NameTable
from dragoman.atlas.terms import OFFICES, LeaderFile, Row, read_leaders, read_terms
from dragoman.errors import DataError

SOURCES = "SOURCES.md"
Kind = Literal["schema", "dates", "overlap", "ambiguous", "source", "proof"]


class Finding(Struct, frozen=True):
    """One thing found: what kind, whether it is a fault, where, and what is the matter."""

    kind: Kind
    fault: bool
    where: str
    what: str


class Report(Struct, frozen=True):
    """What a check looked at and found; `faults` are counted for the exit status."""

    folder: str
    entries: int
    offices: int
    proofs: int
    findings: list[Finding]

    @property
    def faults(self) -> int:
        """How many findings are faults."""
        return sum(finding.fault for finding in self.findings)


def check_atlas(folder: Path = FOLDER) -> Report:
    """What is wrong in the atlas's own folder; a broken schema is a finding too, and ends the check."""
    try:
        names = read_names(folder)
        atlas = Atlas(msgspec.msgpack.decode(build_atlas(folder), type=Compiled))
        file = read_leaders(folder)
        languages = frozenset(read_toml(folder / "endings.toml", dict[str, Endings]))
        states = {code for code, _ in read_countries(folder, languages)}
        by_hand = list(read_terms(folder, file, states))
        rows = [*by_hand, *read_rows(folder / TABLE)]
        proofs = list(read_proofs(folder / PROOFS))
    except DataError as error:
        return Report(str(folder), 0, 0, 0, [tell_error(error)])
    findings = [
        *find_bad_entries(names.entries),
        *find_bad_dates(rows),
        *find_overlaps(by_hand, file),
        *find_ambiguous(names),
        *find_unsourced(folder),
        *(Finding("proof", True, proof.where, told) for proof in proofs if (told := try_proof(atlas, proof))),
        *find_unproved(folder, {proof.file for proof in proofs}),
    ]
    return Report(str(folder), len(names.entries), len(rows), len(proofs), findings)


def check_own(folder: Path) -> Report:
    """What is wrong in the `actors` folder of a user's own words, laid over the shipped atlas.

    Raises DataError when there is no such folder.
    """
    if not folder.is_dir():
        raise DataError("there is no such folder", where=str(folder), remedy="give the folder of your actors")
    shipped = Atlas.load()
    try:
        atlas = extend_atlas(shipped, folder)
        own = read_leaders(folder) if (folder / "leaders.toml").is_file() else LeaderFile()
        known = read_leaders(FOLDER)
        file = LeaderFile(
            [*own.family_first, *known.family_first], own.rivals, own.kind | known.kind, own.office
        )
        states = {entry.id for entry in atlas.entries if entry.kind == "country"}
        rows = list(read_terms(folder, file, states))
        proofs = list(read_proofs(folder / PROOFS)) if (folder / PROOFS).is_file() else []
    except DataError as error:
        return Report(str(folder), 0, 0, 0, [tell_error(error)])
    entries = atlas.entries[len(shipped.entries) :]
    findings = [
        *find_bad_entries(entries),
        *find_bad_dates(rows),
        *find_overlaps(rows, file),
        *(Finding("proof", True, proof.where, told) for proof in proofs if (told := try_proof(atlas, proof))),
    ]
    return Report(str(folder), len(entries), len(rows), len(proofs), findings)


def tell_error(error: DataError) -> Finding:
    """A broken schema as a finding."""
    return Finding("schema", True, str(error.where), str(error))


def find_bad_entries(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Entries that end before they begin, and actors of no country or group."""
    for entry in entries:
        if entry.since and entry.until and entry.until <= entry.since:
            yield Finding("dates", True, entry.id, f"{entry.name} ends {entry.until} before {entry.since}")


def find_bad_dates(rows: Iterable[Row]) -> Iterator[Finding]:
    """Terms that end before they begin."""
    for row in rows:
        if row.since and row.until and row.until < row.since[: len(row.until)]:
            yield Finding("dates", True, tell_row(row), f"ends {row.until}, before it begins {row.since}")


def find_overlaps(rows: Iterable[Row], file: LeaderFile) -> Iterator[Finding]:
    """Two persons in an office of one holder at once, for longer than a month."""
    series: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.office_id and row.since and not file.kind[row.office_id].shared:
            series[row.country or row.group, row.office_id].append(row)
    for (state, office), terms in series.items():
        if f"{state} {office}" in file.rivals:
            continue
        terms.sort(key=lambda row: row.since)
        for one, other in pairwise(terms):
            end = one.until or "9999"
            if other.since[: len(end)] < end[: len(other.since)] and one.person != other.person:
                told = f"{one.person} until {one.until or 'today'}, {other.person} from {other.since}"
                yield Finding("overlap", True, tell_row(other), told)
            elif one == other:
                yield Finding("overlap", True, tell_row(one), "the same term stands twice")


def find_ambiguous(names: NameTable) -> Iterator[Finding]:
    """Names that at one time stand for actors of different countries; capitals and cities left out."""
    told: set[tuple[str, ...]] = set()
    for language, forms in names.forms.items():
        for first, rows in forms.items():
            readings: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
            for rest, form, place in rows:
                if form not in ("capital", "city"):
                    readings[rest].append(names.entries[place])
            for rest, entries in readings.items():
                codes = {entry.country or entry.group for entry in entries if entry.kind != "city"}
                if len(codes) > 1 and meet(entries):
                    name = " ".join((first, *rest))
                    key = (name, *sorted(entry.id for entry in entries))
                    if key not in told:
                        told.add(key)
                        yield Finding("ambiguous", False, f"{language} {name}", " or ".join(key[1:]))


def meet(entries: list[Entry]) -> bool:
    """Whether two of the entries with different codes hold on one day."""
    return any(
        (one.country or one.group) != (other.country or other.group)
        and (one.since or "") < (other.until or "9999")
        and (other.since or "") < (one.until or "9999")
        for at, one in enumerate(entries)
        for other in entries[at + 1 :]
    )


def find_unsourced(folder: Path) -> Iterator[Finding]:
    """Data files that the list of sources does not name."""
    path = folder / SOURCES
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for name in list_files(folder):
        if name not in text and f"{name.partition('/')[0]}/*.toml" not in text and name.count("/") <= 1:
            yield Finding("source", True, name, f"{SOURCES} does not say where it comes from")


def find_unproved(folder: Path, proved: set[str]) -> Iterator[Finding]:
    """Data files of names and offices for which no proof stands."""
    for name in list_files(folder):
        named = name.partition("/")[0] in ("countries", OFFICES) or name in NAMED
        if named and name not in proved:
            yield Finding("proof", True, name, f"{PROOFS} has no row for it")


NAMED = (
    "groups.toml",
    "bodies.toml",
    "movements.toml",
    "parties.tsv",
    "places.toml",
    "cities.toml",
    "leaders.toml",
)


def list_files(folder: Path) -> list[str]:
    """The data files of the folder, by their path in it."""
    paths = [*folder.rglob("*.toml"), *folder.rglob("*.tsv")]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def tell_row(row: Row) -> str:
    """Where a term stands, in words."""
    return f"{row.country or row.group}, {row.office}: {row.person} {row.since}..{row.until}"
