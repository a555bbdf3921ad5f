"""The atlas as it is asked: names, persons, offices, roles and members, from one compiled file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import compress, count
from pathlib import Path

import msgspec

from dragoman.atlas.genders import find_gender
from dragoman.atlas.met import MOST_MET, Met
from dragoman.atlas.names import (
    NO_HIT,
    choose_hits,
    is_valid,
    list_rows,
    match_rows,
    split_compound,
    split_solid,
)
from dragoman.atlas.persons import find_office, find_persons
from dragoman.atlas.publishers import Outlet, PublisherTable, find_outlet
from dragoman.atlas.records import Entry, Holder, NameHit, Role
from dragoman.atlas.roles import find_longer, find_phrase, find_role, may_open
from dragoman.atlas.tables import Compiled, GenderTable, Names, Persons, RoleTable, Row, Tables, pack_tables
from dragoman.errors import DataError

MOST_ASKED = 5_000  # persons of a day that are kept in memory: a story asks for the same ones again
COMPILED = Path(__file__).parent / "atlas.msgpack"

__all__ = ["Atlas", "Entry", "Holder", "NameHit", "Role"]


class Atlas:
    """Lookups over the compiled atlas. `version` names the data it was built from."""

    _loaded: dict[Path, Atlas] = {}  # noqa: RUF012 - one atlas a file and process, made when first asked

    def __init__(self, compiled: Compiled) -> None:
        self.version = compiled.version
        self._compiled = compiled
        self._roles: dict[str, RoleTable | None] = {}
        self._met: dict[tuple[str, str, str], Role | None] = {}
        self._begun: dict[str, dict[str, Sequence[Row]]] = {}
        self._opening: dict[tuple[str, str], bool] = {}
        self._holding: dict[tuple[str, str | None, str | None], tuple[Holder, ...]] = {}
        self._starting: dict[str, Met] = {}
        self._solid: dict[tuple[str, str], tuple[NameHit, ...]] = {}
        self._bearing: dict[str, Met] = {}

    @classmethod
    def load(cls, path: Path = COMPILED) -> Atlas:
        """The atlas of a compiled file, read once a process; DataError when the file is not one."""
        if path not in cls._loaded:
            try:
                compiled = msgspec.msgpack.decode(path.read_bytes(), type=Compiled)
            except (OSError, msgspec.DecodeError) as error:
                raise DataError(
                    f"the compiled atlas cannot be read: {error}",
                    where=str(path),
                    remedy="build it with `python -m dragoman.atlas.build`",
                ) from error
            cls._loaded[path] = cls(compiled)
        return cls._loaded[path]

    def copy_tables(self) -> Tables:
        """Its tables, decoded anew: whoever changes them does not change this atlas."""
        compiled = self._compiled
        roles = {
            language: msgspec.msgpack.decode(part, type=RoleTable)
            for language, part in compiled.roles.items()
        }
        genders = msgspec.msgpack.decode(compiled.genders, type=GenderTable)
        publishers = msgspec.msgpack.decode(compiled.publishers, type=PublisherTable)
        return Tables(self._names.unpack(), self._persons.unpack(), roles, genders, publishers)

    def exchange_tables(self, tables: Tables, name: str) -> Atlas:
        """Another atlas with these tables; its version is this one's with `name` and their checksum."""
        return Atlas(pack_tables(tables, f"{self.version}+{name}-"))

    @cached_property
    def _names(self) -> Names:
        return Names(self._compiled.names)

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self._compiled.persons)

    def _roles_in(self, language: str) -> RoleTable | None:
        if language not in self._roles:
            packed = self._compiled.roles.get(language)
            decoded = None if packed is None else msgspec.msgpack.decode(packed, type=RoleTable)
            self._roles[language] = decoded
        return self._roles[language]

    @cached_property
    def _genders(self) -> GenderTable:
        return msgspec.msgpack.decode(self._compiled.genders, type=GenderTable)

    @cached_property
    def _publishers(self) -> PublisherTable:
        return msgspec.msgpack.decode(self._compiled.publishers, type=PublisherTable)

    def outlet(self, publisher: str | None, url: str | None) -> Outlet | None:
        """The outlet that published a story, by name or address; None when the atlas does not know it."""
        return find_outlet(self._publishers, publisher, url) if publisher or url else None

    def find(
        self, words: Sequence[str], at: int, language: str, on: str | None = None
    ) -> tuple[int, tuple[NameHit, ...]]:
        """How many words from `at` are a name the atlas knows, and what they name; (0, ()) when none.

        The longest match wins; capitals count. With `on` (YYYY[-MM[-DD]]) readings that do not hold
        that day are left out as long as one remains.
        """
        if at >= len(words):
            return NO_HIT
        rows = self._rows_of(words[at], language)
        return match_rows(self._names, rows, words, at, language, on) if rows else NO_HIT

    def list_starts(self, words: Sequence[str], language: str) -> list[int]:
        """The positions at which a name may begin, by the word there or its first part ("VN-gezant")."""
        starting = self._starting.get(language)
        if starting is None:
            starting = self._starting[language] = Met(
                lambda word: "-" in word or bool(self._rows_of(word, language) or self.solid(word, language))
            )
        return list(compress(count(), map(starting.__getitem__, words)))

    def solid(self, word: str, language: str) -> tuple[NameHit, ...]:
        """What the first part of a word names that is written in one with a role word ("Hezbollahleider")."""
        key = (word, language)
        hits = self._solid.get(key)
        if hits is None:
            table = self._roles_in(language)
            if len(self._solid) >= MOST_MET:
                self._solid.clear()
            hits = () if table is None else split_solid(self._names, table, word, language)
            self._solid[key] = hits
        return hits

    def _rows_of(self, word: str, language: str) -> Sequence[Row]:
        begun = self._begun.setdefault(language, {})
        rows = begun.get(word)
        if rows is None:
            if len(begun) >= MOST_MET:
                begun.clear()
            rows = begun[word] = list_rows(self._names, word, language)
        return rows

    def keep_valid(self, hits: Sequence[NameHit], on: str | None) -> tuple[NameHit, ...]:
        """Of what a name may mean, what holds on a day; all of it without a day, or when none does."""
        return choose_hits(hits, on)

    def compound(
        self, word: str, language: str, on: str | None = None
    ) -> tuple[tuple[str, tuple[NameHit, ...]], ...]:
        """The parts of a hyphenated word with what each names; () when the word has no hyphen."""
        return split_compound(self._names, word, language, on)

    def entry(self, id: str) -> Entry | None:
        """The entry with this id (a country's code, a group's code …)."""
        return self._entries.get(id)

    @property
    def entries(self) -> list[Entry]:
        """Every entry, in the order of the files; a user's own come last."""
        return self._names.entries

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in reversed(self._names.entries)}

    def governing(self, id: str) -> tuple[tuple[str, str | None], ...]:
        """The spans in which a party sat in a government, first and last day; () when never, or unknown.

        The last end is None where the source of the governments ends (July 2023).
        """
        spans = (span.partition("..") for span in self._names.governing.get(id, ()))
        return tuple((since, until or None) for since, _, until in spans)

    def persons(self, name: str, on: str | None = None, country: str | None = None) -> tuple[Holder, ...]:
        """Offices held by who bears this full name or surname; with `on`, those valid then, if any."""
        key = (name, on, country)
        found = self._holding.get(key)
        if found is None:
            if len(self._holding) >= MOST_ASKED:
                self._holding.clear()
            found = self._holding[key] = find_persons(self._persons, name, on, country)
        return found

    def office(self, office_id: str, country: str, on: str) -> Holder | None:
        """Who held the office of a country or group on a day; None when the atlas does not know."""
        return find_office(self._persons, office_id, country, on)

    def role(self, lemma: str, form: str, language: str) -> Role | None:
        """The sector and office a role word tells, compounds and "ex-" included; None for other words."""
        key = (lemma, form, language)
        if key not in self._met:
            table = self._roles_in(language)
            if len(self._met) >= MOST_MET:
                self._met.clear()
            self._met[key] = None if table is None else find_role(table, lemma, form)
        return self._met[key]

    def bearers(self, language: str) -> Met:
        """Of each form or lemma whether it is a role word, or a role phrase may begin with it."""
        bearing = self._bearing.get(language)
        if bearing is None:
            bearing = self._bearing[language] = Met(
                lambda word: self.role(word, word, language) is not None or self._may_open(word, language)
            )
        return bearing

    def role_phrase(self, words: Sequence[str], at: int, language: str) -> tuple[int, Role | None]:
        """The longest role phrase of two words and more from `at`: its length and role, or (0, None)."""
        table = self._roles_in(language)
        if table is None or at + 1 >= len(words):
            return 0, None
        return find_longer(table, words, at) if self._may_open(words[at], language) else (0, None)

    def _may_open(self, word: str, language: str) -> bool:
        key = (word, language)
        opens = self._opening.get(key)
        if opens is None:
            if len(self._opening) >= MOST_MET:
                self._opening.clear()
            table = self._roles_in(language)
            opens = self._opening[key] = table is not None and may_open(table, word)
        return opens

    def find_role(self, words: Sequence[str], at: int, language: str) -> tuple[int, Role | None]:
        """The longest role phrase from `at` ("minister van Buitenlandse Zaken"): its length and role."""
        table = self._roles_in(language)
        return (0, None) if table is None else find_phrase(table, words, at)

    def former_marks(self, language: str) -> frozenset[str]:
        """The words that tell, before a role word, that the role is over ("former"), in small letters."""
        table = self._roles_in(language)
        return frozenset(table.former) if table is not None else frozenset()

    def gender(self, word: str, language: str) -> str | None:
        """ "f" or "m" when the first name, title or role word tells; else None."""
        return find_gender(self._genders, word, language)

    def members(self, group: str, on: str | None = None) -> frozenset[str]:
        """The countries in a group on a day; without a day, those that are in it now; empty if unknown."""
        known = self._names.members.get(group, ())
        return frozenset(
            code
            for code, since, until in known
            if (until is None if on is None else is_valid(since, until, on))
        )
