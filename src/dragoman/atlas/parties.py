"""Parties: the table of their names and governments, and how their names are entered.

A party's name tells little by itself: many states have a Labour Party. Names from the table are entered
with the form "party": the stages link them only where the story names the state. A name that has the
state's own name or adjective in it is one like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.collector import Collector
from dragoman.atlas.forms import spell_variants
from dragoman.atlas.records import Entry, NameForm
from dragoman.errors import DataError

TABLE = "parties.tsv"
COLUMNS = ("id", "country", "english", "native", "short", "since", "government")
OTHERS = ("country", "group", "organisation")  # whose name within a party's name tells whose it is
LAST_SEEN = "2023-07"  # the month in which the table of governments was drawn up


class Party(Struct, frozen=True):
    """A line of parties.tsv: several names have bars between them, several spans in government blanks."""

    id: str
    country: str
    english: str
    native: str
    short: str
    since: str
    government: str


def read_parties(path: Path) -> Iterator[Party]:
    """The lines of the table; DataError at one with too few or too many fields, or without a name."""
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        fields = line.split("\t")
        if len(fields) != len(COLUMNS) or not any(fields[2:5]):
            raise DataError(
                f"{len(fields)} fields, or no name",
                where=f"{path}, line {at}",
                remedy=f"{len(COLUMNS)}: " + " ".join(COLUMNS),
            )
        yield Party(*fields)


def add_parties(found: Collector, path: Path, sector: str) -> dict[str, list[str]]:
    """Enters the parties of the table, after all other names; by entry, its spans in government.

    A party that is written by hand already, by one of its names, gets the further names and the spans.
    """
    governing: dict[str, list[str]] = {}
    for party in read_parties(path):
        english, native, short = (
            [one for one in written.split("|") if one]
            for written in (party.english, party.native, party.short)
        )
        names = {"en": english, "all": [*native, *short]}
        places = list(dict.fromkeys(find_written(found, party.country, sector, english + native + short)))
        if not places:
            first = (english + native + short)[0]
            since = f"{party.since}-01-01" if party.since else None
            places = [found.add_entry(Entry(party.id, "body", first, party.country, None, sector, since))]
        for language, forms in names.items():
            for written in forms:
                form = choose_form(found, written, party.country, sector)
                by_hand = list(find_written(found, party.country, sector, [written]))
                if form is not None and not by_hand:
                    found.add_forms({language: [written]}, form, places[0])
        if party.government:
            governing.update({found.entries[place].id: party.government.split() for place in places})
    return governing


def find_written(found: Collector, country: str, sector: str, names: Iterable[str]) -> Iterator[int]:
    """The places of the entries by hand that bear one of the names and are parties of the country."""
    for name in names:
        for language in found.coded:
            for words in spell_variants(name, found.endings[language]):
                for rest, form, place in found.forms[language].get(words[0], ()):
                    entry = found.entries[place]
                    same = (entry.country, entry.sector) == (country, sector)
                    if same and rest == words[1:] and form != "party":
                        yield place


def choose_form(found: Collector, name: str, country: str, sector: str) -> NameForm | None:
    """ "name" where the name tells its country itself, else "party"; None where it has another actor's
    name in it, or is one."""
    words = name.split()
    own = False
    for at, word in enumerate(words):
        for language in found.coded:
            for rest, form, place in found.forms[language].get(word, ()):
                entry = found.entries[place]
                if form == "party" or tuple(words[at + 1 : at + 1 + len(rest)]) != rest:
                    continue
                whole = len(rest) + 1 == len(words)
                if whole and entry.sector != sector:
                    return None
                if not whole and entry.kind in OTHERS:
                    if entry.country != country:
                        return None
                    own = own or form in ("name", "adjective")
    return "name" if own else "party"
