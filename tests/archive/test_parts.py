"""Parts: whole, the same bytes each time, with the store's own tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import msgspec
import pytest
from archive_by_hand import code_by_hand, fill_archive, tell_story
from store_by_hand import VERSIONS, make_event, make_record, make_statement

from dragoman.archive.manifests import (
    begin_archive,
    is_archive,
    is_done,
    list_done,
    list_parts,
    read_about,
)
from dragoman.archive.parts import write_part
from dragoman.archive.tables import NAMES, TABLES
from dragoman.errors import StoreError
from dragoman.records import StoryRecord
from dragoman.sources.refusals import Refusal
from dragoman.store.database import create_store, open_reader
from dragoman.syntax.parses import read_kept

ADDED = {"stories": {"added", "run"}, "records": {"version"}, "refusals": {"run"}}
"""Columns of the store that an archive's files leave to whoever reads them."""
OWN = {"records": {"dragoman", "codebook", "atlas", "model", "overlay"}, "refusals": {"story"}}


def make_records(number: int = 2, of: str = "a") -> list[StoryRecord]:
    return [
        make_record(
            f"{of}-{at}",
            f"2023-05-{at:02}",
            [make_event("USA", "CHN GBR", "ACCUSE/disapprove"), make_event("CHN USA", "", "CONSULT")],
            [make_statement("USA", "CHN", "Taiwan", side="against")],
        )
        for at in range(1, number + 1)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_of_the_store(name: str, tmp_path: Path) -> None:
    create_store(tmp_path / "news.db")
    kinds = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR", "BLOB": "VARCHAR"}
    with open_reader(tmp_path / "news.db") as store:
        columns = store.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
    there = {column: kinds[kind] for column, kind in columns if column not in ADDED.get(name, set())}
    here = {
        column: kind for column, kind in TABLES[name].columns.items() if column not in OWN.get(name, set())
    }
    assert list(here.items()) == list(there.items())


def test_a_part_tells_what_it_holds(tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS)
    made = write_part(tmp_path, 17, [code_by_hand(one) for one in make_records()], [], "digest")
    assert made.counts.stories == made.counts.coded == 2
    assert (made.counts.events, made.counts.statements) == (4, 2)
    assert (made.first_day, made.last_day) == ("2023-05-01", "2023-05-02")
    assert made.versions == (VERSIONS,)
    assert [file.table for file in made.files] == list(NAMES)
    assert list_parts(tmp_path) == (made,)


def test_its_files_are_as_the_manifest_says(tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS)
    made = write_part(tmp_path, 17, [code_by_hand(one) for one in make_records()], [], "digest")
    for file in made.files:
        content = (tmp_path / file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.bytes, file.sha256)
        if file.table in TABLES:
            assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / file.name}'").fetchall() == [(file.rows,)]


def test_the_same_stories_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_part(tmp_path / name, 3, [code_by_hand(one) for one in make_records(40)], [], "digest")
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in _files(tmp_path / name)}
        for name in ("one", "other")
    )
    assert one == other and len(one) == len(NAMES) + 1


def test_no_two_parts_share_a_key(tmp_path: Path) -> None:
    root = fill_archive(str(tmp_path), [make_records(3), make_records(3, "b")])
    for table, key in (("stories", "story"), ("events", "event"), ("statements", "statement")):
        sql = f"SELECT count(*), count(DISTINCT {key}) FROM '{root}/{table}/*.parquet'"
        ((rows, keys),) = duckdb.sql(sql).fetchall()
        assert rows == keys > 3


def test_records_stand_whole_beside_the_tables(tmp_path: Path) -> None:
    records = make_records()
    root = fill_archive(str(tmp_path), [records])
    found = duckdb.sql(f"SELECT record FROM '{root}/records/*.parquet' ORDER BY story").fetchall()
    assert [msgspec.json.decode(line, type=StoryRecord) for (line,) in found] == records


def test_parses_are_a_file_of_kept_parses(tmp_path: Path) -> None:
    coded = [code_by_hand(one) for one in make_records()]
    write_part(tmp_path, 0, coded, [], "digest")
    kept = list(read_kept(tmp_path / "parses/part-000000.parquet"))
    assert kept == [(one.story, one.parse) for one in coded]


def test_every_file_tells_its_layout_and_what_made_it(tmp_path: Path) -> None:
    root = fill_archive(str(tmp_path), [make_records()])
    for name in NAMES:
        sql = (
            f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{root}/{name}/part-000000.parquet')"
        )
        told = dict(duckdb.sql(sql).fetchall())
        assert (told["archive"], told["schema"]) == ("dragoman-archive", "1")
        assert told["input"] == "digest 0" and "by hand" in told["versions"]


def test_what_was_refused_is_kept_with_its_story(tmp_path: Path) -> None:
    story = tell_story(make_records()[0])
    other = msgspec.structs.replace(story, id="x", language="fi")
    refused = [
        Refusal("a.jsonl:1", "is no story", "look at it"),
        Refusal("a.jsonl:2", "could not be coded", "report it", story),
        Refusal("a.jsonl:3", "is in fi", "coded: en", other),
    ]
    made = write_part(tmp_path, 0, [], refused, "digest")
    assert (made.counts.refused, made.counts.stories, made.counts.coded) == (3, 2, 0)
    rows = duckdb.sql(f"SELECT state, reason FROM '{tmp_path}/stories/*.parquet' ORDER BY story").fetchall()
    assert rows == [("failed", "could not be coded"), ("kept", "is in fi")]
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/refusals/*.parquet'").fetchall() == [(3,)]


def test_a_part_is_done_when_its_manifest_is_there(tmp_path: Path) -> None:
    assert not is_done(tmp_path, 0, "digest 0")
    root = fill_archive(str(tmp_path), [make_records()])
    assert is_done(root, 0, "digest 0") and not is_done(root, 1, "digest 1")
    assert list_done(root) == {0: "digest 0"}


def test_a_part_of_other_stories_is_not_taken_for_done(tmp_path: Path) -> None:
    root = fill_archive(str(tmp_path), [make_records()])
    with pytest.raises(StoreError, match="part 0 was made from other stories"):
        is_done(root, 0, "another digest")


def test_an_archive_is_begun_once(tmp_path: Path) -> None:
    about = begin_archive(tmp_path, VERSIONS, {"stories": 300})
    assert begin_archive(tmp_path, VERSIONS, {"stories": 300}) == about == read_about(tmp_path)
    assert is_archive(tmp_path) and not is_archive(tmp_path.parent)


def test_an_archive_is_not_gone_on_with_other_data(tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS)
    with pytest.raises(StoreError, match="was begun with atlas atlas, and this run has 2"):
        begin_archive(tmp_path, msgspec.structs.replace(VERSIONS, atlas="2"))
    with pytest.raises(StoreError, match="was begun with cut"):
        begin_archive(tmp_path, VERSIONS, {"stories": 300})


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.json").write_text('{"schema": 99}')
    with pytest.raises(StoreError, match="schema 99"):
        read_about(tmp_path)


def test_a_folder_that_is_no_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"dragoman code STORIES -o FOLDER/"):
        read_about(tmp_path)


def test_a_part_goes_behind_an_address(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    root = f"memory://{tmp_path.name}/archive"
    fill_archive(root, [make_records()])
    fill_archive(str(tmp_path), [make_records()])
    assert is_archive(root) and list_parts(root) == list_parts(tmp_path)


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_an_archive_is_not_gone_on_with_after_words_have_changed(tmp_path: Path) -> None:
    begin_archive(tmp_path, VERSIONS, data="one")
    assert begin_archive(tmp_path, VERSIONS, data="one").data == "one"
    with pytest.raises(
        StoreError, match=r"was begun with other words.*\(data one\).*\(two\).*name a new folder"
    ):
        begin_archive(tmp_path, VERSIONS, data="two")
