"""The small tables that tell how a language cuts words and sentences: `languages/<code>/words.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from dragoman.errors import DataError

Cutting = Literal["keep", "cut"]
Words = frozenset[str]
WORD_LANGUAGES = ("nl", "en", "de", "fr", "es", "it")


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that keep their full stop, in small letters; in capitals ("MM.") only so.

    No sentence ends after `never_ends`; one may after `may_end`, when a typical first word follows; after
    `mostly_ends` a capital is enough. `also_words` ("sept.", "mar.") are words and a full stop when a
    typical first word follows; `numbered` ("no.") everywhere but before a digit.
    """

    never_ends: Words = frozenset()
    may_end: Words = frozenset()
    mostly_ends: Words = frozenset()
    also_words: Words = frozenset()
    numbered: Words = frozenset()
    parts: Words = frozenset()  # letters of a spaced abbreviation: "z. B."


class Hyphens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether "a-b" is one word or three; `joined` lists first or last parts that stay joined."""

    between_words: Cutting = "keep"
    trailing: Cutting = "keep"
    joined_first: Words = frozenset()
    joined_whole: Words = frozenset()


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a slash between words, a percent sign after a number, a unit after a number."""

    slash: Cutting = "keep"
    percent: Cutting = "cut"
    brackets_within: Cutting = "keep"
    units_cut: Words = frozenset()
    spaced_thousands: bool = False
    ordinal_stop: bool = False  # "13." before a noun is one word
    roman_stop: bool = False
    math: Cutting = "cut"
    repeated_marks: Cutting = "keep"  # "!!!": one word or three
    exponents: Cutting = "keep"  # "km²"


class Apostrophes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`elided` words lean on the next ("l'"), `clitics` on the one before ("'s"); all lower case.

    `opening` are words that begin with an apostrophe or a hyphen ("'s", "'t", "-ie"); `whole` are never cut.
    """

    elided: Words = frozenset()
    clitics: Words = frozenset()
    opening: tuple[str, ...] = ()
    whole: Words = frozenset()
    possessive_after_s: Cutting = "keep"  # "soldiers'": one word or two; "keep" also means no quote ends


class Contraction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A written form that stands for several words, but not after or before the words named."""

    form: str
    words: tuple[str, ...]
    whole_first: bool = False  # at the start of a sentence or after a punctuation mark it is one word
    whole_after: Words = frozenset()
    whole_after_endings: tuple[str, ...] = ()
    whole_before_endings: tuple[str, ...] = ()


class Clitics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns written onto a verb: `stems` are endings of the verb, `pronouns` what may follow
    (two pronouns with a space between).

    `restored` maps an ending of the written stem to that of the verb alone ("ándo" → "ando").
    `least` is the shortest verb in letters; `never` are whole words that only look so.
    """

    stems: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    restored: dict[str, str] = {}
    least: int = 4
    never: Words = frozenset()


class SentenceSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells the start of a sentence; all words in small letters.

    `openers`: words that, capitalised, mostly begin a sentence; `sure_openers` do so even where no
    mark ends the words before (a heading, a caption). `particles`: openers and others that also begin
    a surname. `lowercase_starts`: whether a sentence may begin with a small letter after a full stop.
    `semicolon_ends`: what must follow a semicolon that ends a sentence. `least_heading`: of how many
    words a heading is that stands before a sentence on the same line (0: none).
    """

    openers: Words = frozenset()
    sure_openers: Words = frozenset()
    particles: Words = frozenset()
    lowercase_starts: bool = False
    semicolon_ends: Literal["never", "opener", "capital"] = "never"
    least_heading: int = 0


class WordTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that `dragoman.syntax` must know of one language to cut its words and sentences."""

    language: str
    abbreviations: Abbreviations
    sentences: SentenceSigns
    hyphens: Hyphens = Hyphens()
    signs: Signs = Signs()
    apostrophes: Apostrophes = Apostrophes()
    inversions: tuple[str, ...] = ()  # pronouns after a hyphen: "-t-il"
    contraction: tuple[Contraction, ...] = ()
    clitics: Clitics = Clitics()


def read_table(content: bytes, where: str) -> WordTable:
    """The table in TOML `content`; `where` names it in errors. Raises DataError on what the schema bars."""
    try:
        return msgspec.toml.decode(content, type=WordTable)
    except msgspec.DecodeError as error:
        raise DataError(
            str(error), where=where, remedy="the allowed keys and types stand in languages/tables.py"
        ) from error


@cache
def load_table(language: str) -> WordTable:
    """The word table of `language` (ISO 639-1). Raises DataError when there is none or it is wrong."""
    if language not in WORD_LANGUAGES:
        raise DataError(
            f"no words.toml for language {language!r}",
            where="languages",
            remedy=f"allowed are {', '.join(WORD_LANGUAGES)}",
        )
    path = files("dragoman.languages") / language / "words.toml"
    table = read_table(path.read_bytes(), f"languages/{language}/words.toml")
    if table.language != language:
        raise DataError(f"language = {table.language!r}", where=f"languages/{language}/words.toml")
    return table
