"""The files of role words, read into the table that lookups run on."""

from __future__ import annotations

from pathlib import Path

from dragoman.atlas.forms import expand_form
from dragoman.atlas.records import Role
from dragoman.atlas.schema import RoleFile, check_sector, read_toml
from dragoman.atlas.tables import RoleTable


def read_roles(path: Path) -> RoleTable:
    """The table of a roles file; DataError when a sector is unknown or a word stands in it twice."""
    file: RoleFile = read_toml(path, RoleFile)
    words: dict[str, Role] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for row in file.role:
        check_sector(row.sector, str(path))
        role = Role(
            row.sector, row.office, row.kind == "collective", row.kind, row.former, row.carrier, row.vague
        )
        for written in expand_all(row.words):
            first, *rest = written.lower().split()
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), role))
            else:
                words.setdefault(written, role)
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    modifiers: dict[str, str] = {}
    for sector, parts in file.modifier.items():
        check_sector(sector, str(path))
        modifiers.update({part.lower(): sector for part in parts})
    return RoleTable(
        words,
        phrases,
        modifiers,
        file.former,
        file.links,
        frozenset(expand_all(file.guarded)),
        file.compounds,
    )


def expand_all(written: list[str]) -> list[str]:
    """Every form of the words, singular and plural."""
    return [form for word in written for form in expand_form(word)]
