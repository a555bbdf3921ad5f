"""Office holders: the files of who held which office when, as one table to look persons up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.atlas.family import find_family
from dragoman.atlas.persons import fold_name
from dragoman.atlas.records import Holder
from dragoman.atlas.schema import Endings, read_countries, read_toml
from dragoman.atlas.sectors import state_sector
from dragoman.atlas.tables import PersonTable
from dragoman.atlas.terms import LeaderFile, Row, read_leaders, read_terms
from dragoman.atlas.transcription import Transcriptions, read_transcriptions
from dragoman.errors import DataError

TABLE = "holders.tsv"
LAST_SEEN = "2022-07"  # the month in which the lists of office holders were drawn up
LEADS = ("head-of-state", "head-of-government")
COLUMNS = ("person", "surname", "id", "office", "office_id", "country", "group", "sector", "since", "until")


class SpellingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """spellings.toml: `person` gives further full names and surnames of one, `surname` sets what he is
    called in running text where it is not the last word of the name, `no_names` are words that name
    nobody when they stand alone."""

    person: dict[str, list[str]] = {}
    surname: dict[str, str] = {}
    particles: list[str] = []
    no_names: list[str] = []


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """The table as tab-separated lines under a line of column names."""
    lines = ["\t".join(COLUMNS), *("\t".join(getattr(row, name) for name in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_rows(path: Path) -> Iterator[Row]:
    """The lines of the table; DataError at a line with too few or too many fields."""
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise DataError(
                f"{len(fields)} fields",
                where=f"{path}, line {at}",
                remedy=f"{len(COLUMNS)}: " + " ".join(COLUMNS),
            )
        yield Row(*fields)


def read_persons(folder: Path) -> PersonTable:
    """The table of all office holders in the folder's files, the weightiest offices first."""
    spellings: SpellingFile = read_toml(folder / "spellings.toml", SpellingFile)
    transcriptions = read_transcriptions(folder)
    file = read_leaders(folder)
    gathered = list(read_rows(folder / TABLE))
    items = {(fold_name(row.person), row.country): row for row in gathered if row.id}
    languages = frozenset(read_toml(folder / "endings.toml", dict[str, Endings]))
    states = {code for code, _ in read_countries(folder, languages)}
    by_hand = [find_item(row, items, spellings) for row in read_terms(folder, file, states)]
    shared = {name for name, kind in file.kind.items() if kind.shared}
    leads = [row for row in gathered if row.office_id in LEADS]
    kept = close_twins(drop_covered(gathered, by_hand, spellings, shared), [*by_hand, *leads])
    rows = sorted([*by_hand, *kept], key=lambda row: rank_office(row, file))
    written = {id(row) for row in by_hand}
    aliases = find_aliases(gathered, by_hand)
    holders: list[Holder] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    by_office: dict[str, list[int]] = defaultdict(list)
    seen: dict[str, str] = {}
    for place, row in enumerate(rows):
        holder = make_holder(row)
        holders.append(holder)
        for name in spell_widely(row, spellings, transcriptions, aliases.get(id(row), ())):
            by_name[name].append(place)
        if row.office_id and row.office_id not in shared:
            by_office[f"{row.office_id} {row.country or row.group}"].append(place)
        if row.office_id and id(row) not in written and is_left_open(row):
            seen[str(place)] = LAST_SEEN
    return PersonTable(holders, dict(by_name), dict(by_office), seen)


def rank_office(row: Row, file: LeaderFile) -> tuple[int, int]:
    """Where an office stands among those of one person: the state's known offices, its others, all else."""
    kind = file.kind.get(row.office_id)
    if kind is None:
        return (1 if row.sector == state_sector() else 2), 0
    return (0 if kind.sector == state_sector() else 2), list(file.kind).index(row.office_id)


def is_left_open(row: Row) -> bool:
    """Whether a gathered term has no end because its source ends: it may have ended since."""
    return not row.until and row.since[:7] <= LAST_SEEN and row.office_id not in (*LEADS, "leader")


def close_twins(rows: Iterable[Row], known: Iterable[Row]) -> list[Row]:
    """The rows; a term without an end that its holder began with a `known` one, over by now, ends with it.

    A source may tell one appointment under two titles and close only one of them.
    """
    begun: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in known:
        if row.until and row.since:
            begun[fold_name(row.person), row.country, row.since[:4]].append(row)
    closed = []
    for row in rows:
        twins = (
            begun.get((fold_name(row.person), row.country, row.since[:4]), []) if is_left_open(row) else []
        )
        ends = [one.until for one in twins if one.since[:7] == row.since[:7]]
        closed.append(msgspec.structs.replace(row, until=max(ends)) if ends else row)
    return closed


def make_holder(row: Row) -> Holder:
    """The office holder of a line of the table."""
    return Holder(
        row.person, row.id or None, row.office, row.office_id or None, row.country or None,
        row.group or None, row.sector, row.since or None, row.until or None,
    )  # fmt: skip


def find_item(row: Row, items: dict[tuple[str, str], Row], spellings: SpellingFile) -> Row:
    """A hand-written row with the item a source gives to the bearer of its full name in that country.

    A family name alone is no proof, nor is it with a first name: two presidents may share both.
    """
    full = [fold_name(name) for name in (row.person, *spellings.person.get(row.person, [])) if " " in name]
    found = next((items[name, row.country] for name in full if (name, row.country) in items), None)
    return row if found is None else msgspec.structs.replace(row, id=found.id, surname=found.surname)


def find_aliases(gathered: list[Row], by_hand: list[Row]) -> dict[int, list[str]]:
    """For hand-written terms (by identity) how the sources spell the name of whoever held them.

    It is the same person when office and state are one, the terms meet and the last names are alike.
    """
    told: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in gathered:
        if row.office_id and " " in row.person:
            told[row.office_id, row.country or row.group, fold_name(row.person).split()[-1]].append(row)
    return {
        id(row): [fold_name(other.person) for other in others if meets(other, row)]
        for row in by_hand
        if row.since
        and (others := told.get((row.office_id, row.country or row.group, fold_name(row.person).split()[-1])))
    }


def drop_covered(
    gathered: list[Row], by_hand: list[Row], spellings: SpellingFile, shared: Collection[str]
) -> Iterator[Row]:
    """The gathered rows without those that tell of a term written by hand.

    A term of an office that begins within one written by hand is left out, and one that begins before
    ends where the next by hand begins; of an office that several hold at once (`shared`) only a term of
    the same person. "leader" is left out for a head of state or government of that
    name, for the source does not tell which he was.
    """
    series: dict[tuple[str, str], list[tuple[Row, list[str]]]] = defaultdict(list)
    for row in by_hand:
        if row.office_id and row.since:
            series[row.office_id, row.country or row.group].append((row, spell_person(row, spellings)))
    for row in gathered:
        state = row.country or row.group
        terms = series.get((row.office_id, state), []) if row.office_id not in shared else []
        leads = LEADS if row.office_id == "leader" else (row.office_id,)
        names = {fold_name(row.surname), fold_name(row.person)}
        told = [pair for office in leads for pair in series.get((office, state), ())]
        same = [term for term, spelt in told if names & {*spelt}]
        if any(begins_within(row, term) for term, _ in terms) or any(meets(row, term) for term in same):
            continue
        ends = [term.since for term, _ in terms if row.since < term.since < (row.until or "9999")]
        yield msgspec.structs.replace(row, until=min(ends)) if ends else row


def begins_within(row: Row, term: Row) -> bool:
    """Whether a term begins in another, its last month not counted."""
    since = row.since
    return term.since <= since[: len(term.since)] and since[: len(term.until)] < (term.until or "9999")


def meets(row: Row, term: Row) -> bool:
    """Whether two terms have a month in common."""
    begins = row.since[:7] <= (term.until or "9999")[:7]
    return begins and term.since[:7] <= (row.until or "9999")[:7]


def spell_widely(
    row: Row, spellings: SpellingFile, transcriptions: Transcriptions, aliases: Iterable[str] = ()
) -> Iterable[str]:
    """The folded names a person is looked up by, with those that other writings give; each once."""
    listed = {fold_name(name) for name in spellings.person.get(row.person, ())}
    names = dict.fromkeys([*spell_person(row, spellings), *aliases])
    for name in list(names):
        names |= dict.fromkeys(transcriptions.respell(name, row.country, foreign=name not in listed))
    return [name for name in names if name not in spellings.no_names]


def spell_person(row: Row, spellings: SpellingFile) -> list[str]:
    """The folded names a person is looked up by: full, family name, first and family name, spellings."""
    words = row.person.split()
    family = spellings.surname.get(row.person) or row.surname or find_family(words, spellings.particles)
    names = [row.person, family]
    bare = fold_name(family).split()
    if len(bare) > 1 and bare[0] in spellings.particles:
        names.append(" ".join(word for word in bare if word not in spellings.particles))
    if len(words) > 2 and family != words[0]:
        names.append(f"{words[0]} {family}")
    names += spellings.person.get(row.person, [])
    folded = dict.fromkeys(fold_name(name) for name in names)
    return [name for name in folded if len(name) > 1 and name not in spellings.no_names]
