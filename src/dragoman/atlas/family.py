"""Family names: which part of a full name a person is called by."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

NUMBER = re.compile("[IVX]+")


def find_family(words: Sequence[str], particles: Collection[str], first: bool = False) -> str:
    """The family name with the particles before it; a name of one word is its own.

    `first`: the family name leads. A ruler with a number is called by the name before it.
    """
    if first or len(words) == 1 or NUMBER.fullmatch(words[-1]):
        return words[0]
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in particles:
        at -= 1
    return " ".join(words[at:])


def read_capitals(
    words: Sequence[str], particles: Collection[str], honorifics: Collection[str]
) -> tuple[str, str]:
    """Person and family name from "Juan Manuel SANTOS Calderon"; ("", "") when no word is in capitals."""
    words = [word.replace("&nbsp;", "") for word in words]
    while words and words[0].lower() in honorifics:
        words.pop(0)
    capital = [
        at
        for at, word in enumerate(words)
        if len(word) > 1 and word.isupper() and word[0].isalpha()
        and not NUMBER.fullmatch(word) and not re.fullmatch(r"[A-Z]\.", word)
    ]  # fmt: skip
    if not capital:
        return "", ""
    last = capital[-1]
    spelt = [spell_capitals(word, particles) if at in capital else word for at, word in enumerate(words)]
    surname = " ".join(spelt[capital[0] : last + 1])
    return " ".join(spelt if capital[0] == 0 else spelt[: last + 1]), surname


def spell_capitals(word: str, particles: Collection[str]) -> str:
    """ "MACRON" as "Macron", "AL-SISI" as "al-Sisi"."""
    if word.lower() in particles:
        return word.lower()
    parts = word.split("-")
    small = particles if len(parts) > 1 else []
    return "-".join(part.lower() if part.lower() in small else part.capitalize() for part in parts)
