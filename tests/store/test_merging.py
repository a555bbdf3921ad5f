"""Stories of a store held against each other: at once or one by one, twice or once, it comes to the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from told import make_event, make_record, make_story

from dragoman.errors import StoreError
from dragoman.records import StoryRecord
from dragoman.store.desk import Desk
from dragoman.store.merging import Merged, merge_new
from dragoman.store.verdicts import judge_same
from dragoman.store.writer import Entry, Writer

WIRE = " ".join(f"word{at} of{at % 7} the{at % 5} wire{at % 11}" for at in range(40))
ARREST = make_event("COERCE/arrest", "IRN", "FRA JRN", frame="arrest")
DENIED = make_event("COERCE/arrest", "IRN", "FRA JRN", frame="arrest", factuality="negated", said_by="IRN")
TELLS = make_record("a", ARREST)
DENIES = make_record("b", DENIED, language="en")
CLAIMED = make_event("COERCE/arrest", "IRN", "FRA JRN", frame="arrest", said_by="FRA")
CLAIMS = make_record("c", CLAIMED, language="en")
AGAIN = make_event("COERCE/arrest", "IRN", "FRA JRN", date="2023-05-20")
LATER = make_record("d", AGAIN, published="2023-05-21")


def put(writer: Writer, run: int, *records: StoryRecord, text: str | None = None) -> None:
    writer.add(run, [Entry(story=make_story(one, text), source="x", record=one) for one in records])


def list_clusters(path: Path) -> list[list[str]]:
    """The ids of stories whose events are one, by the story that stands for them."""
    sql = (
        "SELECT coalesce(r.main, e.event), s.id FROM events e JOIN stories s USING (story) "
        "LEFT JOIN retellings r USING (event) ORDER BY s.id"
    )
    clusters: dict[int, list[str]] = {}
    with sqlite3.connect(path) as connection:
        for main, story in connection.execute(sql):
            clusters.setdefault(main, []).append(story)
    return sorted(clusters.values())


@pytest.mark.parametrize("order", ["abcd", "dcba", "cadb"])
@pytest.mark.parametrize("at_once", [True, False])
def test_tellings_of_one_event_are_one(
    path: Path, writer: Writer, run: int, order: Sequence[str], at_once: bool
) -> None:
    for name in order:
        put(writer, run, next(one for one in (TELLS, DENIES, CLAIMS, LATER) if one.id == name))
        if not at_once:
            merge_new(writer)
    merge_new(writer)
    assert list_clusters(path) == [["a", "b", "c"], ["d"]]


def test_merging_again_changes_nothing(path: Path, writer: Writer, run: int) -> None:
    put(writer, run, TELLS, DENIES)
    assert merge_new(writer) == Merged(stories=2, copies=0, pairs=1, retold=1)
    assert merge_new(writer) == Merged()
    writer.connection.execute("INSERT INTO unmerged SELECT story FROM stories")
    merge_new(writer)
    assert list_clusters(path) == [["a", "b"]]


def test_one_event_shows_who_tells_claims_and_denies_it(path: Path, writer: Writer, run: int) -> None:
    put(writer, run, DENIES, CLAIMS, TELLS)
    merge_new(writer)
    with Desk(path) as desk:
        found = desk.one_event("c", "e1")
        assert desk.fetch("SELECT count(*) FROM events_once") == [(1,)]
    assert (found.event.story, found.stories, found.disputed) == ("a", 3, True)
    assert {(one.event.story, one.stand, one.by) for one in found.tellings} == {
        ("a", "tells", "P a"), ("b", "denies", "IRN"), ("c", "claims", "FRA"),
    }  # fmt: skip
    assert (found.claimed_by, found.denied_by) == (("FRA",), ("IRN",))
    assert found.reasons and "same sides" in found.reasons[0].why


def test_a_wire_copy_is_no_second_source_but_a_publisher(path: Path, writer: Writer, run: int) -> None:
    put(writer, run, TELLS, text=WIRE)
    copied = make_record("z", ARREST)
    put(writer, run, copied, text=f"Oslo (Wire) {WIRE[:500]}")
    put(writer, run, DENIES)
    assert merge_new(writer).copies == 1
    with Desk(path) as desk:
        found = desk.one_event("z", "e1")
        assert desk.fetch("SELECT id FROM stories_once ORDER BY id") == [("a",), ("b",)]
    assert (found.stories, found.publishers) == (2, ("P a", "P b", "P z"))
    assert [one.copy_of for one in found.tellings if one.event.story == "z"] == ["a"]


def test_a_person_parts_and_joins_and_takes_it_back(path: Path, writer: Writer, run: int) -> None:
    put(writer, run, TELLS, DENIES, LATER)
    merge_new(writer)
    judge_same(writer, ("a", "e1"), ("b", "e1"), "apart", user="ada", note="another journalist")
    assert list_clusters(path) == [["a"], ["b"], ["d"]]
    judge_same(writer, ("d", "e1"), ("a", "e1"), "same", user="ada")
    assert list_clusters(path) == [["a", "d"], ["b"]]
    judge_same(writer, ("b", "e1"), ("a", "e1"), "withdrawn", user="ada")
    judge_same(writer, ("d", "e1"), ("a", "e1"), "withdrawn", user="ada")
    assert list_clusters(path) == [["a", "b"], ["d"]]


def test_what_a_person_said_outlives_new_records(path: Path, writer: Writer, run: int) -> None:
    put(writer, run, TELLS, DENIES)
    merge_new(writer)
    judge_same(writer, ("a", "e1"), ("b", "e1"), "apart", user="ada")
    writer.connection.execute("INSERT INTO unmerged SELECT story FROM stories")
    merge_new(writer)
    assert list_clusters(path) == [["a"], ["b"]]


def test_a_verdict_on_what_is_not_there_is_refused_and_not_kept(writer: Writer, run: int) -> None:
    put(writer, run, TELLS)
    with pytest.raises(StoreError, match="there is no event"):
        judge_same(writer, ("a", "e1"), ("q", "e1"), "same", user="ada")
    assert writer.connection.execute("SELECT count(*) FROM pair_judgements").fetchone() == (0,)


def test_when_the_main_telling_goes_the_others_wait_and_are_one_again(
    path: Path, writer: Writer, run: int
) -> None:
    put(writer, run, TELLS, DENIES, CLAIMS)
    merge_new(writer)
    writer.connection.execute("DELETE FROM events WHERE story = (SELECT story FROM stories WHERE id = 'a')")
    assert list_clusters(path) == [["b"], ["c"]]
    assert merge_new(writer).stories == 2
    assert list_clusters(path) == [["b", "c"]]


def test_the_same_notice_week_after_week_is_held_only_against_those_near_it(
    path: Path, writer: Writer, run: int
) -> None:
    days = ("2023-04-01", "2023-04-10", "2023-04-12")
    put(writer, run, *(make_record(day, published=day) for day in days), text=WIRE)
    assert merge_new(writer).copies == 1
    with Desk(path) as desk:
        sql = "SELECT id FROM stories WHERE story IN (SELECT {} FROM copies)"
        found = [desk.fetch(sql.format(column)) for column in ("story", "original")]
    assert found == [[("2023-04-12",)], [("2023-04-10",)]]
