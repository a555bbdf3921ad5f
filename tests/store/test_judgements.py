"""Judgements: what a user says of a record, what takes its place, and the gold that comes of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec import structs
from stored import TEXT, code, tell

from dragoman.errors import StoreError
from dragoman.records import Relation, Span
from dragoman.scoring.gold import GoldEvent
from dragoman.scoring.output import view_records
from dragoman.scoring.score import score_stories
from dragoman.store.desk import Desk
from dragoman.store.judgements import gather_gold, judge, list_judgements, settle_judgements
from dragoman.store.writer import Writer


@pytest.fixture(autouse=True)
def stories(writer: Writer, run: int) -> None:
    writer.add(run, [code(tell("a")), code(tell("b", f"{TEXT} Weer."))])


def test_a_judgement_holds_the_record_as_it_was_judged(path: Path, writer: Writer) -> None:
    made = judge(writer, "a", "e1", "right", user="ann", note="clear")
    assert (made.kind, made.verdict, made.note, made.supersedes) == ("event", "right", "clear", None)
    with Desk(path) as desk:
        record = desk.record("a")
        assert list(list_judgements(desk)) == [made]
    assert record is not None and made.record == record.events[0]


def test_a_later_judgement_of_the_same_user_takes_the_place_of_the_earlier(
    path: Path, writer: Writer
) -> None:
    first = judge(writer, "a", "e1", "right", user="ann")
    second = judge(writer, "a", "e1", "wrong", user="ann")
    assert second.supersedes == first.key
    with Desk(path) as desk:
        assert [one.verdict for one in list_judgements(desk)] == ["wrong"]
        assert [one.verdict for one in list_judgements(desk, current=False)] == ["wrong", "right"]


def test_of_several_users_the_latest_counts_until_it_is_withdrawn(path: Path, writer: Writer) -> None:
    judge(writer, "a", "e1", "right", user="ann")
    judge(writer, "a", "e1", "wrong", user="bob")
    with Desk(path) as desk:
        assert settle_judgements(desk)["a", "event", "e1"].verdict == "wrong"
        judge(writer, "a", "e1", "withdrawn", user="bob")
        assert settle_judgements(desk)["a", "event", "e1"].verdict == "right"


def test_rows_are_never_changed(path: Path, writer: Writer) -> None:
    for verdict in ("right", "wrong", "withdrawn", "right"):
        judge(writer, "a", "e1", verdict, user="ann")  # type: ignore[arg-type]
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT verdict, supersedes FROM judgements ORDER BY judgement").fetchall()
    assert rows == [("right", None), ("wrong", 1), ("withdrawn", 2), ("right", 3)]


def test_a_correction_is_the_whole_record_as_it_should_be(writer: Writer) -> None:
    made = judge(
        writer, "a", "e1", "corrected", user="ann", changes={"type": "AID", "mode": [], "actor": ["USA"]}
    )
    assert made.gold == GoldEvent(
        type="AID",
        evidence=TEXT,
        factuality="actual",
        core=True,
        actor=("USA",),
        recipient=("RUS GOV (Rusland)",),
        said_by="RUS GOV (Rusland)",
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"score": 3}, "“score” cannot be corrected — correct type, evidence"),
        ({"type": "HELP"}, "“HELP” is no type of event — one of AGREE"),
        ({"type": "AID"}, "“disapprove” is no mode of AID"),
        ({"actor": ["het Westen!"]}, "is not of the form"),
        ({"evidence": "nergens"}, "“nergens” does not stand in the story"),
        ({"factuality": "maybe"}, "the correction is not as it should be"),
        ({"type": "ACCUSE"}, "the correction changes nothing"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_what_can(
    writer: Writer, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(StoreError, match=told):
        judge(writer, "a", "e1", "corrected", user="ann", changes=changes)


@pytest.mark.parametrize(
    ("record", "verdict", "told"),
    [
        ("e9", "right", "there is no record a/e9"),
        ("e1", "corrected", "without a correction"),
        ("e1", "withdrawn", "ann has not judged a/e1"),
        ("e1", "perhaps", "“perhaps” is no verdict — say right, wrong"),
    ],
)
def test_a_judgement_that_cannot_be_is_told(writer: Writer, record: str, verdict: str, told: str) -> None:
    with pytest.raises(StoreError, match=told):
        judge(writer, "a", record, verdict, user="ann")  # type: ignore[arg-type]


def test_judgements_are_found_by_story_verdict_and_user(path: Path, writer: Writer) -> None:
    judge(writer, "a", "e1", "right", user="ann")
    judge(writer, "b", "e2", "wrong", user="bob")
    judge(writer, "b", "s1", "right", user="bob")
    with Desk(path) as desk:
        assert [one.id for one in list_judgements(desk, story="b")] == ["s1", "e2"]
        assert [one.id for one in list_judgements(desk, user="bob", verdict="right")] == ["s1"]
        assert [one.id for one in list_judgements(desk, kind="event")] == ["e2", "e1"]


# ── gold ─────────────────────────────────────────────────────────────────────


def test_gold_has_what_is_right_without_what_is_wrong_and_the_unjudged_as_optional(
    path: Path, writer: Writer
) -> None:
    judge(writer, "a", "e2", "right", user="ann")
    judge(writer, "b", "e1", "wrong", user="ann")
    with Desk(path) as desk:
        gold = {one.id: [(event.factuality, event.core) for event in one.events] for one in gather_gold(desk)}
    assert gold == {"a": [("negated", True), ("actual", False)], "b": [("negated", False)]}


def test_statements_are_gold_only_where_all_were_judged(path: Path, writer: Writer) -> None:
    judge(writer, "a", "e1", "right", user="ann")
    judge(writer, "b", "s1", "right", user="ann")
    with Desk(path) as desk:
        first, second = gather_gold(desk)
    assert first.statements is None
    assert second.statements is not None and second.statements[0].content == f"{TEXT} Weer."


def test_the_records_of_the_store_are_scored_against_its_judgements(path: Path, writer: Writer) -> None:
    judge(writer, "a", "e1", "right", user="ann")
    judge(writer, "b", "e1", "wrong", user="ann")
    with Desk(path) as desk:
        score = score_stories(gather_gold(desk), view_records(list(desk.records())))
    assert (score.stories, score.dyad.right, score.dyad.extra) == (2, 1, 1)


# ── relations ────────────────────────────────────────────────────────────────


@pytest.fixture
def cooled(writer: Writer, run: int) -> str:
    """The id of a story that tells of two relations."""
    entry = code(tell("c"))
    assert entry.record is not None
    span = Span(0, len(TEXT), TEXT)
    told = tuple(
        Relation(id=name, actors=("CHN", "USA"), change=change, issues=("trade",), evidence=span)
        for name, change in (("r1", "worse"), ("r2", "strained"))
    )
    writer.add(run, [structs.replace(entry, record=structs.replace(entry.record, relations=told))])
    return "c"


def test_judged_relations_are_gold_and_the_unjudged_optional(path: Path, writer: Writer, cooled: str) -> None:
    judge(
        writer, cooled, "r1", "corrected", user="ann", changes={"actor": ["CHN", "RUS"], "since": "2014/.."}
    )
    with Desk(path) as desk:
        (gold,) = gather_gold(desk)
        score = score_stories([gold], view_records(list(desk.records())))
    assert gold.relations is not None
    assert [(one.actors, one.since, one.core) for one in gold.relations] == [
        (("CHN", "RUS"), "2014/..", True),
        (("CHN", "USA"), None, False),
    ]
    assert (score.relations.right, score.relations.missed, score.relations.extra) == (0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"change": "icy"}, "“icy” is not how a relation stands — one of worse"),
        ({"issues": ["cheese"]}, "“cheese” is no issue"),
        ({"actors": ["USA GOV"]}, "between codes alone"),
        ({"actors": []}, "needs an actor"),
        ({"since": "long ago"}, "since cannot be"),
    ],
)
def test_a_relation_that_cannot_be_is_refused(
    writer: Writer, cooled: str, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(StoreError, match=told):
        judge(writer, cooled, "r1", "corrected", user="ann", changes=changes)
