"""The weights, limits and lists of the resolution of actors, read from resolution.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.tables import read_table

PATH = Path(__file__).with_name("resolution.toml")


class HomeRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How much each sign of a story's home country weighs, and when the sum is clear."""

    title: float
    dateline: float
    lead: float
    block: float
    mention: float
    body: float
    person: float
    least: float
    share: float
    plurality: float
    ahead: float
    everywhere: frozenset[str]
    domains: dict[str, str]


class PersonRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Offices that make a surname known, that several hold, that make a leader; states of one adjective; what
    former holders are, those of which sectors stay what they were, and from how many days after the end of
    their office; by language, the states whose
    ministers its news calls by title and surname."""

    famous: frozenset[str]
    shared: frozenset[str]
    heads: frozenset[str]
    kin: tuple[tuple[str, str], ...]
    former_sector: str
    recent: int
    former_of: frozenset[str]
    lasting: frozenset[str]
    homelands: dict[str, frozenset[str]]


class BareRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Sectors whose bare role words may stand for the home country, those of vague roles that do so with a
    name, those a title keeps, those whose plurals take up others of the sector, and those that speak of their
    own country's."""

    sectors: frozenset[str]
    named: frozenset[str]
    titled: frozenset[str]
    bands: frozenset[str]
    domestic: frozenset[str]
    anywhere: frozenset[str]


class Rival(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that bears a country's name, the state it is in, countries that speak against it, and, by
    language, titles that only the place has."""

    place: str
    of: str
    against: frozenset[str]
    rulers: dict[str, list[str]] = {}


class Usual(Struct, frozen=True, forbid_unknown_fields=True):
    """Of the states that share a name, the one that news means by it, and the others."""

    country: str
    over: frozenset[str]


class Short(Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry of the atlas is called for short, by language, where one of the countries or groups
    `beside` is named."""

    entry: str
    beside: frozenset[str]
    words: dict[str, list[str]]


class Twins(Struct, frozen=True, forbid_unknown_fields=True):
    """Two states that one word names together (forms in small letters, by language)."""

    countries: tuple[str, ...]
    words: dict[str, frozenset[str]]


class Land(Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a kind of country (lemmas without marks, by language), and the countries of that kind."""

    words: dict[str, frozenset[str]]
    countries: frozenset[str]


class Chamber(Struct, frozen=True, forbid_unknown_fields=True):
    """A house of parliament that only some countries call by these words (forms in small letters, by
    language), and whose it is in stories that are at home elsewhere or nowhere."""

    countries: frozenset[str]
    words: dict[str, list[str]]
    usual: str | None = None


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """resolution.toml"""

    home: HomeRules
    persons: PersonRules
    bare: BareRules
    rival: tuple[Rival, ...]
    usual: tuple[Usual, ...]
    short: tuple[Short, ...]
    twins: tuple[Twins, ...]
    land: tuple[Land, ...]
    chamber: tuple[Chamber, ...]

    def list_twins(self, language: str) -> dict[str, tuple[str, ...]]:
        """The states that one form names together ("Koreas"), by the form in small letters."""
        named = [(word, one.countries) for one in self.twins for word in one.words.get(language, ())]
        return dict(reversed(named))

    def find_lands(self, lemma: str, language: str) -> frozenset[str] | None:
        """The countries that such a word can mean ("the emirate"); None for one that fits any."""
        plain = lemma.replace("_", "")
        return next((one.countries for one in self.land if plain in one.words.get(language, ())), None)

    def find_chamber(self, word: str, language: str) -> Chamber | None:
        """The house of parliament that a form in small letters names, if it is one that few states have."""
        return next((one for one in self.chamber if word in one.words.get(language, ())), None)

    def are_kin(self, a: str | None, b: str | None) -> bool:
        """Whether two countries are the same or share their nationality word ("German")."""
        return a == b or (a, b) in self.persons.kin or (b, a) in self.persons.kin


@cache
def load_rules() -> Rules:
    """The rules; raises DataError when the file is not as described."""
    try:
        return read_table(PATH, Rules)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(PATH), remedy="see stages/actors/resolution.py") from None
