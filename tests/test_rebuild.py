"""Rebuilding: which stories are coded anew, from what, and what a restart makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from stand_in import CRASH, StandInCoder
from stored import TEXT, code, tell

from dragoman.rebuild import Made, rebuild_store
from dragoman.records import Parse, Story
from dragoman.store.desk import Desk
from dragoman.store.judgements import judge, list_judgements
from dragoman.store.writer import Entry, Writer

MADE = Made("0", "1", "2", "")
NEWER = Made("0", "2", "2", "")


class Unreading(StandInCoder):
    """A coder that must not read."""

    def read(self, stories: Sequence[Story]) -> list[Parse]:
        raise AssertionError("a kept parse is not read again")


@pytest.fixture(autouse=True)
def code_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.rebuild.list_coded", lambda: ("en", "nl"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Writer(path) as writer:
        run = writer.begin_run("add", [])
        entries = [code(tell(f"s{n}", f"{TEXT} {n}")) for n in range(30)]
        writer.add(run, [*entries, Entry(story=tell("fi", language="fi"), source="x", reason="is in fi")])
    return path


def count_codebooks(path: Path) -> dict[str, int]:
    with Desk(path) as desk:
        sql = "SELECT codebook, count(*) FROM records JOIN versions USING (version) GROUP BY 1"
        return dict(desk.fetch(sql))


def test_records_made_otherwise_are_made_anew_from_their_parses(path: Path) -> None:
    done = rebuild_store(path, made=NEWER, load=lambda: Unreading("2"))
    assert (done.stories, done.refused) == (30, ())
    assert count_codebooks(path) == {"2": 30}


def test_what_is_up_to_date_is_passed_over(path: Path) -> None:
    assert rebuild_store(path, made=MADE, load=lambda: Unreading("1")).stories == 0
    assert rebuild_store(path, made=MADE, load=lambda: Unreading("1"), everything=True).stories == 30


def test_a_run_that_was_cut_off_is_taken_up_where_it_stood(path: Path) -> None:
    def interrupt(done: int, refused: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_store(path, made=NEWER, load=lambda: Unreading("2"), progress=interrupt)
    assert count_codebooks(path) == {"1": 6, "2": 24}
    assert rebuild_store(path, made=NEWER, load=lambda: Unreading("2")).stories == 6


def test_what_was_kept_or_failed_is_read_and_coded_where_that_is_now_possible(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Writer(path) as writer:
        failed = Entry(story=tell("failed"), source="x", reason="no such luck", failed=True)
        writer.add(writer.begin_run("add", []), [failed])
    monkeypatch.setattr("dragoman.rebuild.list_coded", lambda: ("en", "fi", "nl"))
    assert rebuild_store(path, made=MADE, load=StandInCoder).stories == 2
    with Desk(path) as desk:
        assert {row.state for row in desk.stories()} == {"coded"}
        assert desk.parse("fi") is not None


def test_what_cannot_be_coded_keeps_the_records_it_had(path: Path) -> None:
    with Writer(path) as writer:
        entry = code(tell("odd", TEXT, url="https://x.org/odd"))
        writer.add(writer.begin_run("add", []), [entry])
        writer.connection.execute("UPDATE stories SET text = ? WHERE id = 'odd'", (CRASH,))
    done = rebuild_store(path, made=NEWER, load=lambda: StandInCoder("2"))
    assert done.stories == 30
    assert [one.where for one in done.refused] == ["story odd"]
    assert count_codebooks(path) == {"1": 1, "2": 30}


def test_judgements_outlive_it(path: Path) -> None:
    with Writer(path) as writer:
        judge(writer, "s1", "e1", "right", user="ann")
    rebuild_store(path, made=NEWER, load=lambda: Unreading("2"))
    with Desk(path) as desk:
        assert [one.verdict for one in list_judgements(desk, story="s1", record="e1")] == ["right"]


def test_the_run_is_written_down(path: Path) -> None:
    rebuild_store(path, made=NEWER, load=lambda: Unreading("2"))
    with Desk(path) as desk:
        ((command, revised),) = desk.fetch("SELECT command, revised FROM runs ORDER BY run DESC LIMIT 1")
    assert (command, revised) == ("rebuild", 30)
