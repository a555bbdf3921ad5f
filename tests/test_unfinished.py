"""A run into a file that was cut off: what is kept of it, and how it is taken up again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stand_in import CRASH, load_nothing, load_stand_in

from dragoman import batch
from dragoman.errors import DragomanError, SourceError
from dragoman.record_file import Summary, code_stories
from dragoman.unfinished import find_unfinished

TEXT = "China veroordeelt de sancties van het Westen tegen Rusland."


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_STORIES", 3)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    write_stories(path, [f"{TEXT} {CRASH if n == 4 else n}" for n in range(20)])
    return path


def write_stories(path: Path, texts: list[str]) -> None:
    lines = [json.dumps({"id": f"s{n}", "language": "nl", "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")


def stop_after(stories: int) -> Callable[[int, int], None]:
    def progress(coded: int, refused: int) -> None:
        if coded + refused >= stories:
            raise KeyboardInterrupt

    return progress


def code(source: Path, output: Path, **options: Any) -> Summary:
    return code_stories([source], output, load=load_stand_in, **options)


def cut_off(source: Path, output: Path, stories: int, **options: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        code(source, output, progress=stop_after(stories), **options)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_run_cut_off_again_and_again_ends_with_the_same_bytes(
    tmp_path: Path, source: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_ALONE", 0)
    code(source, tmp_path / "whole.jsonl", refused=tmp_path / "whole.refused")
    output = tmp_path / "out.jsonl"
    cut_off(source, output, 1, processes=processes)
    for stories in (7, 10, 16):
        cut_off(source, output, stories, processes=processes, resume=True)
    done = code(source, output, refused=tmp_path / "refused", processes=processes, resume=True)
    assert (done.coded, done.refusals, done.events, done.before) == (19, 1, 38, 18)
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert (tmp_path / "refused").read_bytes() == (tmp_path / "whole.refused").read_bytes()
    assert not find_unfinished(output).exists()


@pytest.mark.parametrize("name", ["records", "refused", "journal"])
@pytest.mark.parametrize("lost", [1, 40])
def test_what_was_written_in_part_is_cut_off(tmp_path: Path, source: Path, name: str, lost: int) -> None:
    code(source, tmp_path / "whole.jsonl")
    output = tmp_path / "out.jsonl"
    cut_off(source, output, 9)
    path = find_unfinished(output) / name
    content = path.read_bytes()
    path.write_bytes(content[:-lost])
    code(source, output, resume=True)
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_records_that_a_power_cut_left_empty_are_made_again(tmp_path: Path, source: Path) -> None:
    code(source, tmp_path / "whole.jsonl")
    output = tmp_path / "out.jsonl"
    cut_off(source, output, 9)
    path = find_unfinished(output) / "records"
    path.write_bytes(path.read_bytes()[:-50] + bytes(50))
    code(source, output, resume=True)
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_an_unfinished_run_is_told_and_can_be_thrown_away(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"
    cut_off(source, output, 6)
    with pytest.raises(SourceError, match=r"with 5 stories coded and 1 refused — go on with it by --resume"):
        code(source, output)
    assert code(source, output, restart=True).before == 0


def test_another_input_or_option_is_noticed(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"
    cut_off(source, output, 6)
    with pytest.raises(SourceError, match="was begun with published none, and this one has 2022"):
        code(source, output, published="2022", resume=True)
    write_stories(source, [f"{TEXT} other" for _ in range(20)])
    with pytest.raises(SourceError, match="had other stories in its batch 1"):
        code(source, output, resume=True)
    write_stories(source, [f"{TEXT} {CRASH if n == 4 else n}" for n in range(3)])
    with pytest.raises(SourceError, match="had more stories than this input"):
        code(source, output, resume=True)


def test_two_runs_at_once_into_one_file_are_noticed(tmp_path: Path, source: Path) -> None:
    output = tmp_path / "out.jsonl"

    def meddle(coded: int, refused: int) -> None:
        with pytest.raises(SourceError, match="another run is writing there"):
            code(source, output, resume=True)

    code(source, output, progress=meddle)
    assert len(output.read_bytes().splitlines()) == 19


def test_many_refusals_are_listed_in_a_file_beside(tmp_path: Path, source: Path) -> None:
    write_stories(source, [f"{TEXT} {CRASH}" for _ in range(50)])
    done = code(source, tmp_path / "out.jsonl")
    assert (done.refusals, len(done.refused), done.listed) == (50, 20, tmp_path / "out.refused.jsonl")
    told = [json.loads(line) for line in (tmp_path / "out.refused.jsonl").read_text().splitlines()]
    assert [one["where"] for one in told] == [f"story s{n}" for n in range(50)]
    # Where the output lies among the inputs it is no story.
    assert code_stories([tmp_path], tmp_path / "out.jsonl", load=load_stand_in).refusals == 50


def test_a_run_that_did_nothing_leaves_nothing(tmp_path: Path, source: Path) -> None:
    with pytest.raises(DragomanError, match="the model is not there"):
        code_stories([source], tmp_path / "out.jsonl", load=load_nothing)
    assert list(tmp_path.iterdir()) == [source]
