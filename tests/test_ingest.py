"""Adding to a store: what goes in, what is passed over, what is kept, and what a restart makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stand_in import CRASH, DEADLY, StandInCoder, load_nothing, load_stand_in

from dragoman import batch
from dragoman.ingest import Tally, add_stories
from dragoman.inputs import take_inputs
from dragoman.store.desk import Desk
from dragoman.syntax.parses import write_parses

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."
FINNISH = "Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa Tukholmassa."


def write_stories(path: Path, texts: list[str], language: str | None = "nl") -> Path:
    lines = [
        json.dumps({"id": f"s{n}", "text": text} | ({"language": language} if language else {}))
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def code_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.sources.intake.list_coded", lambda: ("en", "nl"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def test_stories_go_in_in_input_order_with_their_file(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [f"{TEXT} {n}" for n in range(60)])
    done = add_stories(store, [source], load=load_stand_in)
    assert done.tally == Tally(added=60, events=120)
    with Desk(store) as desk:
        assert [row.id for row in desk.stories(order="kept")] == [f"s{n}" for n in range(60)]
        assert {row.source for row in desk.stories()} == {str(source)}


def test_what_is_known_is_passed_over_before_anything_is_loaded(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT, f"{TEXT} Weer."])
    add_stories(store, [source], load=load_stand_in)
    assert add_stories(store, [source], load=load_nothing).tally == Tally(known=2)


def test_files_of_a_folder_are_known_by_their_own_names(tmp_path: Path, store: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "in" / name).mkdir(parents=True)
        write_stories(tmp_path / "in" / name / "x.jsonl", [f"{TEXT} {name}"])
    assert add_stories(store, [tmp_path / "in"], load=load_stand_in).tally.added == 2
    with Desk(store) as desk:
        rows = list(desk.stories(order="kept"))
    assert [Path(row.source).parent.name for row in rows] == ["a", "b"]
    assert rows[0].id == "s0" and rows[1].id.startswith("s0~")


def test_a_language_that_is_not_coded_is_kept_and_marked(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT, FINNISH], language=None)
    done = add_stories(store, [source], load=load_stand_in)
    assert (done.tally, done.refused) == (Tally(added=2, kept=1, events=2), ())
    with Desk(store) as desk:
        (row,) = desk.stories(state="kept")
    assert row.language == "fi" and "looks Finnish" in str(row.reason)
    assert add_stories(store, [source], load=load_nothing).tally == Tally(known=2)


def test_refusals_are_told_and_written_down_with_their_line(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT])
    source.write_text(source.read_text() + '\n{"id": "b", "te')
    done = add_stories(store, [source], load=load_stand_in)
    assert (done.tally.added, done.tally.refused) == (1, 1)
    assert done.refused[0].where == f"{source}:2"
    with Desk(store) as desk:
        ((place, what),) = desk.fetch("SELECT place, what FROM refusals")
    assert place == f"{source}:2" and "not whole JSON" in what


def test_a_story_that_cannot_be_coded_is_kept_as_failed(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT, f"{TEXT} {CRASH}"])
    done = add_stories(store, [source], load=load_stand_in)
    assert done.tally == Tally(added=2, failed=1, events=2)
    assert "could not be coded" in done.refused[0].reason
    with Desk(store) as desk:
        assert [row.id for row in desk.stories(state="failed")] == ["s1"]


def test_kept_parses_go_in_without_being_read_again(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT, f"{TEXT} Weer."])
    stories = [given for given in take_inputs([source]) if not hasattr(given, "where")]
    read = zip(stories, StandInCoder().read(stories), strict=True)  # type: ignore[arg-type]
    write_parses(tmp_path / "kept.parquet", read)  # type: ignore[arg-type]
    assert add_stories(store, [tmp_path / "kept.parquet"], load=load_stand_in).tally.added == 2
    with Desk(store) as desk:
        assert desk.parse("s1") is not None
    assert add_stories(store, [source], load=load_nothing).tally == Tally(known=2)


def test_several_processes_keep_the_order_and_outlive_a_story_that_kills_one(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    monkeypatch.setattr(batch, "_STORIES", 3)
    texts = [f"{TEXT} {n}" for n in range(12)]
    texts[4] = DEADLY
    source = write_stories(tmp_path / "in.jsonl", texts)
    done = add_stories(store, [source], processes=2, load=load_stand_in)
    assert done.tally == Tally(added=12, failed=1, events=22)
    with Desk(store) as desk:
        assert [row.id for row in desk.stories(order="kept")] == [f"s{n}" for n in range(12)]


def test_a_run_that_was_cut_off_is_taken_up_where_it_stood(tmp_path: Path, store: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [f"{TEXT} {n}" for n in range(60)])

    def interrupt(tally: Tally) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_stories(store, [source], load=load_stand_in, progress=interrupt)
    done = add_stories(store, [source], load=load_stand_in)
    assert done.tally == Tally(added=36, known=24, events=72)
    with Desk(store) as desk:
        assert [row.id for row in desk.stories(order="kept")] == [f"s{n}" for n in range(60)]
        runs = desk.fetch("SELECT finished IS NULL, added, known FROM runs ORDER BY run")
        assert runs == [(1, 24, 0), (0, 36, 24)]
