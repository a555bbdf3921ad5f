"""Persons and the offices they held, by name, country and day."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dragoman.atlas.names import is_valid
from dragoman.atlas.records import Holder
from dragoman.atlas.tables import Persons

# Letters that do not come apart into a plain letter and a mark.
PLAIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "ð": "d",
        "þ": "th",
    }
)


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """The name in small letters without accents, hyphens and points, as it is looked up."""
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN))
    kept = "".join(
        " " if letter in "-‐–" else letter for letter in plain if not unicodedata.combining(letter)
    )
    return " ".join(kept.replace(".", " ").replace("’", "'").lower().split())


def find_persons(table: Persons, name: str, on: str | None, country: str | None) -> tuple[Holder, ...]:
    """Who bears the name, full or surname, with the offices they held.

    With `on`, the offices valid that day alone, the weightiest first; when there are none, those that
    had ended by then (`until` tells), the latest first. Offices that began later are never told. Without
    `on`, all of them, the weightiest first.
    """
    found = [table.holder(place) for place in table.places_of(fold_name(name))]
    if country is not None:
        found = [holder for holder in found if country in (holder.country, holder.group)]
    if on is None:
        return tuple(found)
    valid = [holder for holder in found if is_valid(holder.since, holder.until, on)]
    if valid:
        return tuple(valid)
    found = [holder for holder in found if holder.since is None or holder.since <= on]
    return tuple(sorted(found, key=latest_first, reverse=True))


def latest_first(holder: Holder) -> tuple[str, str]:
    """Sorts offices by their end, then by their beginning."""
    return holder.until or "9999", holder.since or ""


def find_office(table: Persons, office_id: str, country: str, on: str) -> Holder | None:
    """Who held the office of the country or group that day; the one who came last when several fit.

    Nobody is told of a day after the holder was last seen.
    """
    places = table.places_in(f"{office_id} {country}")
    valid = [
        holder
        for place in places
        if is_valid((holder := table.holder(place)).since, holder.until or table.last_seen(place), on)
    ]
    return max(valid, key=lambda holder: holder.since or "", default=None)
