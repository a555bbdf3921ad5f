"""Heads of government since 1945 from ParlGov's table of cabinets, which are called by their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.family import find_family
from dragoman.atlas.holders import LEADS
from dragoman.atlas.parties_build import read_lines
from dragoman.atlas.persons import fold_name
from dragoman.atlas.sectors import state_sector
from dragoman.atlas.terms import Row
from dragoman.errors import DataError

FIRST = "1945"
NUMBERED = re.compile(r"\s+(?:[IVX]+|IIX)\s*$")
OFFICE, TITLE = LEADS[1], "Head of Government"


class CabinetRules(Struct, frozen=True, forbid_unknown_fields=True):
    """States whose cabinets are not called by a head of government; by state, the day from which, and the
    day until which, they are."""

    presidential: list[str]
    begins: dict[str, str] = {}
    ends: dict[str, str] = {}


def read_premiers(
    folder: Path, rules: CabinetRules, names: Mapping[str, Mapping[str, str]], particles: list[str]
) -> Iterator[Row]:
    """The terms of heads of government: cabinets of one that follow each other are one term.

    A term ends on the day on which the next one's begins; the last of a state has no end. Raises DataError
    for one whose full name is not among `names`.
    """
    states = {line["id"]: line["name_short"] for line in read_lines(folder / "country.csv")}
    series: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in read_lines(folder / "cabinet.csv"):
        state, since = states[line["country_id"]], line["start_date"]
        within = rules.begins.get(state, FIRST) <= since < rules.ends.get(state, "9999")
        if state not in rules.presidential and within:
            series[state].append((since, NUMBERED.sub("", line["name"].strip())))
    for state, cabinets in sorted(series.items()):
        cabinets.sort()
        heads = [(since, find_full_name(state, called, names)) for since, called in cabinets]
        starts = [at for at, head in enumerate(heads) if at == 0 or heads[at - 1][1] != head[1]]
        ends = [*(heads[at][0] for at in starts[1:]), rules.ends.get(state, "")]
        for at, until in zip(starts, ends, strict=True):
            since, person = heads[at]
            surname = find_surname(person, cabinets[at][1], particles)
            yield Row(person, surname, "", TITLE, OFFICE, state, "", state_sector(), since, until)


def find_full_name(state: str, called: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """The full name of who leads the cabinet."""
    found = names.get(state, {}).get(called)
    if found is None:
        raise DataError(
            f"no full name for the cabinet {called!r} of {state}",
            where="gather.toml, premier",
            remedy=f'write {called} = "First Last" under {state}',
        )
    return found


def find_surname(person: str, called: str, particles: list[str]) -> str:
    """The end of the full name that the cabinet is called by, spelt as in the name."""
    words = person.split()
    wanted = fold_name(called)
    tails = (" ".join(words[at:]) for at in range(1, len(words)))
    return next((tail for tail in tails if fold_name(tail) == wanted), None) or find_family(words, particles)
