"""Women and men: what first names, titles and role words tell, from genders.toml."""

from __future__ import annotations

from dragoman.atlas.persons import fold_name
from dragoman.atlas.tables import GenderTable


def find_gender(table: GenderTable, word: str, language: str) -> str | None:
    """ "f" or "m" for a first name or a word of the language; None when it tells nothing."""
    known = table.words.get(language, {}).get(word)
    return known or (table.names.get(fold_name(word)) if word[:1].isupper() else None)
