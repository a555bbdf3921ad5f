"""A user's own actors over the compiled atlas, built when they are first asked.

The folder `actors/` of an overlay holds files in the schema of the atlas's own: countries/*.toml,
groups.toml, bodies.toml, movements.toml, places.toml, cities.toml, roles.nl.toml …, leaders.toml,
offices/*.toml, spellings.toml, publishers.toml. What they name comes before what the atlas names alike; an
id that the atlas has too takes its place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.collector import Collector
from dragoman.atlas.entries import (
    add_cities,
    add_country,
    add_groups,
    add_items,
)
from dragoman.atlas.holders import SpellingFile, make_holder, spell_widely
from dragoman.atlas.publishers import FILE as PUBLISHERS
from dragoman.atlas.publishers import join_publishers, read_publishers
from dragoman.atlas.records import EntryKind
from dragoman.atlas.role_words import read_roles
from dragoman.atlas.schema import FOLDER, Endings, read_countries, read_toml
from dragoman.atlas.tables import NameTable, PersonTable, RoleTable
from dragoman.atlas.terms import FILE, OFFICES, LeaderFile, read_leaders, read_terms
from dragoman.atlas.transcription import read_transcriptions
from dragoman.errors import DataError
from dragoman.overlay import ACTORS, Overlay

ITEMS: tuple[tuple[str, EntryKind], ...] = (
    ("movements.toml", "organisation"),
    ("bodies.toml", "body"),
    ("places.toml", "place"),
)
FILES = (
    "groups.toml",
    "cities.toml",
    "leaders.toml",
    "spellings.toml",
    PUBLISHERS,
    *(name for name, _ in ITEMS),
)


@cache
def load_atlas(overlay: Overlay) -> Atlas:
    """The shipped atlas with the overlay's actors; the atlas itself when it has none.

    Raises DataError naming file and entry where one breaks its schema.
    """
    folders = overlay.folder_paths(ACTORS)
    atlas = Atlas.load()
    for folder in folders:
        atlas = extend_atlas(atlas, folder)
    return atlas


def extend_atlas(atlas: Atlas, folder: Path) -> Atlas:
    """A new atlas: this one with the actors of a folder before its own; raises as `load_atlas` does."""
    _check_names(folder)
    tables = atlas.copy_tables()
    _extend_names(tables.names, folder)
    states = {entry.id for entry in tables.names.entries if entry.kind == "country"}
    _extend_persons(tables.persons, folder, states)
    tables.publishers = join_publishers(tables.publishers, read_publishers(folder, frozenset(states)))
    for path in sorted(folder.glob("roles.*.toml")):
        language = path.name.split(".")[1]
        own = read_roles(path)
        tables.roles[language] = _join_roles(tables.roles[language], own) if language in tables.roles else own
    return atlas.exchange_tables(tables, folder.parent.name)


def _extend_names(table: NameTable, folder: Path) -> None:
    endings: dict[str, Endings] = read_toml(FOLDER / "endings.toml", dict[str, Endings])
    languages = frozenset(endings)
    found = Collector(endings)
    countries = dict(read_countries(folder, languages))
    for code, country in countries.items():
        add_country(found, code, country)
    codes = {entry.country for entry in table.entries if entry.kind == "country" and entry.country}
    known = frozenset(codes | set(countries))
    if (folder / "groups.toml").is_file():
        add_groups(found, folder / "groups.toml", known, languages)
    for name, kind in ITEMS:
        if (folder / name).is_file():
            add_items(found, folder / name, kind, known, languages)
    if (folder / "cities.toml").is_file():
        add_cities(found, folder / "cities.toml", known)
    _drop_entries(table, {entry.id for entry in found.entries})
    first = len(table.entries)
    table.entries.extend(found.entries)
    table.members.update(found.members)
    for language, forms in found.forms.items():
        rows_of = table.forms.setdefault(language, {})
        for word, rows in forms.items():
            own = [(rest, form, place + first) for rest, form, place in rows]
            # Stable: of forms as long, the user's come first.
            rows_of[word] = sorted([*own, *rows_of.get(word, [])], key=lambda row: -len(row[0]))


def _drop_entries(table: NameTable, ids: set[str]) -> None:
    """Takes the forms of entries away whose id the user gives anew."""
    gone = {place for place, entry in enumerate(table.entries) if entry.id in ids}
    if not gone:
        return
    for forms in table.forms.values():
        for word, rows in list(forms.items()):
            kept = [row for row in rows if row[2] not in gone]
            if len(kept) < len(rows):
                forms[word] = kept
    for id_ in ids:
        table.members.pop(id_, None)


def _extend_persons(table: PersonTable, folder: Path, states: set[str]) -> None:
    if not (folder / FILE).is_file() and not (folder / OFFICES).is_dir():
        return
    own = read_leaders(folder) if (folder / FILE).is_file() else LeaderFile()
    shipped = read_leaders(FOLDER)
    file = LeaderFile(
        [*own.family_first, *shipped.family_first], own.rivals, own.kind | shipped.kind, own.office
    )
    spellings: SpellingFile = read_toml(FOLDER / "spellings.toml", SpellingFile)
    if (folder / "spellings.toml").is_file():
        more: SpellingFile = read_toml(folder / "spellings.toml", SpellingFile)
        spellings = SpellingFile(
            person=spellings.person | more.person,
            surname=spellings.surname | more.surname,
            particles=[*spellings.particles, *more.particles],
            no_names=[*spellings.no_names, *more.no_names],
        )
    transcriptions = read_transcriptions(FOLDER)
    for row in read_terms(folder, file, states):
        place = len(table.holders)
        table.holders.append(make_holder(row))
        for name in spell_widely(row, spellings, transcriptions):
            table.by_name.setdefault(name, []).insert(0, place)
        if row.office_id and not file.kind[row.office_id].shared:
            table.by_office.setdefault(f"{row.office_id} {row.country or row.group}", []).append(place)


def _join_roles(below: RoleTable, own: RoleTable) -> RoleTable:
    phrases = {first: [*options] for first, options in below.phrases.items()}
    for first, options in own.phrases.items():
        phrases[first] = sorted([*options, *phrases.get(first, [])], key=lambda option: -len(option[0]))
    return RoleTable(
        below.words | own.words,
        phrases,
        below.modifiers | own.modifiers,
        [*below.former, *own.former],
        [*below.links, *own.links],
        below.guarded | own.guarded,
        below.compounds,
    )


def _check_names(folder: Path) -> None:
    for path in sorted(folder.rglob("*.toml")):
        place = path.relative_to(folder)
        if place.parts[0] == OFFICES and len(place.parts) == 2:
            continue
        role_file = place.name.startswith("roles.") and len(place.parts) == 1
        if place.as_posix() not in FILES and place.parts[0] != "countries" and not role_file:
            known = ", ".join(sorted(FILES))
            raise DataError(
                "is no file of actors",
                where=str(path),
                remedy=f"known are countries/*.toml, offices/*.toml, roles.LANGUAGE.toml, {known}",
            )
