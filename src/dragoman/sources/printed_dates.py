"""Dates as pages print them for readers ("3 mei 2024", "May 3, 2024"), by the months of all languages."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from dragoman.languages.times import load_times

_PACKS = Path(__file__).parent.parent / "languages"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBERS = re.compile(rf"\b(?P<day>[0-3]?\d)(?P<mark>[-./])(?P<month>[01]?\d)(?P=mark){_YEAR}\b")
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")


def find_printed(text: str) -> str | None:
    """The first day that `text` names with its year, as `YYYY-MM-DD`, or None.

    Days in figures are read with the day first, as Europe writes them; with slashes only where no month
    could be meant by it.
    """
    months, patterns = _load_patterns()
    for pattern in (*patterns, _ISO, _NUMBERS):
        for found in pattern.finditer(text):
            month = found["month"]
            number = int(month) if month.isdigit() else months[month.casefold()]
            if pattern is _NUMBERS and found["mark"] == "/" and int(found["day"]) <= 12:
                continue
            try:
                return date(int(found["year"]), number, int(found["day"])).isoformat()
            except ValueError:
                continue
    return None


@cache
def _load_patterns() -> tuple[dict[str, int], tuple[re.Pattern[str], ...]]:
    months: dict[str, int] = {}
    for pack in sorted(_PACKS.glob("*/times.toml")):
        for number, names in enumerate(load_times(pack.parent.name).months, start=1):
            months |= {name.casefold(): number for name in names}
    named = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    month = rf"(?P<month>{named})"
    forms = (rf"\b{_DAY}\s+{month}\s+{_YEAR}\b", rf"\b{month}\s+{_DAY},?\s+{_YEAR}\b")
    return months, tuple(re.compile(form, re.IGNORECASE) for form in forms)
