"""The nouns of the atlas: what a lookup gives back."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

EntryKind = Literal["country", "group", "organisation", "body", "people", "place", "city"]
# "party": a name of a party that links only where the story names its country.
NameForm = Literal["name", "adjective", "inhabitant", "capital", "metonym", "city", "abbreviation", "party"]
RoleKind = Literal["person", "collective", "organisation"]


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """Something with a name that can act, or a place that tells where.

    `country` is the code a record carries (ISO 3166 alpha-3 or a historic code), `group` the code of
    a group of states or of a movement without one country. `since` is the first day it holds,
    `until` the first day it no longer holds; None where there is no limit.
    """

    id: str
    kind: EntryKind
    name: str
    country: str | None = None
    group: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None


class NameHit(Struct, frozen=True, array_like=True):
    """An entry, and what the words are to it: its name, its adjective, its inhabitant …"""

    entry: Entry
    form: NameForm


class Holder(Struct, frozen=True, array_like=True, gc=False):
    """A person in an office of a country or group, from `since` to `until` (None: still, or unknown).

    `id` is the Wikidata item where known. `office` is the office in English as the source names it,
    `office_id` the atlas's own name for offices that many countries have ("foreign-minister").
    """

    person: str
    id: str | None
    office: str
    office_id: str | None
    country: str | None
    group: str | None
    sector: str
    since: str | None
    until: str | None


class Role(Struct, frozen=True, array_like=True, gc=False):
    """What a role word says about its bearer: the PLOVER sector, and the office if it is one.

    `carrier` marks words that take the sector of what they are joined to ("leader", "spokesman"):
    their own sector is only the answer when nothing else is said. `vague` marks words that never take
    a country from the story around them ("people", "helicopter"): only from their own phrase.
    """

    sector: str
    office_id: str | None = None
    collective: bool = False
    kind: RoleKind = "person"
    former: bool = False
    carrier: bool = False
    vague: bool = False
