"""Coverage: of the offices that the atlas means to know throughout, the months in which it knows a holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.names import is_valid
from dragoman.atlas.schema import FOLDER, read_toml
from dragoman.atlas.tables import PersonTable

FILE = "coverage.toml"
MONTHS = 12


class CoverageFile(Struct, frozen=True, forbid_unknown_fields=True):
    """coverage.toml: first and last month, the states, the offices wanted of each, and groups with one."""

    since: str
    until: str
    states: list[str]
    offices: list[str]
    groups: dict[str, str] = {}


class Series(Struct, frozen=True):
    """One office of a state or group: by year how many months have a holder and how many were asked, the
    spans without one, and the share of all months that have one."""

    state: str
    office: str
    years: dict[str, tuple[int, int]]
    holes: list[str]
    known: float


def measure_coverage(atlas: Atlas, folder: Path = FOLDER, states: Sequence[str] = ()) -> list[Series]:
    """Every office wanted of the states and groups, in the order of the file; of `states` alone if given."""
    file: CoverageFile = read_toml(folder / FILE, CoverageFile)
    wanted = [(state, office) for state in file.states for office in file.offices]
    wanted += list(file.groups.items())
    terms = collect_terms(atlas.copy_tables().persons)
    months = list_months(file.since, file.until)
    return [
        measure_series(state, office, terms.get((state, office), []), months)
        for state, office in wanted
        if not states or state in states
    ]


def collect_terms(table: PersonTable) -> dict[tuple[str, str], list[tuple[str | None, str | None]]]:
    """By state or group and office, first and last day of every term; an open one of a source that ended
    ends with it."""
    terms: dict[tuple[str, str], list[tuple[str | None, str | None]]] = defaultdict(list)
    for place, holder in enumerate(table.holders):
        if holder.office_id:
            until = holder.until or table.seen.get(str(place))
            terms[holder.country or holder.group or "", holder.office_id].append((holder.since, until))
    return terms


def measure_series(
    state: str, office: str, terms: Iterable[tuple[str | None, str | None]], months: Sequence[str]
) -> Series:
    """How an office is covered over the months."""
    spans = list(terms)
    held = {month: any(is_valid(since, until, month) for since, until in spans) for month in months}
    years = {
        year: (sum(held[month] for month in asked), len(asked))
        for year, asked in ((year, [*group]) for year, group in groupby(months, key=lambda month: month[:4]))
    }
    return Series(state, office, years, list_holes(held), sum(held.values()) / max(1, len(held)))


def list_holes(held: dict[str, bool]) -> list[str]:
    """The runs of months without a holder ("2004-03..2005-11")."""
    runs: list[list[str]] = []
    for month, known in held.items():
        if known:
            runs.append([])
        elif runs:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [f"{run[0]}..{run[-1]}" for run in runs if run]


def list_months(since: str, until: str) -> list[str]:
    """Every month from the first to the last, YYYY-MM."""
    first, last = (int(month[:4]) * MONTHS + int(month[5:7]) - 1 for month in (since, until))
    return [f"{number // MONTHS:04}-{number % MONTHS + 1:02}" for number in range(first, last + 1)]
