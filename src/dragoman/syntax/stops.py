"""Marks that belong to the word before them: full stops of abbreviations, apostrophes of genitives."""

from __future__ import annotations

import re

from dragoman.languages.tables import SentenceSigns, WordTable

Cut = tuple[int, int]

SHORT_UNKNOWN = 4  # a word of so few letters with a stop, followed by a small letter, is an abbreviation


def attach_stops(text: str, cuts: list[Cut], table: WordTable) -> list[Cut]:
    """Give the full stop back to abbreviations, initials and ordinals: it is part of the word."""
    attached: list[Cut] = []
    for index, (first, last) in enumerate(cuts):
        if (
            attached
            and last - first == 1
            and text[first] == "."
            and attached[-1][1] == first
            and _keeps_stop(text, attached, cuts, index, table)
        ):
            attached[-1] = (attached[-1][0], last)
        else:
            attached.append((first, last))
    return attached


def attach_genitives(text: str, cuts: list[Cut], table: WordTable) -> list[Cut]:
    """Give a genitive its apostrophe back ("Hans' fiets") where it does not close a quotation."""
    if table.apostrophes.possessive_after_s == "cut":
        return cuts
    attached: list[Cut] = []
    quoted = False
    for index, (first, last) in enumerate(cuts):
        if last - first == 1 and text[first] in "'’‘":
            tight = bool(attached) and attached[-1][1] == first
            word = text[slice(*attached[-1])] if tight else ""
            following = text[cuts[index + 1][0]] if index + 1 < len(cuts) else ""
            if not quoted and word[-1:] in _HISSES and following.isalpha() and text[last].isspace():
                attached[-1] = (attached[-1][0], last)
                continue
            quoted = not quoted and not tight
        attached.append((first, last))
    return attached


def last_part(abbreviation: str) -> str:
    """The last of abbreviations written together: "dr." of "prof.dr."."""
    return abbreviation[abbreviation.rfind(".", 0, -1) + 1 :]


def opens_sentence(word: str, after: str, signs: SentenceSigns) -> bool:
    """Whether `word`, capitalised and followed by `after`, is one that mostly begins a sentence."""
    if not word[:1].isupper() and word[:1] not in "'’":
        return False
    plain = word.lower().replace("’", "'")
    if plain in signs.particles:
        return plain in signs.openers and after[:1].islower() and after not in signs.particles
    return plain in signs.openers


_HISSES = {*"sxzßSXZ"}
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}[.])+-?[^\W\d_]{1,3}$")
_ROMAN = re.compile(r"[IVX]{1,6}$")


def _keeps_stop(text: str, before: list[Cut], cuts: list[Cut], index: int, table: WordTable) -> bool:
    word = text[before[-1][0] : before[-1][1]]
    rest = cuts[index + 1 : index + 3]
    following = text[rest[0][0] : rest[0][1]] if rest else ""
    spaced = bool(rest) and rest[0][0] > cuts[index][1]
    opens = bool(following) and opens_sentence(
        following, text[slice(*rest[1])] if len(rest) > 1 else "", table.sentences
    )
    plain = word.lower() + "."
    kinds = table.abbreviations
    if f"{word}." in kinds.never_ends:
        return bool(following)
    if len(word) > 1 and word.isupper() and following and not (following.isupper() or following.isdigit()):
        return "." in word or plain in kinds.may_end  # "VS." is no "vs."
    if plain in kinds.numbered:
        return following[:1].isdigit()
    if plain in kinds.also_words:
        return bool(following) and not opens
    if plain in kinds.never_ends or last_part(plain) in kinds.never_ends:
        return bool(following)
    if plain in kinds.may_end or plain in kinds.mostly_ends:
        return True
    if _DOTTED.match(word) and not word.isdigit():
        return True
    if not following:
        return False
    if len(word) == 1 and word.isalpha():
        return (word.isupper() and not opens) or plain in kinds.parts
    if len(word) <= 2 and word.isdigit() and table.signs.ordinal_stop and spaced:
        if len(before) == 1:
            return True  # a numbered paragraph
        return following[0].isalpha() and not opens
    if table.signs.roman_stop and _ROMAN.match(word):
        return not opens
    if following[0].islower() and spaced and word.isalpha():
        return len(word) <= SHORT_UNKNOWN and not table.sentences.lowercase_starts
    return following in (",", ";", ":") and len(word) <= 2 * SHORT_UNKNOWN and word.isalpha()
