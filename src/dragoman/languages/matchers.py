"""What a restriction of an entry accepts: words, classes of words, endings, and built-in kinds."""

from __future__ import annotations

from collections.abc import Set

import msgspec

from dragoman.errors import DataError
from dragoman.languages.schema import Words

BUILTIN = ("@actor", "@person", "@bare")


class Matcher(msgspec.Struct, frozen=True):
    """A set of lemmas, endings and built-in classes that a word may satisfy."""

    lemmas: frozenset[str]
    suffixes: tuple[str, ...]
    builtin: frozenset[str]  # "actor", "bare"

    def accepts(self, lemma: str) -> bool:
        """Whether the lemma is in the list or has one of its endings."""
        low = lemma.lower()
        return low in self.lemmas or (bool(self.suffixes) and low.endswith(self.suffixes))

    def misses(self, words: Set[str]) -> bool:
        """Whether it surely accepts none of these words (in small letters)."""
        return not self.suffixes and not self.builtin and self.lemmas.isdisjoint(words)


def make_matcher(words: Words, classes: dict[str, tuple[str, ...]], where: str) -> Matcher:
    """What the words accept, classes spelled out; raises DataError for an unknown class."""
    lemmas: set[str] = set()
    suffixes: list[str] = []
    builtin: set[str] = set()
    for word in list_words(words):
        if word in BUILTIN:
            builtin.add(word[1:])
            continue
        if word.startswith("@"):
            if word[1:] not in classes:
                raise DataError(
                    f"unknown class {word!r}", where=where, remedy=f"one of {', '.join(sorted(classes))}"
                )
            expanded = classes[word[1:]]
        else:
            expanded = (word,)
        for one in expanded:
            if one.startswith("-"):
                suffixes.append(one[1:].lower())
            else:
                lemmas.add(one.lower())
    return Matcher(frozenset(lemmas), tuple(suffixes), frozenset(builtin))


def list_words(words: Words | None) -> tuple[str, ...]:
    """A word alone as a tuple of one; () for none."""
    return () if words is None else (words,) if isinstance(words, str) else tuple(words)
