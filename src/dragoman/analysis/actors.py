"""The actor that a user means: a code, or a name in one of the languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.atlas.atlas import Atlas
from dragoman.errors import StoreError
from dragoman.languages.tables import WORD_LANGUAGES
from dragoman.store.desk import Desk


def settle_actor(words: str, atlas: Atlas | None = None, desk: Desk | None = None) -> str:
    """The code (country, else group) that a code or a name means: `USA` for "USA" and "Verenigde Staten".

    With `desk`, codes of actors met in its stories count too: a user's own atlas may have given them.
    Raises StoreError when the words name nothing, or several.
    """
    atlas = atlas or Atlas.load()
    words = words.strip()
    entry = atlas.entry(words.upper())
    if entry is not None and words.upper() in (entry.country, entry.group):
        return words.upper()
    if desk is not None and desk.actors(words, limit=1):
        return words
    cut = words.replace("’", "'").split()
    for language in WORD_LANGUAGES:
        length, hits = atlas.find(cut, 0, language) if cut else (0, ())
        codes = dict.fromkeys(hit.entry.country or hit.entry.group for hit in hits)
        found = [code for code in codes if code]
        if length == len(cut) and len(found) == 1:
            return found[0]
        if length == len(cut) and len(found) > 1:
            raise StoreError(f"“{words}” may mean {', '.join(found)}", remedy="give one of these codes")
    raise StoreError(
        f"the atlas knows no actor “{words}”", remedy="give a code (USA, NATO) or a name; try dragoman who"
    )


def settle_parties(words: Sequence[str]) -> tuple[str, ...]:
    """For each of the words the code it means, else the atlas's id of the person: what the store is asked by.

    Raises StoreError as `settle_actor` does.
    """
    atlas = Atlas.load() if words else None
    return tuple(_settle_party(one, atlas) for one in words if atlas is not None)


def _settle_party(words: str, atlas: Atlas) -> str:
    if re.fullmatch(r"Q\d+", words):
        return words
    holders = atlas.persons(words)
    try:
        return settle_actor(words, atlas)
    except StoreError:
        if not holders:
            raise
    found = {holder.id: holder for holder in holders if holder.id}
    if len(found) == 1:
        return next(iter(found))
    told = ", ".join(f"{one.person} ({identity})" for identity, one in found.items())
    raise StoreError(
        f"“{words}” may mean {told or 'several'}", remedy="give a first name too, or one of these ids"
    )


def settle_pair(one: str, other: str, desk: Desk | None = None) -> tuple[str, str]:
    """The codes of two different actors. Raises StoreError when they are one."""
    codes = settle_actor(one, desk=desk), settle_actor(other, desk=desk)
    if codes[0] == codes[1]:
        raise StoreError(f"“{one}” and “{other}” are both {codes[0]}", remedy="name two different actors")
    return codes


def name_actor(code: str, atlas: Atlas | None = None) -> str:
    """The name of a code in the atlas, else the code."""
    entry = (atlas or Atlas.load()).entry(code)
    return entry.name if entry is not None else code
