"""Writing to a store: what is the same story, what is a new text, and that nothing goes in by halves."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from stand_in import StandInCoder
from stored import TEXT, code, count_rows, tell

from dragoman.store.desk import Desk
from dragoman.store.packing import pack_parse, pack_record
from dragoman.store.writer import Entry, Recoded, Refused, Writer

FLAT = ("events", "participants", "dyads", "statements", "relations", "doubts", "records", "parses")


def test_a_story_goes_in_with_its_parse_and_records(path: Path, writer: Writer, run: int) -> None:
    entry = code(tell("a", title="Sancties", published="2022-07", url="https://x.org/a", publisher="X"))
    assert writer.add(run, [entry]) == ["added"]
    with Desk(path) as desk:
        assert desk.story("a") == entry.story
        assert desk.record("a") == entry.record
        assert desk.parse("a") == entry.parse
    assert count_rows(path, *FLAT) == {
        "events": 2, "participants": 5, "dyads": 2, "statements": 1, "relations": 1, "doubts": 1,
        "records": 1, "parses": 1,
    }  # fmt: skip


def test_the_same_story_again_is_nothing_new(path: Path, writer: Writer, run: int) -> None:
    entry = code(tell("a"))
    assert writer.add(run, [entry, entry]) == ["added", "known"]
    assert writer.add(run, [entry]) == ["known"]
    assert count_rows(path, "stories", "events") == {"stories": 1, "events": 2}


def test_what_was_packed_elsewhere_goes_in_as_it_comes(path: Path, writer: Writer, run: int) -> None:
    entry = code(tell("a"))
    assert entry.parse is not None and entry.record is not None
    packed = Entry(
        story=entry.story,
        source="in.jsonl",
        parse=pack_parse(entry.parse),  # type: ignore[arg-type]
        record=pack_record(entry.record),  # type: ignore[arg-type]
    )
    writer.add(run, [packed])
    with Desk(path) as desk:
        assert (desk.record("a"), desk.parse("a")) == (entry.record, entry.parse)


def test_another_text_at_a_known_address_takes_its_place_and_the_old_one_is_kept(
    path: Path, writer: Writer, run: int
) -> None:
    old, new = (code(tell("a", text, url="https://x.org/a")) for text in (TEXT, f"{TEXT} Opnieuw."))
    assert writer.add(run, [old, new]) == ["added", "revised"]
    with Desk(path) as desk:
        assert desk.story("a").text == f"{TEXT} Opnieuw."
        assert desk.fetch("SELECT text FROM revisions") == [(TEXT,)]
        assert len(desk.events()) == 2


def test_an_old_text_that_comes_again_is_known(writer: Writer, run: int) -> None:
    old, new = (code(tell("a", text, url="https://x.org/a")) for text in (TEXT, f"{TEXT} Opnieuw."))
    writer.add(run, [old, new])
    assert writer.is_known(old.story)
    assert writer.add(run, [old, new]) == ["known", "known"]


def test_a_revised_story_keeps_its_id_in_its_records(path: Path, writer: Writer, run: int) -> None:
    for identity, text in (("a", TEXT), ("b", f"{TEXT} Opnieuw.")):
        writer.add(run, [code(tell(identity, text, url="https://x.org/a"))])
    with Desk(path) as desk:
        record = desk.record("a")
        assert record is not None and record.id == "a"


def test_an_id_that_two_sources_share_is_lengthened_everywhere(path: Path, writer: Writer, run: int) -> None:
    writer.add(run, [code(tell("1")), code(tell("1", f"{TEXT} Elders."), source="other.jsonl")])
    with Desk(path) as desk:
        first, second = (row.id for row in desk.stories(order="kept"))
        record, parse = desk.record(second), desk.parse(second)
    assert first == "1" and second.startswith("1~")
    assert record is not None and record.id == second
    assert parse is not None and parse.story_id == second


def test_a_story_that_is_not_coded_is_kept_with_the_reason(path: Path, writer: Writer, run: int) -> None:
    kept = Entry(story=tell("a", language="fi"), source="x", reason="is in fi")
    failed = Entry(story=tell("b"), source="x", reason="no such luck", failed=True)
    writer.add(run, [kept, failed])
    with Desk(path) as desk:
        states = [(row.id, row.state, row.reason) for row in desk.stories(order="kept")]
        assert states == [("a", "kept", "is in fi"), ("b", "failed", "no such luck")]
        assert desk.record("a") is None


def test_refusals_and_counts_stand_with_the_run(path: Path, writer: Writer, run: int) -> None:
    writer.add(run, [code(tell("a"))], [Refused("in.jsonl:3", "is empty", "give text")], known=4)
    writer.end_run(run)
    with Desk(path) as desk:
        ((added, known, refused, finished),) = desk.fetch("SELECT added, known, refused, finished FROM runs")
        assert (added, known, refused) == (1, 4, 1) and finished.endswith("Z")
        assert desk.fetch("SELECT place, what FROM refusals") == [("in.jsonl:3", "is empty")]


def test_a_batch_goes_in_whole_or_not_at_all(path: Path, writer: Writer, run: int) -> None:
    broken = Entry(story=tell("b", title=["no", "text"]), source="x")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        writer.add(run, [code(tell("a")), broken])
    assert count_rows(path, "stories", *FLAT) == dict.fromkeys(("stories", *FLAT), 0)
    assert writer.add(run, [code(tell("a"))]) == ["added"]


def test_recoding_puts_new_records_in_the_place_of_the_old(path: Path, writer: Writer, run: int) -> None:
    entry = code(tell("a"))
    writer.add(run, [entry])
    ((key, origin),) = writer.connection.execute("SELECT story, origin FROM stories").fetchall()
    before = count_rows(path, *FLAT, "met", "versions")
    record = StandInCoder(version="2").code(entry.story, entry.parse)  # type: ignore[arg-type]
    assert writer.recode(run, [Recoded(story=key, origin=origin, record=record)]) == 1
    assert count_rows(path, *FLAT, "met", "versions") == before | {"versions": 2}


def test_records_made_from_a_text_that_was_replaced_meanwhile_are_left_out(writer: Writer, run: int) -> None:
    entry = code(tell("a", url="https://x.org/a"))
    writer.add(run, [entry])
    ((key, origin),) = writer.connection.execute("SELECT story, origin FROM stories").fetchall()
    writer.add(run, [code(tell("a", f"{TEXT} Opnieuw.", url="https://x.org/a"))])
    assert entry.record is not None
    assert writer.recode(run, [Recoded(story=key, origin=origin, record=entry.record)]) == 0  # type: ignore[arg-type]


def test_what_a_revised_story_met_is_counted_anew(path: Path, writer: Writer, run: int) -> None:
    for text in (TEXT, f"{TEXT} Opnieuw."):
        writer.add(run, [code(tell("a", text, url="https://x.org/a"))])
    with Desk(path) as desk:
        assert [(row.code, row.times) for row in desk.actors()] == [("CHN", 1), ("RUS", 1)]
