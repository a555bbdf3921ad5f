"""Contractions undone: "du" is "de" and "le", "don't" is "do" and "n't", "dandogli" is "dando" and "gli".

Where the parts put together are the written form, each part gets its own span; where they are not,
all parts share the whole span (see `dragoman.records.Word`).
"""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.languages.tables import Contraction, load_table
from dragoman.records import Word

Cut = tuple[int, int]


@cache
def _contractions(language: str) -> dict[str, Contraction]:
    return {entry.form: entry for entry in load_table(language).contraction}


def expand_words(text: str, cuts: list[Cut], language: str) -> tuple[Word, ...]:
    """The syntactic words of one sentence whose written words are `cuts`."""
    table = load_table(language)
    contractions = _contractions(language)
    words: list[Word] = []
    for index, (start, end) in enumerate(cuts):
        form = text[start:end]
        plain = form.lower().replace("’", "'")
        parts: tuple[str, ...] = ()
        entry = contractions.get(plain)
        if entry is None and not (table.clitics.stems and form.isalpha()):
            words.append(Word(form, start, end))
            continue
        before = text[slice(*cuts[index - 1])] if index else ""
        if form[0].isupper() and before[-1:].isalnum() and not form.isupper():
            pass  # "Al" or "Carlo" within a sentence is a name
        elif entry is not None:
            after = text[slice(*cuts[index + 1])] if index + 1 < len(cuts) else ""
            parts = () if _stays_whole(entry, before, after) else entry.words
        elif table.clitics.stems and form.isalpha():
            parts = split_clitics(plain, language)
        words.extend(_place(form, start, end, parts) if parts else (Word(form, start, end),))
    return tuple(words)


def _stays_whole(entry: Contraction, before: str, after: str) -> bool:
    before = before.lower()
    if entry.whole_first and not before[-1:].isalnum() and before != "%":
        return True
    if before in entry.whole_after or before.endswith(entry.whole_after_endings or ("\0",)):
        return True
    return bool(entry.whole_before_endings) and after.endswith(entry.whole_before_endings)


@lru_cache(maxsize=20_000)
def split_clitics(plain: str, language: str) -> tuple[str, ...]:
    """The verb and its pronouns ("hacerlo" → "hacer", "lo"), lower case; empty when there is none."""
    clitics = load_table(language).clitics
    if plain in clitics.never:
        return ()
    for entry in clitics.pronouns:
        pronoun = entry.replace(" ", "")
        verb = plain[: -len(pronoun)]
        if not plain.endswith(pronoun) or not verb.endswith(clitics.stems):
            continue
        if len(verb) < clitics.least:
            continue
        for written, alone in clitics.restored.items():
            if verb.endswith(written):
                verb = verb[: -len(written)] + alone
                break
        return (verb, *entry.split())
    return ()


def _place(form: str, start: int, end: int, parts: tuple[str, ...]) -> list[Word]:
    if "".join(parts) == form.lower().replace("’", "'"):
        words = []
        for part in parts:
            words.append(Word(form[: len(part)], start, start + len(part)))
            form, start = form[len(part) :], start + len(part)
        return words
    return [Word(_match_case(part, form, index), start, end) for index, part in enumerate(parts)]


def _match_case(part: str, form: str, index: int) -> str:
    if form.isupper() and len(form) > 1:
        return part.upper()
    return part[0].upper() + part[1:] if index == 0 and form[0].isupper() else part
