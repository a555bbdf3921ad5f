"""The named issues in a language's words, checked against the codebook's list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.codebook.issues import list_issues
from dragoman.errors import DataError
from dragoman.languages.function import FOLDER
from dragoman.tables import read_table

T = TypeVar("T")
SHORTEST_STEM = 2  # letters before a suffix that make a compound ("gassanctie")


class IssueLexicon(msgspec.Struct, frozen=True):
    """Phrases of lemmas or forms by their first word, longest first, and endings of compounds."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    suffixes: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]

    def may_name(self, words: Set[str]) -> bool:
        """Whether any of the words (forms and lemmas in small letters) may begin or be an issue's name."""
        endings = self.endings
        return not self.phrases.keys().isdisjoint(words) or (
            bool(endings) and any(word.replace("_", "").endswith(endings) for word in words)
        )

    def find(self, words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int, int]]:
        """The issues named in a sentence of (form, lemma) in small letters: issue, first and last word."""
        at = 0
        while at < len(words):
            found = self._find_at(words, at)
            if found is None:
                at += 1
                continue
            issue, length = found
            yield issue, at, at + length - 1
            at += length

    def _find_at(self, words: Sequence[tuple[str, str]], at: int) -> tuple[str, int] | None:
        for first in dict.fromkeys(words[at]):
            for phrase, issue in self.phrases.get(first, ()):
                stretch = words[at : at + len(phrase)]
                if len(stretch) == len(phrase) and all(
                    w in pair for w, pair in zip(phrase, stretch, strict=True)
                ):
                    return issue, len(phrase)
        lemma = words[at][1].replace("_", "")
        for suffix, issue in self.suffixes:
            if lemma.endswith(suffix) and len(lemma) >= len(suffix) + SHORTEST_STEM:
                return issue, 1
        return None


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    issue: dict[str, tuple[str, ...]]


@cache
def load_issues(language: str) -> IssueLexicon:
    """The issue words of `language`; raises DataError with file and issue when one is unknown or empty."""
    path = FOLDER / language / "issues.toml"
    words = _decode(path, _Words).issue
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    suffixes: list[tuple[str, str]] = []
    for issue, written in words.items():
        if issue not in list_issues() or not written:
            allowed = ", ".join(list_issues())
            raise DataError(
                f"unknown issue or no words: {issue!r}", where=str(path), remedy=f"one of {allowed}"
            )
        for phrase in written:
            if phrase.startswith("-"):
                suffixes.append((phrase[1:], issue))
                continue
            parts = tuple(phrase.lower().split())
            phrases.setdefault(parts[0], []).append((parts, issue))
    ordered = {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}
    suffixes.sort(key=lambda s: -len(s[0]))
    return IssueLexicon(ordered, tuple(suffixes), tuple(suffix for suffix, _ in suffixes))


def _decode(path: Path, kind: type[T]) -> T:
    try:
        return read_table(path, kind)
    except FileNotFoundError:
        raise DataError("the file is missing", where=str(path), remedy="see languages/issues.py") from None
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/issues.py") from None
