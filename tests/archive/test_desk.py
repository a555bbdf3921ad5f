"""An archive is asked as a store is, and gives the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_by_hand import code_by_hand, fill_archive
from store_by_hand import make_event, make_record, make_statement

import dragoman
from dragoman.analysis.dyads import trace_dyad
from dragoman.analysis.isolation import rank_isolation
from dragoman.archive.desk import ArchiveDesk
from dragoman.archive.engine import translate_sql
from dragoman.errors import StoreError
from dragoman.records import Relation, Span, StoryRecord, When, Where
from dragoman.store.desk import Desk
from dragoman.store.excerpts import find_excerpts
from dragoman.store.filters import StatementFilter
from dragoman.store.questions import fetch_answer, list_questions, read_question
from dragoman.store.said import count_kinds, list_sides
from dragoman.store.writer import Entry, Writer

LONDON = Where("London", "GBR", 51.5, -0.1, "2643743", 0, 6, "point")
VALUES: dict[str, Any] = {
    "one": "USA",
    "other": "CHN",
    "past": "2022-01-01",
    "since": "2023-03-01",
    "until": "2023-12-31",
    "count": 100,
    "type": "ACCUSE",
    "asked": '[["USA", "CHN", "ACCUSE", "2023-02-10"], ["USA", "CHN", "AID", "2023"]]',
}


def make_records() -> list[StoryRecord]:
    return [
        make_record(
            f"story-{month}",
            f"2023-{month:02}-05",
            [
                make_event("USA", "CHN", "ACCUSE/disapprove", f"2023-{month:02}-04", context=("economic",)),
                make_event("CHN USA", "", "CONSULT", f"2023-{month:02}"),
                make_event("GBR", "CHN", "ACCUSE", f"2023-{month:02}-05", place=LONDON),
                make_event(
                    "CHN", "USA", "THREATEN/restrict", date=When("2023-06", "text") if month > 3 else None
                ),
            ],
            [
                make_statement("USA", "CHN", "Taiwan", side="against"),
                make_statement("CHN", "GBR", side="for"),
            ],
            [Relation(id="r", actors=("CHN", "USA"), change="worse", issues=(), evidence=Span(0, 1, "R"))],
            publisher="The Daily" if month % 2 else "Der Täglich",
        )
        for month in range(1, 7)
    ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    folder = tmp_path_factory.mktemp("archive")
    records = make_records()
    root = fill_archive(str(folder / "archive"), [records[:2], records[2:5], records[5:]])
    coded = [code_by_hand(record) for record in records]
    with Writer(folder / "news.db") as writer:
        run = writer.begin_run("add", [])
        writer.add(
            run,
            [Entry(story=one.story, source="", parse=one.parse, record=one.record) for one in coded],
        )
    with dragoman.open(folder / "news.db") as store, dragoman.open(root) as archive:
        assert isinstance(archive, ArchiveDesk)
        yield store, archive


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The archive in a single part, whose keys are those of the store."""
    with dragoman.open(fill_archive(str(tmp_path_factory.mktemp("whole")), [make_records()])) as desk:
        yield desk


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("events", {}),
    ("events", {"actor": "USA"}),
    ("events", {"recipient": ["CHN", "USA"], "since": "2023-02", "until": "2023-04"}),
    ("events", {"party": "GBR", "order": "oldest", "limit": 3}),
    ("events", {"between": ("USA", "CHN"), "limit": 4, "offset": 2}),
    ("events", {"mode": "disapprove", "context": "economic", "limit": 2}),
    ("events", {"type": "ACCUSE", "quad": "verbal conflict", "claimed": False, "confidence": 0.5}),
    ("events", {"country": "GBR", "place": "2643743", "publisher": "Der Täglich"}),
    ("events", {"text": "usa accuse*", "order": "kept"}),
    ("events", {"text": '"ACCUSE CHN"', "limit": 3}),
    ("events", {"story": "story-2", "language": "en", "factuality": "actual", "standing": "actual"}),
    ("statements", {"speaker": "USA", "about": "CHN", "side": "against"}),
    ("statements", {"issue": "Taiwan", "act": "claim", "kind": "indirect", "limit": 3}),
    ("statements", {"side": "for", "order": "oldest", "text": "on GBR"}),
    ("relations", {"party": "USA", "change": "worse", "limit": 2}),
    ("relations", {"between": ("USA", "CHN"), "since": "2023-03"}),
    ("stories", {"publisher": "Der Täglich", "state": "coded", "until": "2023-04"}),
    ("stories", {"text": "story", "limit": 2, "order": "oldest"}),
]


@pytest.mark.parametrize(("kind", "asked"), ASKED, ids=[f"{kind} {asked}" for kind, asked in ASKED])
def test_rows_are_the_same(kind: str, asked: dict[str, Any], both: tuple[Desk, Desk]) -> None:
    here, there = (getattr(desk, kind)(**asked).to_dicts() for desk in both)
    assert here
    for row in (*here, *there):
        row.pop("added", None)  # when it came in
    assert there == here


@pytest.mark.parametrize(("kind", "asked"), ASKED, ids=[f"{kind} {asked}" for kind, asked in ASKED])
def test_counts_are_the_same(kind: Any, asked: dict[str, Any], both: tuple[Desk, Desk]) -> None:
    given = {name: value for name, value in asked.items() if name not in ("limit", "offset", "order")}
    here, there = (desk.count(kind, **given) for desk in both)
    assert here == there


def test_facets_and_kinds_are_the_same(both: tuple[Desk, Desk]) -> None:
    here, there = (desk.facets(party="CHN") for desk in both)
    assert here == there
    here_too, there_too = (count_kinds(desk, StatementFilter(about="CHN")) for desk in both)
    assert here_too == there_too
    said = [(row.story, row.id) for row in both[0].statements()]
    assert list_sides(both[0], said) == list_sides(both[1], said)


def test_what_is_streamed_is_the_same(both: tuple[Desk, Desk]) -> None:
    for kind in ("events", "statements", "relations"):
        here, there = (list(desk.iterate(kind, since="2023-02")) for desk in both)  # type: ignore[arg-type]
        assert here == there
    here, there = (list(desk.iterate_ids("events", actor="USA")) for desk in both)
    assert here == there


def test_whole_stories_records_and_parses_are_the_same(both: tuple[Desk, Desk]) -> None:
    here, there = both
    assert here.story("story-4") == there.story("story-4")
    assert here.record("story-4") == there.record("story-4") is not None
    assert here.parse("story-4") == there.parse("story-4") is not None
    assert list(here.records()) == list(there.records())
    assert there.record("nowhere") is None and there.parse("nowhere") is None
    assert here.actors("USA").to_dicts() == there.actors("USA").to_dicts()
    assert find_excerpts(here, "text", ["story-4"]) == find_excerpts(there, "text", ["story-4"])


def test_one_event_is_found_with_its_stories(both: tuple[Desk, Desk]) -> None:
    here, there = (desk.one_event("story-4", "story-4-0") for desk in both)
    assert here == there


@pytest.mark.parametrize("name", list_questions())
def test_named_questions_are_answered_alike(name: str, both: tuple[Desk, Desk], whole: Desk) -> None:
    values = {need: VALUES[need] for need in read_question(name).needs}
    desks = both[0], whole
    here, there = (sorted(map(repr, map(_plain, fetch_answer(desk, name, **values)))) for desk in desks)
    assert here == there and here
    assert len(fetch_answer(both[1], name, **values)) == len(here)


def test_series_and_isolation_are_the_same(both: tuple[Desk, Desk]) -> None:
    here, there = (trace_dyad(desk, "USA", "CHN", since="2023-01", until="2023-06") for desk in both)
    assert here == there and here.events
    ranked, ranked_there = (rank_isolation(desk, since="2023-01", until="2023-06") for desk in both)
    assert ranked == ranked_there


def test_sql_of_users_reads_and_does_nothing_else(both: tuple[Desk, Desk]) -> None:
    archive = both[1]
    answer = archive.ask_sql("SELECT type, count(*) AS n FROM events_once GROUP BY 1 ORDER BY 1")
    assert answer.columns == ("type", "n") and ("ACCUSE", 12) in answer.rows
    assert archive.ask_sql("SELECT 1 FROM events", rows=3).more
    for sql, told in (
        ("COPY events TO 'x.csv'", "may only read"),
        ("SELECT 1; SELECT 2", "one at a time"),
        ("SELECT * FROM read_text('/etc/hostname')", "Permission Error"),
        ("SELECT nothing FROM events", "Binder Error"),
        ("", "asks for nothing"),
        ("SELEC", "syntax error"),
    ):
        with pytest.raises(StoreError, match=told):
            archive.ask_sql(sql)


def test_sql_that_takes_too_long_is_stopped(both: tuple[Desk, Desk]) -> None:
    with pytest.raises(StoreError, match="longer than"):
        both[1].ask_sql("SELECT count(*) FROM range(1000000000) a, range(1000000) b", seconds=0.2)


def test_tables_are_those_of_the_store(both: tuple[Desk, Desk]) -> None:
    here, there = (desk.list_tables() for desk in both)
    missing = {name for name in here if name not in there and not name.endswith("_text")}
    assert not missing
    assert all(set(here[name]) <= set(there[name]) for name in here if name in there)


def test_texts_that_are_the_same_are_copies(tmp_path: Path) -> None:
    one, other = (make_record(name, events=[make_event("USA", "CHN", "ACCUSE")]) for name in ("a", "b"))
    root = str(tmp_path)
    fill_archive(root, [[one]])
    from dragoman.archive.parts import write_part

    write_part(root, 1, [code_by_hand(other, text="Text of a.")], [], "digest")
    with dragoman.open(root) as desk:
        assert desk.fetch("SELECT count(*), count(DISTINCT teller) FROM events_once") == [(2, 1)]
        assert desk.fetch("SELECT count(*) FROM stories_once") == [(1,)]


def test_an_archive_behind_an_address_is_asked_alike(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    root = fill_archive(f"memory://{tmp_path.name}/archive", [make_records()])
    with dragoman.open(Path(root)) as desk:
        assert len(desk.events(actor="USA")) == 12
        assert desk.parse("story-2") is not None
        assert desk.ask_sql("SELECT count(*) FROM stories").rows == ((6,),)


def test_a_folder_that_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no archive"):
        dragoman.open(tmp_path)


def test_an_empty_archive_has_no_rows(tmp_path: Path) -> None:
    root = fill_archive(str(tmp_path), [[]])
    with dragoman.open(root) as desk:
        assert len(desk.events()) == 0 and desk.count("stories").rows == 0


def test_what_only_sqlite_says_is_translated() -> None:
    told = "SELECT a FROM json_each(?) k CROSS JOIN events e CROSS JOIN stories s USING (story) ORDER BY +e.x"
    assert translate_sql(told) == (
        "SELECT a FROM listed(?) k CROSS JOIN events e JOIN stories s USING (story) ORDER BY e.x"
    )


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(round(float(value), 6) if isinstance(value, int | float) else value for value in row)
