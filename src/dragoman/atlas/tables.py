"""The tables of the compiled atlas, and how they are packed: each part is decoded when it is first asked.

Decoding is what opening costs. So names lie apart by language, persons in boxes by the checksum of their
name, and terms of office in chunks by their place; a story opens the few it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from zlib import crc32

import msgspec
from msgspec import Struct

from dragoman.atlas.publishers import PublisherTable
from dragoman.atlas.records import Entry, Holder, NameForm, Role

BOXES = 256  # of names of persons: about a hundred names in each
CHUNK = 64  # terms of office that are decoded together

# (the words after the first, what they are to the entry, the entry's place in the table)
Row = tuple[tuple[str, ...], NameForm, int]
Membership = tuple[str, str | None, str | None]


class NameTable(Struct, array_like=True):
    """Every entry, and by language the first word of each form with what may follow it, longest first;
    by party, when it sat in a government ("2010-10-14..2012-11-05")."""

    entries: list[Entry]
    forms: dict[str, dict[str, list[Row]]]
    genitive: dict[str, list[str]]
    members: dict[str, list[Membership]]
    governing: dict[str, list[str]] = {}


class PersonTable(Struct, array_like=True):
    """Every office held, sorted; by folded name (full, surname, other spellings) and by office.

    `seen`: of terms (by place) whose end is not known, the month in which the holder was last seen in office.
    """

    holders: list[Holder]
    by_name: dict[str, list[int]]
    by_office: dict[str, list[int]]
    seen: dict[str, str]


class RoleTable(Struct, array_like=True):
    """The role words of one language; `phrases` by first word, longest first, in small letters."""

    words: dict[str, Role]
    phrases: dict[str, list[tuple[tuple[str, ...], Role]]]
    modifiers: dict[str, str]
    former: list[str]
    links: list[str]
    guarded: frozenset[str]
    compounds: bool


class GenderTable(Struct, array_like=True):
    """Folded first names, and by language the words as they are written."""

    names: dict[str, str]
    words: dict[str, dict[str, str]]


class PackedNames(Struct, array_like=True):
    """A table of names; the forms of each language are bytes."""

    entries: bytes
    forms: dict[str, bytes]
    genitive: dict[str, list[str]]
    members: dict[str, list[Membership]]
    governing: dict[str, list[str]]


class PackedPersons(Struct, array_like=True):
    """A table of persons; chunks of holders and boxes of names are bytes."""

    holders: list[bytes]
    by_name: list[bytes]
    by_office: bytes
    seen: dict[str, str]


class Compiled(Struct, array_like=True):
    """The compiled file. Bytes within are tables of their own, skipped at once and decoded when asked."""

    version: str
    names: bytes
    persons: bytes
    roles: dict[str, bytes]
    genders: bytes
    publishers: bytes


class Tables(Struct):
    """The tables of an atlas, to be changed and built into another one."""

    names: NameTable
    persons: PersonTable
    roles: dict[str, RoleTable]
    genders: GenderTable
    publishers: PublisherTable


class Names:
    """A packed table of names, its parts decoded as they are asked."""

    def __init__(self, packed: bytes) -> None:
        self._packed = msgspec.msgpack.decode(packed, type=PackedNames)
        self._forms: dict[str, dict[str, list[Row]]] = {}
        self.genitive = self._packed.genitive
        self.members = self._packed.members
        self.governing = self._packed.governing

    @cached_property
    def entries(self) -> list[Entry]:
        """Every entry, in the order of the files."""
        return msgspec.msgpack.decode(self._packed.entries, type=list[Entry])

    def forms_in(self, language: str) -> dict[str, list[Row]]:
        """The forms of a language by their first word; empty when the atlas has none."""
        forms = self._forms.get(language)
        if forms is None:
            packed = self._packed.forms.get(language)
            decoded = {} if packed is None else msgspec.msgpack.decode(packed, type=dict[str, list[Row]])
            forms = self._forms[language] = decoded
        return forms

    def unpack(self) -> NameTable:
        """The whole table, decoded anew."""
        packed = self._packed
        forms = {
            language: msgspec.msgpack.decode(part, type=dict[str, list[Row]])
            for language, part in packed.forms.items()
        }
        entries = msgspec.msgpack.decode(packed.entries, type=list[Entry])
        members = {group: [*rows] for group, rows in packed.members.items()}
        return NameTable(entries, forms, dict(packed.genitive), members, dict(packed.governing))


class Persons:
    """A packed table of persons, its chunks and boxes decoded as they are asked."""

    def __init__(self, packed: bytes) -> None:
        self._packed = msgspec.msgpack.decode(packed, type=PackedPersons)
        self._chunks: dict[int, list[Holder]] = {}
        self._boxes: dict[int, dict[str, list[int]]] = {}

    def holder(self, place: int) -> Holder:
        """The term of office at a place."""
        number, at = divmod(place, CHUNK)
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = msgspec.msgpack.decode(self._packed.holders[number], type=list[Holder])
            self._chunks[number] = chunk
        return chunk[at]

    def places_of(self, name: str) -> Sequence[int]:
        """The places of the terms of who bears a folded name, the weightiest office first."""
        number = number_box(name)
        box = self._boxes.get(number)
        if box is None:
            box = msgspec.msgpack.decode(self._packed.by_name[number], type=dict[str, list[int]])
            self._boxes[number] = box
        return box.get(name, ())

    def places_in(self, office: str) -> Sequence[int]:
        """The places of the terms of an office with its state ("foreign-minister NLD")."""
        return self._by_office.get(office, ())

    @cached_property
    def _by_office(self) -> dict[str, list[int]]:
        return msgspec.msgpack.decode(self._packed.by_office, type=dict[str, list[int]])

    def last_seen(self, place: int) -> str | None:
        """The month in which the holder was last seen in office; None when the term's end is known."""
        return self._packed.seen.get(str(place))

    def unpack(self) -> PersonTable:
        """The whole table, decoded anew."""
        packed = self._packed
        by_name: dict[str, list[int]] = {}
        for box in packed.by_name:
            by_name |= msgspec.msgpack.decode(box, type=dict[str, list[int]])
        return PersonTable(
            [one for part in packed.holders for one in msgspec.msgpack.decode(part, type=list[Holder])],
            by_name,
            msgspec.msgpack.decode(packed.by_office, type=dict[str, list[int]]),
            dict(packed.seen),
        )


def number_box(name: str) -> int:
    """The box in which a folded name lies; the same in every process."""
    return crc32(name.encode()) % BOXES


def pack_tables(tables: Tables, version: str) -> Compiled:
    """The tables as they are kept; `version` with their checksum behind it is theirs.

    The same tables give the same bytes.
    """
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    names, persons = tables.names, tables.persons
    forms = {language: encode(part) for language, part in names.forms.items()}
    boxes: list[dict[str, list[int]]] = [{} for _ in range(BOXES)]
    for name, places in persons.by_name.items():
        boxes[number_box(name)][name] = places
    chunks = [encode(part) for part in cut_chunks(persons.holders)]
    packed = [encode(box) for box in boxes]
    compiled = Compiled(
        version,
        encode(PackedNames(encode(names.entries), forms, names.genitive, names.members, names.governing)),
        encode(PackedPersons(chunks, packed, encode(persons.by_office), persons.seen)),
        {language: encode(part) for language, part in tables.roles.items()},
        encode(tables.genders),
        encode(tables.publishers),
    )
    return msgspec.structs.replace(compiled, version=f"{version}{crc32(encode(compiled)):08x}")


def cut_chunks(holders: Sequence[Holder]) -> Iterable[Sequence[Holder]]:
    """The terms in runs of one length, the last one shorter."""
    return (holders[at : at + CHUNK] for at in range(0, len(holders), CHUNK))
