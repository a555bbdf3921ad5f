"""A batch run: order, refusals, crashes, processes and the output file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stand_in import CRASH, DEADLY, MISSPELT, UNREADABLE, load_nothing, load_stand_in

from dragoman import batch
from dragoman.batch import cut_batches
from dragoman.errors import DragomanError
from dragoman.record_file import code_stories
from dragoman.records import Story
from dragoman.sources import Refusal

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."


def write_stories(path: Path, texts: list[str]) -> Path:
    lines = [json.dumps({"id": f"s{n}", "language": "nl", "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def list_ids(output: Path) -> list[str]:
    return [json.loads(line)["id"] for line in output.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def code_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.sources.intake.list_coded", lambda: ("en", "nl"))


def test_records_come_out_in_input_order_one_a_line(tmp_path: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT] * 60)
    summary = code_stories([source], tmp_path / "out.jsonl", load=load_stand_in)
    assert list_ids(tmp_path / "out.jsonl") == [f"s{n}" for n in range(60)]
    assert (summary.coded, summary.events, summary.refused) == (60, 120, ())


@pytest.mark.parametrize("word", [CRASH, UNREADABLE])
def test_a_story_that_fails_is_refused_and_the_rest_comes_out(tmp_path: Path, word: str) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT, f"{TEXT} {word}", TEXT])
    summary = code_stories([source], tmp_path / "out.jsonl", load=load_stand_in)
    assert list_ids(tmp_path / "out.jsonl") == ["s0", "s2"]
    assert [refusal.where for refusal in summary.refused] == ["story s1"]
    assert "could not be coded" in summary.refused[0].reason


def test_several_processes_keep_the_order_and_outlive_a_story_that_kills_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    monkeypatch.setattr(batch, "_STORIES", 3)
    texts = [TEXT] * 12
    texts[4] = DEADLY
    source = write_stories(tmp_path / "in.jsonl", texts)
    summary = code_stories([source], tmp_path / "out.jsonl", processes=2, load=load_stand_in)
    assert list_ids(tmp_path / "out.jsonl") == [f"s{n}" for n in range(12) if n != 4]
    assert [refusal.where for refusal in summary.refused] == ["story s4"]


def test_a_coder_that_cannot_load_is_one_clear_error_from_worker_processes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    source = write_stories(tmp_path / "in.jsonl", [TEXT])
    with pytest.raises(DragomanError, match="the model is not there"):
        code_stories([source], tmp_path / "out.jsonl", processes=2, load=load_nothing)
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_data_file_that_is_amiss_stops_the_run_and_blames_no_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    source = write_stories(tmp_path / "in.jsonl", [TEXT, MISSPELT, TEXT])
    with pytest.raises(DragomanError, match=r"nl/verbs\.toml:12: `lema` is no key"):
        code_stories([source], tmp_path / "out.jsonl", processes=processes, load=load_stand_in)


def test_a_run_that_takes_nothing_in_needs_no_model(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    summary = code_stories([tmp_path / "empty.txt"], tmp_path / "out.jsonl", load=load_nothing)
    assert (summary.coded, len(summary.refused)) == (0, 1)
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_interrupted_run_leaves_an_earlier_output_as_it_was(tmp_path: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT])
    output = tmp_path / "out.jsonl"
    output.write_text("earlier\n")

    def interrupt(coded: int, refused: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_stories([source], output, load=load_stand_in, progress=interrupt)
    assert output.read_text() == "earlier\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.jsonl",
        "out.jsonl",
        "out.jsonl.unfinished",
    ]


def test_an_output_that_is_an_input_is_refused_before_work_starts(tmp_path: Path) -> None:
    source = write_stories(tmp_path / "in.jsonl", [TEXT])
    with pytest.raises(DragomanError, match="is also an input"):
        code_stories([source], source, load=load_stand_in)


def test_an_output_inside_an_input_folder_is_not_read_back(tmp_path: Path) -> None:
    write_stories(tmp_path / "in.jsonl", [TEXT])
    for _ in range(2):
        summary = code_stories([tmp_path], tmp_path / "out.jsonl", load=load_stand_in)
        assert (summary.coded, summary.refused) == (1, ())


def test_the_same_run_gives_the_same_bytes_with_one_process_and_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    source = write_stories(tmp_path / "in.jsonl", [f"{TEXT} „{n}”" for n in range(30)])
    for processes in (1, 2):
        code_stories([source], tmp_path / f"{processes}.out", processes=processes, load=load_stand_in)
    assert (tmp_path / "1.out").read_bytes() == (tmp_path / "2.out").read_bytes()


def test_batches_keep_the_order_and_a_long_story_stands_alone() -> None:
    stories = [
        Story(id=str(n), text="x" * length, language="nl") for n, length in enumerate([10, 50_000, 10])
    ]
    taken = [stories[0], Refusal("a", "b", "c"), *stories[1:]]
    batches = list(cut_batches(taken))
    assert [given for cut in batches for given in cut] == taken
    assert [len(cut) for cut in batches] == [2, 1, 1]
