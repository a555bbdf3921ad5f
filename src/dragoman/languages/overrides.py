"""How a user's entries and the shipped ones go together: switched off, overridden, added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.overlay import Overlay
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.languages.lexicon import Item


class Off(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Shipped entries that are switched off: those that fit everything that is said here.

    `reason` is for whoever reads the file later.
    """

    lemma: str | None = None
    frame: str | None = None
    part: str | None = None
    language: str | None = None
    reason: str | None = None


class _OffFile(Struct, forbid_unknown_fields=True):
    off: tuple[Off, ...]


class OffList(Struct, frozen=True):
    """What one off.toml switches off."""

    path: Path
    off: tuple[Off, ...]

    def leave_out(self, items: Sequence[Item], language: str) -> list[Item]:
        """The entries that stay, with the lemmas that stay.

        Raises DataError for a line that names a word or meaning of this language and switches nothing off.
        """
        kept = list(items)
        for number, off in enumerate(self.off, 1):
            if off.language not in (None, language):
                continue
            left = [one for item in kept if (one := _without(item, off)) is not None]
            if left == kept and off.language is not None:
                told = " ".join(part for part in (off.lemma, off.frame, off.part) if part)
                raise DataError(
                    f"no entry of {language} fits {told!r}",
                    where=f"{self.path}: off {number}",
                    remedy="dragoman explain shows the entry of a record in its last line",
                )
            kept = left
        return kept


@cache
def load_off(overlay: Overlay) -> tuple[OffList, ...]:
    """What the overlay switches off, a list a file; raises DataError naming file and line."""
    return tuple(_read_off(path) for path in overlay.files("off.toml"))


def override_items(shipped: Sequence[Item], own: Sequence[Item]) -> list[Item]:
    """The shipped entries without the words that an own entry has with the same `with`.

    `without` is not compared: it tells the shipped entries of a word apart, and the user means to replace
    them all.
    """
    taken = {(item.part, _key(lemma), _restrictions(item)) for item in own for lemma in item.lemmas}
    kept: list[Item] = []
    for item in shipped:
        lemmas = tuple(
            lemma for lemma in item.lemmas if (item.part, _key(lemma), _restrictions(item)) not in taken
        )
        if lemmas:
            kept.append(item if lemmas == item.lemmas else msgspec.structs.replace(item, lemmas=lemmas))
    return kept


def _read_off(path: Path) -> OffList:
    try:
        file = read_table(path, _OffFile)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        remedy = "[[off]] with lemma, frame, part, language (one of the first two at least)"
        raise DataError(str(error), where=str(path), remedy=remedy) from None
    for number, off in enumerate(file.off, 1):
        if off.lemma is None and off.frame is None:
            raise DataError("needs `lemma` or `frame`", where=f"{path}: off {number}")
    return OffList(path, file.off)


def _without(item: Item, off: Off) -> Item | None:
    """The entry without the lemma that is switched off; None when nothing of it is left."""
    if off.frame not in (None, item.entry.frame) or off.part not in (None, item.part):
        return item
    if off.lemma is None:
        return None
    lemmas = tuple(lemma for lemma in item.lemmas if _key(lemma) != _key(off.lemma))
    if lemmas == item.lemmas:
        return item
    return msgspec.structs.replace(item, lemmas=lemmas) if lemmas else None


def _restrictions(item: Item) -> str:
    return repr(sorted(item.entry.with_.items()))


def _key(lemma: str) -> str:
    return lemma.lower().replace("_", "")
