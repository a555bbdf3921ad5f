"""Tables: columns by name or by the user's word, rows that fail alone, Parquet beside kept parses."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest
from hand_made import make_story

from dragoman.errors import SourceError
from dragoman.inputs import is_kept
from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.columns import read_columns, settle_columns
from dragoman.syntax.parses import write_parses

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."
ENGLISH = "Russia has sharply condemned the sanctions that the European Union imposed on it."
CONDEMN = "Norway/Norway/PROPN/nsubj<2 condemns/condemn/VERB/root<0/VerbForm=Fin Russia/Russia/PROPN/obj<2"


def take(path: Path, columns: str | None = None) -> list[Story | Refusal]:
    return list(take_in([path], columns=read_columns(columns) if columns else None))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("x.csv", "Headline,Body,Pub-Date"),
        ("x.csv", "kop;tekst;datum"),
        ("x.tsv", "title\tarticle_text\tpublished_at"),
    ],
)
def test_columns_of_the_usual_names_are_found(tmp_path: Path, name: str, head: str) -> None:
    parting = next(mark for mark in "\t;," if mark in head)
    row = parting.join(("Sancties", f'"{DUTCH}"', "2022-07-09T10:00:00+02:00"))
    (story,) = take(write(tmp_path / name, f"\ufeff{head}\r\n{row}\r\n"))
    assert story == Story(
        id="x-2",
        text=DUTCH,
        language="nl",
        title="Sancties",
        published="2022-07-09",
        published_at="2022-07-09T10:00:00+02:00",
    )


def test_columns_are_those_the_user_names(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", f"text,body,when\nno,{DUTCH},2022-07\n")
    (story,) = take(path, "text=body,published=when")
    assert isinstance(story, Story)
    assert (story.text, story.published) == (DUTCH, "2022-07")


@pytest.mark.parametrize(
    ("head", "columns", "reason", "remedy"),
    [
        ("a,b", None, "no column that is surely the text", "--columns text=NAME; its columns: a, b"),
        ("a,b", "text=c", "no column c for text", "its columns: a, b"),
        ("text,text", None, "two columns text", "its own name"),
    ],
)
def test_a_table_whose_columns_are_unclear_is_refused(
    tmp_path: Path, head: str, columns: str | None, reason: str, remedy: str
) -> None:
    (refusal,) = take(write(tmp_path / "x.csv", f"{head}\n1,2\n"), columns)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason and remedy in refusal.remedy


def test_a_row_that_is_broken_costs_only_itself(tmp_path: Path) -> None:
    rows = f'id,text\na,{DUTCH}\nb,too,many\nc,\n\nd,"{ENGLISH}\nTwo lines."\n'
    taken = take(write(tmp_path / "x.csv", rows))
    assert [one.id if isinstance(one, Story) else one.where for one in taken] == [
        "a",
        f"{tmp_path}/x.csv:3",
        f"{tmp_path}/x.csv:4",
        "d",
    ]
    assert isinstance(taken[3], Story) and taken[3].text.endswith("Two lines.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"text\n", "has no rows"),
        ("text\nOekraïne\n".encode("latin-1"), "not valid utf-8"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b'text\n"never closed\n', "no sound table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (refusal,) = take(write(tmp_path / "x.csv", content))
    assert isinstance(refusal, Refusal) and reason in refusal.reason


@pytest.mark.parametrize("stated", ["text", "text=", "body=text", "text=a,text=b", ""])
def test_a_mapping_that_is_none_is_an_error(stated: str) -> None:
    with pytest.raises(SourceError):
        read_columns(stated)


def test_a_name_counts_without_capitals_and_dashes_and_the_likeliest_goes_first() -> None:
    settled = settle_columns(["Story_ID", "content", "Full-Text", "link"])
    assert settled == {"text": "Full-Text", "id": "Story_ID", "url": "link"}


def test_json_of_others_is_read_by_the_usual_names_or_the_named_keys(tmp_path: Path) -> None:
    write(tmp_path / "x.jsonl", f'{{"guid": 7, "body": "{DUTCH}", "headline": "T"}}')
    (story,) = take(tmp_path / "x.jsonl")
    assert isinstance(story, Story) and (story.id, story.title, story.text) == ("7", "T", DUTCH)
    write(tmp_path / "y.json", f'[{{"text": "short", "long": "{ENGLISH}"}}]')
    (story,) = take(tmp_path / "y.json", "text=long")
    assert isinstance(story, Story) and story.text == ENGLISH


def test_a_parquet_table_is_read_in_order(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 1 AS id, '{DUTCH}' AS body, DATE '2022-07-09' AS \"date\" UNION ALL "
            f"SELECT 2, '{ENGLISH}', NULL) TO '{tmp_path}/x[1].parquet'"
        )
    assert not is_kept(tmp_path / "x[1].parquet")
    told = [(story.id, story.text, story.published) for story in take(tmp_path) if isinstance(story, Story)]
    assert told == [("1", DUTCH, "2022-07-09"), ("2", ENGLISH, None)]


def test_kept_parses_are_no_table_and_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    write_parses(tmp_path / "kept.parquet", [make_story(CONDEMN)])
    write(tmp_path / "x.txt", DUTCH)
    assert is_kept(tmp_path / "kept.parquet")
    assert [story.id for story in take(tmp_path) if isinstance(story, Story)] == ["x"]


def test_what_only_looks_like_parquet_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "x.parquet", b"PAR1" + bytes(50) + (20).to_bytes(4, "little") + b"PAR1")
    (refusal,) = take(tmp_path / "x.parquet")
    assert isinstance(refusal, Refusal) and "no sound Parquet" in refusal.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.txt.gz", DUTCH),
        ("x.csv.gz", f"text\n{DUTCH}\n"),
        ("x.jsonl.gz", f'{{"text": "{DUTCH}"}}\n'),
        ("x.txt", DUTCH),
    ],
)
def test_gzip_is_seen_through(tmp_path: Path, name: str, content: str) -> None:
    (story,) = take(write(tmp_path / name, gzip.compress(content.encode())))
    assert isinstance(story, Story) and story.text == DUTCH


@pytest.mark.parametrize("name", ["x.txt.gz", "x.jsonl.gz", "x.csv.gz"])
def test_a_bomb_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, gzip.compress(b"text\n" + b" " * 200_000_000))
    assert all(isinstance(taken, Refusal) for taken in take(tmp_path / name))


def test_gzip_that_breaks_off_is_refused_after_what_was_whole(tmp_path: Path) -> None:
    packed = gzip.compress(f'{{"text": "{DUTCH}"}}\n'.encode() * 3)
    taken = take(write(tmp_path / "x.jsonl.gz", packed[:-9]))
    assert isinstance(taken[-1], Refusal) and "breaks off" in taken[-1].reason


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tgz"])
def test_archives_of_files_are_refused_with_the_way_out(tmp_path: Path, name: str) -> None:
    (refusal,) = take(write(tmp_path / name, b"PK\x03\x04"))
    assert isinstance(refusal, Refusal) and refusal.remedy
