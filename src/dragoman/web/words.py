"""The words of the interface, in each language: files of `words/LANGUAGE/NAME.toml`, each text by its key.

A text is asked for as `name.key`; what stands in braces is filled in. All languages have the same keys.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.tables import read_table
from dragoman.web.reasons import tell_reason

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "nl")


class Words:
    """The words of one language."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language = language
        self.texts = texts
        self._months = texts["calendar.months"].split()

    def __call__(self, key: str, **parts: object) -> str:
        """The text under `key`, with `parts` filled in; raises DataError for a key that no file has."""
        if key not in self.texts:
            name = key.partition(".")[0]
            where = f"web/words/{self.language}/{name}.toml"
            raise DataError(f"there is no text “{key}”", where=where, remedy="add it in every language")
        return self.texts[key].format(**parts) if parts else self.texts[key]

    def name(self, kind: str, value: str | None) -> str:
        """What a value is called (`quad`, `factuality` …); the value itself where no word is given for it."""
        if value is None:
            return ""
        return self.texts.get(f"{kind}.{value}", value.replace("_", " "))

    def reason(self, reason: str) -> str:
        """Why something was left in doubt, in this language."""
        return tell_reason(reason, self.language)

    def count(self, key: str, number: int) -> str:
        """The text under `key`, or `key_one` for one, with the number filled in: “1 story”, “24 stories”."""
        return self(f"{key}_one" if number == 1 else key, n=self.number(number))

    def number(self, value: int | float, places: int = 0) -> str:
        """A number as the language groups it: 1,234.5 or 1.234,5; negative ones with a true minus."""
        told = f"{value:,.{places}f}".replace("-", "−")
        mark, point = self.texts["calendar.thousands"], self.texts["calendar.point"]
        return told.replace(",", "\0").replace(".", point).replace("\0", mark)

    def day(self, stated: str | None) -> str:
        """A day, month or year of ISO 8601 for readers: “8 Jul 2022”."""
        if not stated:
            return ""
        parts = stated[:10].split("-")
        if not all(part.isascii() and part.isdigit() for part in parts):
            return stated
        year, *rest = parts
        told = [str(int(rest[1]))] if len(rest) > 1 else []
        told += [self._months[int(rest[0]) - 1]] if rest and 1 <= int(rest[0]) <= 12 else []
        return " ".join([*told, year])

    def moment(self, stated: str | None) -> str:
        """A moment of ISO 8601 in UTC for readers: “8 Jul 2022, 06:30”."""
        return f"{self.day(stated)}, {stated[11:16]}" if stated and len(stated) >= 16 else self.day(stated)

    def date(self, edtf: str | None) -> str:
        """An EDTF date for readers: “23–29 Nov 2020”, “… – 2022”; with a word before what is approximate."""
        if not edtf:
            return ""
        about = self.texts["calendar.about"] + " " if "~" in edtf or "%" in edtf else ""
        first, slash, last = (part.strip("~%?.") for part in edtf.partition("/"))
        if not slash or first == last:
            return about + self.day(first)
        told = [self.day(part) or "…" for part in (first, last)]
        parts = [one.split() for one in told]
        if len(parts[0]) == len(parts[1]) == 3 and parts[0][1:] == parts[1][1:]:
            return f"{about}{parts[0][0]}–{told[1]}"
        if len(parts[0]) == len(parts[1]) > 1 and parts[0][-1] == parts[1][-1]:
            told[0] = " ".join(parts[0][:-1])
        return about + " – ".join(told)


@cache
def load_words(language: str) -> Words:
    """The words of a language; raises DataError when a file is not a table of texts."""
    texts: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        try:
            table = read_table(path, dict[str, str])
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise DataError(str(error), where=str(path), remedy='lines of key = "text"') from None
        texts |= {f"{path.stem}.{key}": text for key, text in table.items()}
    return Words(language, texts)


def choose_language(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language to show: what the address asks, else what the reader chose before, else the browser's."""
    for language in (asked, kept):
        if language in LANGUAGES:
            return str(language)
    weighed: list[tuple[float, int, str]] = []
    for part in accepted.split(","):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.partition("-")[0].lower()
        if language in LANGUAGES:
            try:
                weighed.append((-float(weight or 1), len(weighed), language))
            except ValueError:
                continue
    return min(weighed)[2] if weighed else LANGUAGES[0]
