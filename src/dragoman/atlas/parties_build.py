"""Parties of 37 states, from the tables of ParlGov: their names, and when they sat in a government.

`python -m dragoman.atlas.parties_build FOLDER` reads party.csv, cabinet.csv, cabinet_party.csv and
country.csv in a folder and writes parties.tsv; which of their names are left out is in parties.toml.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.parties import COLUMNS, TABLE, Party
from dragoman.atlas.schema import FOLDER, read_toml

FIRST = "1946"  # governments before it are left out, and the parties that sat in none later
RENAMED, TRANSLATED = re.compile(r"\s*\|\s*"), re.compile(r"\s+(?:--|–|—)\s+")
SHORT = re.compile(r"[^\W\d_][\w&-]*")
FOUNDED = re.compile(
    r"(?:[Pp]arty|[Aa]lliance) (?:was )?(?:formed|founded|established) (?:in|on) ([^.;,]*?\d{4})\b"
)
ARTICLE = "The "
YEAR = re.compile(r"\d{4}")
Line = Mapping[str, str]


class Choices(Struct, frozen=True, forbid_unknown_fields=True):
    """parties.toml: what of the source is no name of a party, or means other things too often.

    `families` are kinds of parties that are none ("no affiliation"); `words` single words that are left out
    as names; `shorts` abbreviations left out; `two` abbreviations of two letters that are kept, with their
    state.
    """

    families: list[str]
    words: list[str]
    shorts: list[str]
    two: list[str]


def gather_parties(folder: Path, choices: Choices) -> Iterator[Party]:
    """The parties of the tables, by state and number."""
    atlas = Atlas.load()
    states = {line["id"]: line["name_short"] for line in read_lines(folder / "country.csv")}
    governing, early = gather_governments(folder)
    lines = sorted(
        read_lines(folder / "party.csv"), key=lambda line: (states[line["country_id"]], int(line["id"]))
    )
    for line in lines:
        if line["family_id"] in choices.families or line["id"] in early:
            continue
        state = states[line["country_id"]]
        english = pick_names(line["name_english"], choices.words, native=False)
        shorter = [leave_state(name, state, atlas) for name in english]
        english += [name for name in shorter if name and name not in english]
        native = pick_names(line["name"], choices.words, native=True)
        short = [
            one
            for one in RENAMED.split(line["name_short"].strip())
            if is_short(one, choices.shorts) or f"{state} {one}" in choices.two
        ]
        spans = governing.get(line["id"], ())
        if english or native or short:
            yield Party(
                id=f"parlgov-{line['id']}",
                country=state,
                english="|".join(english),
                native="|".join(one for one in native if one not in english),
                short="|".join(one for one in short if one not in native + english),
                since=find_founding(line["description"], spans),
                government=" ".join(spans),
            )


def gather_governments(folder: Path) -> tuple[dict[str, list[str]], set[str]]:
    """By party, the spans in which it sat in a government; and the parties that did so before 1946 alone.

    A government ends where the next of its state begins; the last has no end.
    """
    series: dict[str, list[Line]] = defaultdict(list)
    for line in read_lines(folder / "cabinet.csv"):
        series[line["country_id"]].append(line)
    until: dict[str, tuple[str, str]] = {}
    for lines in series.values():
        lines.sort(key=lambda line: line["start_date"])
        ends = [*(line["start_date"] for line in lines[1:]), ""]
        for line, end in zip(lines, ends, strict=True):
            until[line["id"]] = (line["start_date"], end)
    sat: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in read_lines(folder / "cabinet_party.csv"):
        sat[line["party_id"]].append(until[line["cabinet_id"]])
    early = {party for party, spans in sat.items() if all("" < end <= FIRST for _, end in spans)}
    return {
        party: list(join_spans(span for span in sorted(spans) if span[1] == "" or span[1] > FIRST))
        for party, spans in sat.items()
    }, early


def join_spans(spans: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Spans that follow one another at once as one, written "2010-10-14..2012-11-05"."""
    open_since, open_until = "", ""
    for since, until in spans:
        if open_since and since == open_until:
            open_until = until
            continue
        if open_since:
            yield f"{open_since}..{open_until}"
        open_since, open_until = since, until
    if open_since:
        yield f"{open_since}..{open_until}"


def pick_names(written: str, words: list[str], *, native: bool) -> list[str]:
    """The names among those that bars and dashes join; English ones of one word are left out."""
    found = []
    for named in RENAMED.split(written):
        name = " ".join(TRANSLATED.split(named)[0].replace("’", "'").split()).strip(' !"“”„')
        name = name.removeprefix(ARTICLE)
        plain = name and not any(mark in name for mark in '/+"“”(),:')
        if plain and name[0].isupper() and name not in words and (" " in name or (native and len(name) > 3)):
            found.append(name)
    return list(dict.fromkeys(found))


def leave_state(name: str, state: str, atlas: Atlas) -> str | None:
    """The name without the state's own before or after it ("Norwegian Labour Party", "Communist Party of
    Austria"), where two words and more are left."""
    words = name.split()
    ends = [(0, end) for end in (3, 2, 1)] + [(len(words) - size, len(words)) for size in (3, 2, 1)]
    for first, last in ends:
        length, hits = atlas.find(words[first:last], 0, "en") if first >= 0 else (0, ())
        named = hits and hits[0].entry.kind == "country" and hits[0].entry.country == state
        rest = words[last:] if first == 0 else words[:first]
        while rest and not rest[-1][0].isupper():  # "of the"
            rest = rest[:-1]
        if named and length == last - first and len(rest) > 1 and rest[0][0].isupper():
            return " ".join(rest)
    return None


def is_short(written: str, left_out: list[str]) -> bool:
    """Whether an abbreviation of three letters and more, two of them capitals, may stand for its party."""
    long = len(written) > 2 and sum(letter.isupper() for letter in written) > 1
    return long and SHORT.fullmatch(written) is not None and written not in left_out


def find_founding(description: str, spans: list[str] | tuple[str, ...]) -> str:
    """The year in which the description says that the party was founded; "" where a government denies it."""
    told = FOUNDED.search(description)
    year = YEAR.findall(told[1])[-1] if told else ""
    return "" if year and spans and spans[0][:4] < year else year


def read_lines(path: Path) -> list[Line]:
    """The lines of a table by its column names."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def main(arguments: list[str]) -> int:
    """Writes parties.tsv from the folder of ParlGov's tables."""
    choices: Choices = read_toml(FOLDER / "parties.toml", Choices)
    rows = list(gather_parties(Path(arguments[0]), choices))
    lines = ["\t".join(COLUMNS), *("\t".join(getattr(row, name) for name in COLUMNS) for row in rows)]
    (FOLDER / TABLE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    governing = sum(bool(row.government) for row in rows)
    sys.stdout.write(f"{TABLE}: {len(rows):,} parties, {governing:,} of them once in a government\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
