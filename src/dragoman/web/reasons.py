"""Why something was left in doubt, in the language of the page; the words stand in reasons.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct, field

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("reasons.toml")
SLOT = re.compile(r"\{(\w+)\}")
RULE = re.compile(r"(?P<rule>\S+/.+?): (?P<reason>.+)")  # "nl/demand eisen: no actor could be linked"
JOINED = " or "


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """What joins the names of those who may be meant, and each reason by the coder's words."""

    joiner: str = field(name="or")
    told: dict[str, str]


@cache
def load_reasons() -> dict[str, Language]:
    """The reasons by language; raises DataError when the file is not as described."""
    try:
        return read_table(PATH, dict[str, Language])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see web/reasons.py") from None


def tell_reason(reason: str, language: str) -> str:
    """A reason for doubt in a language; as the coder gave it where the file has no words for it."""
    words = load_reasons().get(language)
    return reason if words is None else _tell(reason, words, _compile(language))


def _tell(reason: str, words: Language, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    exact = words.told.get(reason)
    if exact is not None:
        return exact
    ruled = RULE.fullmatch(reason)
    if ruled is not None:
        return f"{ruled['rule']}: {_tell(ruled['reason'], words, patterns)}"
    for pattern, told in patterns:
        found = pattern.fullmatch(reason)
        if found is not None:
            parts = found.groupdict()
            if "names" in parts:
                inner = words.told.get(parts["names"])  # "more than one may be meant: not linked"
                parts["names"] = inner or parts["names"].replace(JOINED, words.joiner)
            if "reason" in parts:
                parts["reason"] = _tell(parts["reason"], words, patterns)
            return told.format(**parts)
    return reason


@cache
def _compile(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The reasons with slots as patterns, the longest first."""
    with_slots = [
        (plain, told) for plain, told in load_reasons()[language].told.items() if SLOT.search(plain)
    ]
    with_slots.sort(key=lambda row: -len(SLOT.sub("", row[0])))
    return tuple((re.compile(_to_pattern(plain)), told) for plain, told in with_slots)


def _to_pattern(plain: str) -> str:
    parts = SLOT.split(plain)
    return "".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
