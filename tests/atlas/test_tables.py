"""The packed tables: what is packed comes back, and only what is asked is decoded."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.atlas.atlas import Atlas
from dragoman.atlas.publishers import PublisherTable
from dragoman.atlas.records import Entry, Holder
from dragoman.atlas.tables import (
    CHUNK,
    GenderTable,
    Names,
    NameTable,
    Persons,
    PersonTable,
    Tables,
    pack_tables,
)


def make_holder(number: int) -> Holder:
    """A holder of an invented office."""
    return Holder(f"Ane Example {number}", None, "Minister", "minister", "NOR", None, "GOV", None, None)


@pytest.fixture
def tables() -> Tables:
    """Invented tables with more terms than a chunk has."""
    holders = [make_holder(number) for number in range(CHUNK + 2)]
    by_name = {f"ane example {number}": [number] for number in range(CHUNK + 2)}
    names = NameTable(
        [Entry("NOR", "country", "Norway", "NOR")], {"en": {"Norway": [((), "name", 0)]}}, {"en": ["'s"]}, {}
    )
    persons = PersonTable(holders, by_name, {"minister NOR": [0, 1]}, {"1": "2022-07"})
    return Tables(names, persons, {}, GenderTable({}, {}), PublisherTable([], {}, {}))


def test_packed_tables_come_back_as_they_were(tables: Tables) -> None:
    packed = pack_tables(tables, "1+")
    assert (Names(packed.names).unpack(), Persons(packed.persons).unpack()) == (tables.names, tables.persons)


def test_a_person_is_found_in_the_last_chunk(tables: Tables) -> None:
    persons = Persons(pack_tables(tables, "1+").persons)
    (place,) = persons.places_of(f"ane example {CHUNK + 1}")
    assert persons.holder(place) == make_holder(CHUNK + 1)


def test_an_office_and_when_its_holder_was_last_seen(tables: Tables) -> None:
    persons = Persons(pack_tables(tables, "1+").persons)
    assert [persons.last_seen(place) for place in persons.places_in("minister NOR")] == [None, "2022-07"]


def test_the_version_tells_other_tables_apart(tables: Tables) -> None:
    before = pack_tables(tables, "1+").version
    tables.persons.seen["0"] = "2022-07"
    assert pack_tables(tables, "1+").version not in (before, "1+")


def test_names_of_one_language_are_decoded_when_asked(tables: Tables, tmp_path: Path) -> None:
    packed = pack_tables(tables, "1+")
    names = msgspec.msgpack.decode(packed.names, type=list[object])
    forms = names[1]
    assert isinstance(forms, dict)
    forms["nl"] = b"not a table"
    path = tmp_path / "atlas.msgpack"
    broken = msgspec.structs.replace(packed, names=msgspec.msgpack.encode(names))
    path.write_bytes(msgspec.msgpack.encode(broken))
    assert Atlas.load(path).find(["Norway"], 0, "en")[0] == 1
