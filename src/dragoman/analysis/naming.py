"""What a code is called in a language: the first of its names in the atlas's own files."""

from __future__ import annotations

from functools import cache

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.schema import FOLDER, GroupFile, ItemFile, Named, read_countries, read_toml
from dragoman.languages.tables import WORD_LANGUAGES


def title_code(code: str, language: str) -> str:
    """The name of a country or group without its article, "Verenigde Staten"; else its name in English."""
    titles = _read_titles(language)
    if code in titles:
        return titles[code]
    entry = Atlas.load().entry(code)
    return entry.name if entry is not None else code


def title_entity(identity: str | None, language: str) -> str | None:
    """The name of a body or movement of the atlas ("Algemene Vergadering"); None for what is none."""
    return _read_titles(language).get(identity) if identity else None


@cache
def _read_titles(language: str) -> dict[str, str]:
    titles = {}
    for code, country in read_countries(FOLDER, frozenset(WORD_LANGUAGES)):
        titles[code] = _first_name(country, language)
    file: GroupFile = read_toml(FOLDER / "groups.toml", GroupFile)
    for group in (*file.group, *file.organisation):
        titles[group.id] = _first_name(group, language)
    for name in ("bodies.toml", "movements.toml"):
        items: ItemFile = read_toml(FOLDER / name, ItemFile)
        for item in (*items.body, *items.movement):
            if not item.each:
                titles[item.id] = _first_name(item, language)
    return {code: title for code, title in titles.items() if title}


def _first_name(named: Named, language: str) -> str:
    names = named.names()
    return next(iter([*names.get(language, []), *names.get("all", [])]), "")
