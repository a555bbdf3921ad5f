"""The words of a language that tell a context (PLOVER's "why") or a theme, compiled for lookup by word."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

import msgspec

from dragoman.codebook.codebook import load_codebook
from dragoman.codebook.politics import load_politics
from dragoman.errors import DataError
from dragoman.tables import read_table

FOLDER = Path(__file__).parent
MOST_KNOWN = 50_000  # words whose hints are kept in memory
STRONG, WEAK = 1.0, 0.5  # a strong word in an event's sentence tells its context, a weak one needs another


class ContextWords(msgspec.Struct, frozen=True, rename={"against": "not"}, forbid_unknown_fields=True):
    """The words of one context or theme: lemmas or forms.

    "vote*" stands for all words that begin so, "*weapon" for all that end so, several words for that
    sequence. One `strong` word in a sentence tells the context; of the `weak` ones two different ones do.
    `example` is a sentence that must give the context, `against` (in the file: `not`) one that must not.
    """

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    example: str
    against: str


Hint = tuple[str, str, float]  # context, the pattern that told it, its weight
Phrase = tuple[int, tuple[str, ...], Hint]  # how many words before that it is found by, all words, the hint


class ContextLexicon:
    """The hints of a language, found by a word and what follows it."""

    def __init__(self, words: dict[str, ContextWords]) -> None:
        self.words = words
        self._exact: dict[str, list[Hint]] = {}
        self._sequences: dict[str, list[Phrase]] = {}
        self._prefixes: dict[str, list[tuple[str, Hint]]] = {}  # by first letter
        self._suffixes: dict[str, list[tuple[str, Hint]]] = {}  # by last letter
        self._known: dict[tuple[str, str], tuple[list[Hint], list[Phrase]]] = {}
        self._telling: set[str] = set()  # words met that are a hint, or that one is found by
        self._silent: set[str] = set()  # words met that are none
        for context, entry in words.items():
            for pattern in entry.strong:
                self._add(pattern, (context, pattern, STRONG))
            for pattern in entry.weak:
                self._add(pattern, (context, pattern, WEAK))

    def list_telling(self, words: Set[str]) -> Set[str]:
        """Those of the forms and lemmas (in small letters) that are a hint or that one is found by."""
        for word in words - self._silent - self._telling:
            tells = word in self._sequences or bool(self._of_word(word))
            (self._telling if tells else self._silent).add(word)
        if len(self._silent) >= MOST_KNOWN:
            self._silent.clear()
        return self._telling & words

    def find(self, forms: Sequence[str], lemmas: Sequence[str], telling: Set[str]) -> list[Hint]:
        """The hints in a sentence, by its forms and lemmas in lower case, and those of them that tell any."""
        found: list[Hint] = []
        for at, form in enumerate(forms):
            if form not in telling and lemmas[at] not in telling:
                continue
            word = form, lemmas[at]
            hints, sequences = self._known.get(word) or self._look_up(word)
            found += hints
            for before, parts, hint in sequences:
                start = at - before
                end = start + len(parts)
                if start < 0 or end > len(forms):
                    continue
                if all(map(_fits, parts, forms[start:end], lemmas[start:end])):
                    found.append(hint)
        return found

    def _add(self, pattern: str, hint: Hint) -> None:
        parts = tuple(pattern.lower().split())
        if len(parts) > 1:
            parts = (parts[0].rstrip("*"), *parts[1:])
            # found by its longest word, which is its rarest: not by "the"
            before = max(range(len(parts)), key=lambda at: 0 if parts[at][-1] == "*" else len(parts[at]))
            self._sequences.setdefault(parts[before], []).append((before, parts, hint))
        elif parts[0].endswith("*"):
            self._prefixes.setdefault(parts[0][0], []).append((parts[0][:-1], hint))
        elif parts[0].startswith("*"):
            self._suffixes.setdefault(parts[0][-1], []).append((parts[0][1:], hint))
        else:
            self._exact.setdefault(parts[0], []).append(hint)

    def _look_up(self, word: tuple[str, str]) -> tuple[list[Hint], list[Phrase]]:
        """The hints that a form and its lemma give, and the sequences that are found by them."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        spellings = dict.fromkeys(word)
        hints = [hint for spelling in spellings for hint in self._of_word(spelling)]
        sequences = [one for spelling in spellings for one in self._sequences.get(spelling, ())]
        self._known[word] = hints, sequences
        return hints, sequences

    def _of_word(self, word: str) -> list[Hint]:
        hints = list(self._exact.get(word, ()))
        hints += [hint for prefix, hint in self._prefixes.get(word[:1], ()) if word.startswith(prefix)]
        hints += [
            hint
            for suffix, hint in self._suffixes.get(word[-1:], ())
            if word.endswith(suffix) and len(word) > len(suffix)
        ]
        return hints


def _fits(part: str, form: str, lemma: str) -> bool:
    if part.endswith("*"):
        return form.startswith(part[:-1]) or lemma.startswith(part[:-1])
    return part in (form, lemma)


@cache
def load_contexts(language: str) -> ContextLexicon:
    """The context words of `language`; raises DataError for a wrong file or a context the codebook lacks."""
    return _load(language, "contexts.toml", tuple(load_codebook().contexts))


@cache
def load_themes(language: str) -> ContextLexicon:
    """The words of themes outside politics; raises DataError like `load_contexts`."""
    return _load(language, "themes.toml", tuple(load_politics().theme))


def _load(language: str, name: str, known: tuple[str, ...]) -> ContextLexicon:
    path = FOLDER / language / name
    try:
        words = read_table(path, dict[str, ContextWords])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see languages/contexts.py") from None
    for one in sorted(words.keys() ^ set(known), key=lambda one: (one in known, one)):
        what = f"no words for {one!r}" if one in known else f"{one!r} is unknown to the codebook"
        raise DataError(what, where=str(path), remedy=f"known: {', '.join(known)}")
    return ContextLexicon(words)
