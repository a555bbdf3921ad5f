"""Terms of office written by hand, a sample of them held against the source lists they were not taken from.

Usage: python -m evaluation.terms FOLDER [--sample N] [--seed S] [--json] [--errors N]
FOLDER holds the lists that the atlas gathers its table from. A term is told by a source when that has one of
the same state, office and family name that meets it; it is right when a source that tells it begins it, and
where it knows an end ends it, within a month. Terms that no source tells are counted apart. The first days of
members of the EU and the OECD are held against those of the list of states, all of them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.cabinets import read_premiers
from dragoman.atlas.gather import Gathering, read_leaders, read_officeholders, read_reigns, read_world
from dragoman.atlas.holders import LEADS
from dragoman.atlas.parties_build import read_lines
from dragoman.atlas.persons import fold_name
from dragoman.atlas.schema import FOLDER, Endings, read_countries, read_toml
from dragoman.atlas.terms import Row, read_terms
from dragoman.atlas.terms import read_leaders as read_offices

SAMPLE, SEED = 200, 20261128
MONTHS_APART = 1
ENDLESS = "factbook"  # its ends are when it was looked at
POWER = "REIGN"  # tells who ruled, not who held the office: it may bear a term out, never refute it
FIRST = {"OECD": "1961-09-30"}  # before it states had only signed
UNIONS = {"EU": "eu_accession_date", "OECD": "oecd_accession_date"}


class Figures(Struct):
    """What became of the sampled terms, and of the members of unions."""

    counts: Counter[str] = field(default_factory=Counter)
    members: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def summarise(self) -> dict[str, float]:
        """Terms sampled, told by a source, and the share of these that is right; the same for members."""
        told = self.counts["right"] + self.counts["wrong"]
        members = self.members["right"] + self.members["wrong"]
        return {
            "sampled": self.counts.total(),
            "told by a source": told,
            "right of told": round(self.counts["right"] / told, 3) if told else 0.0,
            "members": members,
            "right of members": round(self.members["right"] / members, 3) if members else 0.0,
        }


def measure_terms(folder: Path, sample: int, seed: int) -> Figures:
    """Samples hand-written terms and compares; raises OSError when a list is missing."""
    told = list_told(folder)
    rows = [row for row in list_hand_written() if row.since]
    figures = Figures()
    for row in random.Random(seed).sample(rows, min(sample, len(rows))):
        found = [(name, other) for name, other in told[state_of(row), family_of(row)] if is_told(row, other)]
        outcome = judge_term(row, found)
        figures.counts[outcome] += 1
        if outcome == "wrong":
            others = "; ".join(f"{name} {o.office} {o.since}..{o.until}" for name, o in found)
            figures.faults.append(
                f"{state_of(row)} {row.office}: {row.person} {row.since}..{row.until} | {others}"
            )
    for code, union, first, wanted in list_members(folder):
        same = first is not None and months_of(first) == months_of(wanted)
        figures.members["right" if same else "wrong"] += 1
        if not same:
            figures.faults.append(f"{union}: {code} {first} | {wanted}")
    return figures


def list_hand_written() -> list[Row]:
    """Every term of the files written by hand, in their order."""
    languages = frozenset(read_toml(FOLDER / "endings.toml", dict[str, Endings]))
    states = {code for code, _ in read_countries(FOLDER, languages)}
    return list(read_terms(FOLDER, read_offices(FOLDER), states))


def list_told(folder: Path) -> Mapping[tuple[str, str], list[tuple[str, Row]]]:
    """The terms of every source, by state and the last word of the family name."""
    known: Gathering = read_toml(FOLDER / "gather.toml", Gathering)
    lists = {
        "office holders": read_officeholders(folder, known),
        "international": read_world(folder, known),
        ENDLESS: read_leaders(folder, known),
        "cabinets": read_premiers(folder / "parlgov", known.cabinets, known.premier, known.particles),
        "REIGN": read_reigns(folder, known),
    }
    found: dict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
    for name, rows in lists.items():
        for row in join_rows([row for row in rows if row.since]):
            found[state_of(row), family_of(row)].append((name, row))
    return found


def join_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of one source, reappointments that follow at once joined to one term."""
    series: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        series[state_of(row), fold_name(row.person), row.office_id or row.office].append(row)
    for terms in series.values():
        terms.sort(key=lambda row: row.since)
        last = terms[0]
        for row in terms[1:]:
            if last.until and months_of(row.since) > months_of(last.until) + MONTHS_APART:
                yield last
                last = row
            else:
                until = "" if "" in (last.until, row.until) else max(last.until, row.until)
                last = replace(last, until=until)
        yield last


def judge_term(row: Row, found: Sequence[tuple[str, Row]]) -> str:
    """ "untold", "right" or "wrong"."""
    begins = [other.since for _, other in found]
    if any(name != POWER for name, _ in found) or any(are_near(row.since, since) for since in begins):
        ends = [other.until for name, other in found if name != ENDLESS]
        ended = not row.until or "" in ends or not ends or any(are_near(row.until, until) for until in ends)
        return "right" if ended and any(are_near(row.since, since) for since in begins) else "wrong"
    return "untold"


def is_told(row: Row, other: Row) -> bool:
    """Whether a source's row tells of the term: the same office, at a time that meets it."""
    leads = row.office_id in LEADS and other.office_id == "leader"
    same = (
        row.office_id == other.office_id
        if row.office_id
        else fold_name(row.office) == fold_name(other.office)
    )
    meets = row.since[:7] <= (other.until or "9999")[:7] and other.since[:7] <= (row.until or "9999")[:7]
    return (same or leads) and meets


def are_near(one: str, other: str) -> bool:
    """Whether two dates lie within a month; a date of a year alone fits all of that year."""
    if len(one) == 4 or len(other) == 4:
        return one[:4] == other[:4]
    return abs(months_of(one) - months_of(other)) <= MONTHS_APART


def months_of(day: str) -> int:
    """The months from year nought to a date."""
    return int(day[:4]) * 12 + int(day[5:7] or 1)


def state_of(row: Row) -> str:
    """The state or group of a term."""
    return row.country or row.group


def family_of(row: Row) -> str:
    """The last word of the family name, folded."""
    return fold_name(row.surname or row.person).split()[-1]


def list_members(folder: Path) -> Iterator[tuple[str, str, str | None, str]]:
    """State, union, first day in the atlas (None: not known), and first day in the list of states."""
    members = Atlas.load().copy_tables().names.members
    for line in read_lines(folder / "parlgov" / "country.csv"):
        for union, column in UNIONS.items():
            if line[column]:
                own = [since for code, since, _ in members.get(union, ()) if code == line["name_short"]]
                first = max(line[column], FIRST.get(union, ""))
                yield line["name_short"], union, own[0] if own else None, first


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the folder of source lists")
    parser.add_argument("--sample", type=int, default=SAMPLE, metavar="N", help="terms sampled")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S", help="seed of the sample")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N differences")
    options = parser.parse_args()
    figures = measure_terms(options.folder, options.sample, options.seed)
    if options.json:
        print(json.dumps(figures.summarise()))
    else:
        print("  ".join(f"{name} {value}" for name, value in figures.summarise().items()))
    for fault in figures.faults[: options.errors]:
        print(fault)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
