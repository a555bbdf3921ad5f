"""Transcription: further spellings of a name, by the words and letters that are written in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from msgspec import Struct

from dragoman.atlas.schema import read_toml
from dragoman.errors import DataError

FILE = "transcriptions.toml"
MOST = 24  # spellings of one name: four words of six spellings each would give a thousand


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """How names of some states are written in another language: letters, and `ends` of words."""

    states: list[str]
    letters: dict[str, str]
    ends: dict[str, str] = {}


class TranscriptionFile(Struct, frozen=True, forbid_unknown_fields=True):
    """transcriptions.toml: words that are the same name, and scripts."""

    same: list[list[str]] = []
    script: list[Script] = []


class Transcriptions:
    """Further spellings of folded names."""

    def __init__(self, file: TranscriptionFile) -> None:
        self._same = {word: group for group in file.same for word in group}
        self._scripts = [(frozenset(script.states), _compile(script)) for script in file.script]

    def respell(self, name: str, country: str, *, foreign: bool = True) -> list[str]:
        """The other spellings of a folded name of somebody of that country; the name itself is none.

        `foreign`: letters are exchanged too. A name that is in the other language already must not be.
        """
        written = dict.fromkeys([name])
        for states, (letters, ends) in self._scripts:
            if foreign and country in states:
                written[
                    " ".join(
                        word if word in self._same else _exchange_letters(word, letters, ends)
                        for word in name.split()
                    )
                ] = None
        found = dict.fromkeys(other for one in written for other in self._exchange_words(one))
        found.pop(name, None)
        return list(found)

    def _exchange_words(self, name: str) -> Iterator[str]:
        """The name with its given names in every spelling; a word alone may be anybody's, and stays."""
        *given, last = name.split()
        choices = [self._same.get(word, [word]) for word in given]
        for chosen in islice(product(*choices), MOST):
            yield " ".join((*chosen, last))


Letters = tuple[re.Pattern[str], dict[str, str]]


def _compile(script: Script) -> tuple[Letters, Letters]:
    return (_join(script.letters), script.letters), (_join(script.ends, r"\b"), script.ends)


def _join(letters: dict[str, str], behind: str = "") -> re.Pattern[str]:
    longest = sorted(map(re.escape, letters), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)}){behind}")


def _exchange_letters(name: str, letters: Letters, ends: Letters) -> str:
    ended = ends[0].sub(lambda found: ends[1][found[0]], name)
    return letters[0].sub(lambda found: letters[1][found[0]], ended)


def read_transcriptions(folder: Path) -> Transcriptions:
    """The folder's file, ready to use; none at all where it has none. DataError when it breaks its schema."""
    path = folder / FILE
    if not path.is_file():
        return Transcriptions(TranscriptionFile())
    file: TranscriptionFile = read_toml(path, TranscriptionFile)
    words = [word for group in file.same for word in group]
    for word in words:
        if words.count(word) > 1 or word != word.lower():
            raise DataError(
                f"{word!r} stands twice, or in capitals",
                where=str(path),
                remedy="write each word once, in small letters without accents",
            )
    return Transcriptions(file)
