"""Kept parses: an exact round trip, a whole file or none, and errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.records import Parse, Sentence, Story, Token
from dragoman.syntax.parses import BATCH, VERSION, read_digests, read_kept, read_parses, write_parses

ODD = Parse(
    "odd 'id'",
    "fr",
    "model 1",
    (
        Sentence(
            2,
            9,
            0,
            (
                Token("de", 2, 4, "de", "ADP", "", 3, "case"),
                Token("le", 2, 4, "le", "DET", "Definite=Def|Number=Sing", 3, "det"),
                Token("a\0'\"\t😀", 5, 9, "", "NOUN", "", 0, "root"),
            ),
        ),
        Sentence(9, 9, 3, ()),
    ),
)
EMPTY = Parse("empty", "nl", "model 2", ())


def with_story(parse: Parse) -> tuple[Story, Parse]:
    return Story(id=parse.story_id, text=f"Zo “{parse.story_id}”\n", language=parse.language), parse


def test_a_round_trip_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "it's.parquet"
    parses = [EMPTY, ODD, EMPTY]
    assert write_parses(path, map(with_story, parses)) == 3
    assert list(read_parses(path)) == parses
    assert [left.name for left in tmp_path.iterdir()] == ["it's.parquet"]


def test_more_sentences_than_a_batch_keep_their_order(tmp_path: Path) -> None:
    sentence = Sentence(0, 1, 0, (Token("a", 0, 1, "a", "X", "", 0, "root"),))
    parses = [Parse(f"s{number}", "nl", "m 1", (sentence,) * 3) for number in range(BATCH // 2)]
    write_parses(tmp_path / "many.parquet", map(with_story, parses))
    assert list(read_parses(tmp_path / "many.parquet")) == parses


def test_a_story_comes_back_with_its_parse(tmp_path: Path) -> None:
    story = Story(id="odd 'id'", text="a\0b\n“c”", language="fr", title="t", published="2022-07")
    write_parses(tmp_path / "p.parquet", [(story, ODD), with_story(EMPTY)])
    assert list(read_kept(tmp_path / "p.parquet")) == [(story, ODD), with_story(EMPTY)]


def test_the_digest_of_a_text_stands_beside_its_parse(tmp_path: Path) -> None:
    write_parses(tmp_path / "p.parquet", [(Story(id="empty", text="", language="nl"), EMPTY)])
    assert read_digests(tmp_path / "p.parquet") == {
        "empty": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }


def test_a_file_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "old.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 1 AS story_id) TO '{path}' "
            "(FORMAT parquet, KV_METADATA {format: 'dragoman-parses', version: '1'})"
        )
    with pytest.raises(SourceError, match=f"version 1, and this program reads {VERSION} — read the stories"):
        list(read_kept(path))


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    write_parses(path, [with_story(EMPTY)])

    def break_off() -> Iterator[tuple[Story, Parse]]:
        yield with_story(ODD)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_parses(path, break_off())
    assert list(read_parses(path)) == [EMPTY]
    assert len(list(tmp_path.iterdir())) == 1


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.parquet"
    path.write_text("no Parquet", encoding="utf-8")
    with pytest.raises(SourceError, match=r"notes\.parquet: is no Parquet file"):
        list(read_parses(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        list(read_parses(tmp_path / "none.parquet"))


def test_a_parquet_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "other.parquet"
    duckdb.sql("SELECT 1 AS story_id").write_parquet(str(path))
    with pytest.raises(SourceError, match="is no file of parses"):
        list(read_parses(path))
