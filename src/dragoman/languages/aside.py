"""Words that were looked at and set aside: predicates that are no political events by themselves.

`aside.toml` of a language keeps the editors' worklist short. A list has a part of speech, the reason why its
words were set aside, and their lemmas. `event_endings` are the endings by which a noun is taken for
a doing rather than a thing ("invasion", "veroordeling").
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DataError
from dragoman.languages.function import FOLDER
from dragoman.overlay import NONE, Overlay
from dragoman.tables import read_table

Part = Literal["verb", "noun", "adjective"]


class AsideList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of one part of speech that were set aside for one reason."""

    part: Part
    reason: str
    lemmas: tuple[str, ...]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    event_endings: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    aside: tuple[AsideList, ...] = ()


class Aside(msgspec.Struct, frozen=True):
    """What a language sets aside: the reason by part of speech and lemma; how nouns of doing end."""

    reasons: dict[tuple[str, str], str]
    event_endings: tuple[str, ...]
    things: frozenset[str]

    def reason(self, part: str, lemma: str) -> str | None:
        """Why the word was set aside, or None when it was not."""
        return self.reasons.get((part, lemma.lower().replace("_", "")))

    def tells_of_doing(self, lemma: str) -> bool:
        """Whether a noun ends like one that tells of a doing, and is not listed as a thing."""
        low = lemma.lower()
        return low.endswith(self.event_endings) and low not in self.things


@cache
def load_aside(language: str, overlay: Overlay = NONE) -> Aside:
    """The lists of `language` with the overlay's, empty where it has none.

    Raises DataError naming file and word.
    """
    shipped = FOLDER / language / "aside.toml"
    paths = [*([shipped] if shipped.exists() else []), *overlay.files(language, "aside.toml")]
    aside = Aside({}, (), frozenset())
    for path in paths:
        file = _read_file(path)
        aside = Aside(
            aside.reasons | _list_reasons(file, path),
            (*aside.event_endings, *file.event_endings),
            aside.things | set(file.things),
        )
    return aside


def _read_file(path: Path) -> _File:
    try:
        return read_table(path, _File)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/aside.py") from None


def _list_reasons(file: _File, path: Path) -> dict[tuple[str, str], str]:
    reasons: dict[tuple[str, str], str] = {}
    for listed in file.aside:
        for lemma in listed.lemmas:
            key = (listed.part, lemma.lower().replace("_", ""))
            if key in reasons:
                raise DataError(
                    f"the {listed.part} {lemma!r} stands in it twice",
                    where=f"{path}: {listed.reason}",
                    remedy="keep one of the two",
                )
            reasons[key] = listed.reason
    return reasons
