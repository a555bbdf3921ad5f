"""Archives into a desk, and through the coder again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from archive_by_hand import code_by_hand, fill_archive, parse_story, tell_story
from store_by_hand import VERSIONS, make_event, make_record, make_statement

import dragoman
from dragoman.archive.compacting import compact_archive
from dragoman.archive.manifests import begin_archive
from dragoman.archive.parts import write_part
from dragoman.errors import SourceError, StoreError
from dragoman.ingest import Tally, add_stories
from dragoman.inputs import Kept, check_kept, count_given, is_kept, take_inputs
from dragoman.records import Story, StoryRecord
from dragoman.sources.refusals import Refusal
from dragoman.store.merging import merge_new
from dragoman.store.writer import Entry, Refused, Writer

PASSING = {
    "stories": "added",
    "stories_once": "added",
    "runs": "started, finished, inputs",
    "revisions": "replaced",
}
"""Columns that tell when and how, not what."""
REFUSED = [
    Refusal("a.jsonl:9", "is no story", "look at it"),
    Refusal(
        "a.jsonl:10", "is in fi", "coded: en", Story(id="fi", text="Eilen.", language="fi", published="2023")
    ),
]


def make_records(number: int = 5) -> list[StoryRecord]:
    return [
        make_record(
            f"story-{at}",
            f"2023-05-{at + 1:02}",
            [make_event("USA", "CHN", "ACCUSE/disapprove", context=("legal",))],
            [make_statement("USA", "CHN", "Taiwan", side="against")],
            url=f"https://example.org/{at}",
        )
        for at in range(number)
    ]


@pytest.fixture
def root(tmp_path: Path) -> str:
    records = make_records()
    return fill_archive(str(tmp_path / "archive"), [records[:2], records[2:]], REFUSED)


def read_store(path: Path) -> dict[str, list[Any]]:
    """All that a store holds, but for when it came in."""
    with dragoman.open(path) as desk:
        tables = desk.list_tables()
        found = {}
        for table, columns in tables.items():
            chosen = [name for name in columns if name not in PASSING.get(table, "").split(", ")]
            if chosen and not table.endswith("_text"):
                found[table] = sorted(desk.fetch(f"SELECT {', '.join(chosen)} FROM {table}"), key=repr)
        return found


def add_by_hand(path: Path, source: str) -> None:
    """What `add` makes of the same stories."""
    with Writer(path) as writer:
        run = writer.begin_run("add", [])
        entries = []
        for record in make_records():
            one = code_by_hand(record)
            entries.append(Entry(story=one.story, source=source, parse=one.parse, record=one.record))
        kept = REFUSED[1]
        assert kept.story is not None
        entries.append(Entry(story=kept.story, source=source, reason=kept.reason))
        writer.add(run, entries, [Refused(REFUSED[0].where, REFUSED[0].reason, REFUSED[0].remedy)])
        merge_new(writer)
        writer.end_run(run)


def test_a_desk_filled_from_an_archive_is_one_filled_from_the_stories(root: str, tmp_path: Path) -> None:
    done = add_stories(tmp_path / "one.db", [root])
    assert done.tally == Tally(added=6, kept=1, refused=1, events=5)
    add_by_hand(tmp_path / "other.db", root)
    assert read_store(tmp_path / "one.db") == read_store(tmp_path / "other.db")


def test_adding_twice_adds_nothing(root: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    add_stories(path, [root])
    before = read_store(path)
    done = add_stories(path, [root])
    assert (done.tally.added, done.tally.known) == (0, 6)
    after = read_store(path)
    assert {name: after[name] for name in ("stories", "records", "events", "met", "parses")} == {
        name: before[name] for name in ("stories", "records", "events", "met", "parses")
    }


def test_a_compacted_archive_fills_the_same_desk(root: str, tmp_path: Path) -> None:
    add_stories(tmp_path / "one.db", [root])
    compact_archive(root)
    add_stories(tmp_path / "other.db", [root])
    assert read_store(tmp_path / "one.db") == read_store(tmp_path / "other.db")


def test_what_was_cut_off_is_taken_up(root: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"

    def stop(tally: Tally) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_stories(path, [root], progress=stop)
    done = add_stories(path, [root])
    assert (done.tally.known, done.tally.added) == (2, 4)
    with dragoman.open(path) as desk:
        assert desk.count("stories").rows == 6 and desk.parse("story-3") is not None


def test_a_newer_text_takes_the_place_of_the_old_one(root: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    add_stories(path, [root])
    newer = str(tmp_path / "newer")
    begin_archive(newer, VERSIONS)
    record = make_record("story-0", "2023-05-01", [make_event("RUS", "UKR", "ASSAULT")])
    url = "https://example.org/0"
    one = code_by_hand(msgspec.structs.replace(record, url=url), text="Corrected text.")
    write_part(newer, 0, [one], [], "digest")
    done = add_stories(path, [newer])
    assert done.tally.revised == 1
    with dragoman.open(path) as desk:
        assert desk.story("story-0").text == "Corrected text."
        assert [row.type for row in desk.events(story="story-0")] == ["ASSAULT"]


def test_progress_counts_on_over_archives(root: str, tmp_path: Path) -> None:
    told: list[int] = []
    other = fill_archive(str(tmp_path / "other"), [[make_record("x")]])
    add_stories(tmp_path / "news.db", [root, other], progress=lambda tally: told.append(tally.stories))
    assert told == [3, 7, 8]


def test_an_archive_stands_for_its_kept_parses(root: str) -> None:
    assert is_kept(root) and count_given([root]) == 6
    check_kept([root])
    taken = list(take_inputs([root]))
    kept = [one for one in taken if isinstance(one, Kept)]
    assert [(one.story, one.parse) for one in kept] == [
        (tell_story(record), parse_story(tell_story(record))) for record in make_records()
    ]
    refused = [one for one in taken if isinstance(one, Refusal)]
    assert [one.reason for one in refused] == ["is in fi, which is not coded"]


def test_a_folder_of_stories_is_no_archive(tmp_path: Path) -> None:
    assert not is_kept(tmp_path)
    with pytest.raises(SourceError, match="is no file of kept parses"):
        check_kept([tmp_path])


def test_a_parse_that_is_missing_is_told(root: str, tmp_path: Path) -> None:
    (Path(root) / "parses/part-000001.parquet").write_bytes(
        (Path(root) / "parses/part-000000.parquet").read_bytes()
    )
    with pytest.raises(StoreError, match="the parse of story-2 is missing"):
        add_stories(tmp_path / "news.db", [root])


def test_an_archive_behind_an_address_fills_a_desk(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    root = fill_archive(f"memory://{tmp_path.name}/archive", [make_records()], REFUSED)
    assert add_stories(tmp_path / "news.db", [root]).tally.added == 6
    assert len(list(take_inputs([root]))) == 6
