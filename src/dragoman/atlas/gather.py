"""Gathering: the source lists of office holders made into holders.tsv, the atlas's own compact table.

`python -m dragoman.atlas.gather FOLDER` writes it; with `--report` it lists where the sources disagree and
by which rule that was settled. The build needs only the table.
"""

from __future__ import annotations

import csv
import re
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.cabinets import CabinetRules, read_premiers
from dragoman.atlas.family import find_family, read_capitals
from dragoman.atlas.holders import TABLE, write_rows
from dragoman.atlas.schema import FOLDER, read_toml
from dragoman.atlas.sectors import state_sector
from dragoman.atlas.settling import STILL, Conflict, close_leads, close_terms, join_sources, tell_conflicts
from dragoman.atlas.terms import Row

LAST_SEEN = "2026-01"  # the leaders' list was last looked at in January 2026


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a position in a source is in the atlas; `skip` leaves it out."""

    pattern: str
    office: str | None = None
    sector: str | None = None
    countries: list[str] = []
    skip: bool = False


class WorldOffice(Struct, frozen=True, forbid_unknown_fields=True):
    """An international office."""

    position: str
    group: str
    office: str | None = None


class Before(Struct, frozen=True, forbid_unknown_fields=True):
    """The code of a state up to and with a year."""

    until: int
    code: str


class Gathering(Struct, frozen=True, forbid_unknown_fields=True):
    """gather.toml"""

    family_first: list[str]
    particles: list[str]
    after_name: str
    occupiers: list[str]
    honorifics: list[str]
    source_country: dict[str, str]
    gec: dict[str, str]
    cow: dict[str, str]
    before: dict[str, Before]
    world: list[WorldOffice]
    title: list[Rule]
    rule: list[Rule]
    premier: dict[str, dict[str, str]]
    cabinets: CabinetRules


def gather_rows(folder: Path, known: Gathering) -> tuple[list[Row], list[Conflict]]:
    """Every office told of in the sources, each once, the better source first; and what they disagree on."""
    lists = {
        "office holders": [*read_officeholders(folder, known), *read_world(folder, known)],
        "factbook": close_terms([*read_leaders(folder, known)]),
        "cabinets": [*read_premiers(folder / "parlgov", known.cabinets, known.premier, known.particles)],
        "REIGN": [*read_reigns(folder, known)],
    }
    rows, conflicts = join_sources(lists, exact={"cabinets"})
    rows = [*close_leads(rows)]
    return sorted(
        rows, key=lambda row: (row.country, row.group, row.office_id, row.since, row.person)
    ), conflicts


def read_officeholders(folder: Path, known: Gathering) -> Iterator[Row]:
    """Ministers, chiefs of staff and others, with their Wikidata item."""
    rules = [(re.compile(rule.pattern, re.IGNORECASE), rule) for rule in known.rule]
    with (folder / "officeholders_2001_2022.csv").open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            country = known.source_country.get(line["source_repo"])
            if country is None:
                continue
            fits = (
                rule
                for pattern, rule in rules
                if (not rule.countries or country in rule.countries) and pattern.search(line["position"])
            )
            rule = next(fits, None)
            if rule is None or rule.skip:
                continue
            person = re.split(known.after_name, line["person"])[0].strip()
            yield Row(
                person, find_family(person.split(), known.particles, country in known.family_first),
                line["wikidata_id"], line["position"], rule.office or "", country, "",
                rule.sector or state_sector(), line["start"], line["end"],
            )  # fmt: skip


def read_world(folder: Path, known: Gathering) -> Iterator[Row]:
    """Heads of international organisations."""
    offices = {office.position: office for office in known.world}
    with (folder / "igo_heads_2022.csv").open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            office = offices.get(line["position"])
            if office is not None:
                yield Row(
                    line["person"], find_family(line["person"].split(), known.particles),
                    line["personID"], office.position, office.office or "", "", office.group, state_sector(),
                    line["start"], line["end"],
                )  # fmt: skip


def read_leaders(folder: Path, known: Gathering) -> Iterator[Row]:
    """Heads of state and government since 2014; the family name is what stands in capitals."""
    titles = [(re.compile(rule.pattern + r"(?= )"), rule) for rule in known.title]
    names = Atlas.load()
    with (folder / "leaders_2014_2026.csv").open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            words = line["country"].removeprefix("The ").split()
            found, hits = names.find(words, 0, "en")
            country = known.gec.get(line["gec"]) or next(
                (hit.entry.country for hit in hits if hit.entry.kind == "country" and found == len(words)),
                None,
            )
            told = line["title_and_name"]
            if country is None or re.search(r"-elect|,| and [A-Z]{2}", told):
                continue
            for pattern, rule in titles:
                if title := pattern.match(told):
                    person, surname = read_capitals(
                        told[title.end() :].split(), known.particles, known.honorifics
                    )
                    if surname and person[0].isupper() and (since := read_date(line["since"])):
                        last = line["last_seen_in_factbook"]
                        yield Row(
                            person, surname, "", title.group(0), rule.office or "", country, "",
                            state_sector(), since, STILL if last.startswith(LAST_SEEN) else last,
                        )  # fmt: skip
                    break


def read_date(written: str) -> str:
    """ "30 April 2013" as 2013-04-30; "" when it is not such a date."""
    for form, width in (("%d %B %Y", 10), ("%B %Y", 7), ("%Y", 4)):
        try:
            return datetime.strptime(written.strip(), form).strftime("%Y-%m-%d")[:width]
        except ValueError:
            continue
    return ""


def read_reigns(folder: Path, known: Gathering) -> Iterator[Row]:
    """Leaders since 1945, by family name."""
    text = (folder / "reign_leaderlist_2021-03.csv").read_text(encoding="utf-8", errors="ignore")
    for line in csv.DictReader(text.splitlines()):
        code = known.cow.get(line["stateabb"], line["stateabb"])
        if not (line["sdate"] and line["smonth"] and line["syear"]):
            continue
        since = f"{int(line['syear']):04}-{int(line['smonth']):02}-{int(line['sdate']):02}"
        until = ""
        if line["eyear"] and line["emonth"]:
            year, month = int(line["eyear"]), int(line["emonth"])
            until = f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
        change = known.before.get(code)
        if change is not None and int(since[:4]) < change.until:
            code = change.code
        leader = re.split(known.after_name, line["leader"])[0].strip()
        if f"{code} {leader}" in known.occupiers:
            continue
        family = find_family(leader.split(), known.particles, code in known.family_first)
        yield Row(leader, family, "", "Leader", "leader", code, "", state_sector(), since, until)


def main(arguments: list[str]) -> int:
    """Writes holders.tsv from the folder of sources given; with --report prints where they disagree."""
    rows, conflicts = gather_rows(Path(arguments[0]), read_toml(FOLDER / "gather.toml", Gathering))
    if "--report" in arguments:
        sys.stdout.write("\n".join(tell_conflicts(conflicts)) + "\n")
        return 0
    write_rows(FOLDER / TABLE, rows)
    sys.stdout.write(f"{TABLE}: {len(rows):,} offices; {len(conflicts):,} conflicts settled (--report)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
