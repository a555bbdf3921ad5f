"""Real stories give the same bytes however they are batched, ordered and shared out, and after kills."""

from __future__ import annotations

import json
import random
from pathlib import Path

import msgspec
import pytest

from benchmarks.large_run import code_stories as run_and_kill
from benchmarks.large_run import compare_outputs
from dragoman import batch
from dragoman.coders import code_batch, load_coder
from dragoman.inputs import take_inputs
from dragoman.record_file import code_stories, encode_record
from dragoman.records import Story

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "src" / "dragoman" / "syntax" / "models" / "encoder.onnx"
GOLD = [ROOT / "evaluation" / "gold" / language / "stories.jsonl" for language in ("en", "nl")]

pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="the syntax model is not in this checkout")


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    taken = [given for given in take_inputs(GOLD) if isinstance(given, Story)]
    return [story for story in taken if len(story.text) < 1_500][:8]


def sort_records(lines: list[bytes]) -> list[bytes]:
    return sorted(lines, key=lambda line: str(json.loads(line)["id"]))


def test_the_order_and_size_of_batches_change_no_byte(stories: list[Story]) -> None:
    coder = load_coder()
    chance = random.Random(5)
    outputs = []
    for size in (len(stories), 1, 3, 2):
        records = []
        for at in range(0, len(stories), size):
            records += code_batch(coder, stories[at : at + size], encode_record)
        outputs.append(sort_records([one.line for one in records]))  # type: ignore[union-attr]
        chance.shuffle(stories)
    assert len(outputs[0]) == len(stories) and all(one == outputs[0] for one in outputs)


def test_one_process_and_two_and_two_archives_give_the_same_bytes(
    stories: list[Story], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "stories.jsonl"
    source.write_bytes(b"".join(msgspec.json.encode(story) + b"\n" for story in stories))
    monkeypatch.setattr(batch, "_ALONE", 0)
    monkeypatch.setattr(batch, "_STORIES", 3)
    for processes in (1, 2):
        code_stories([source], tmp_path / f"{processes}.jsonl", processes=processes)
    whole = (tmp_path / "1.jsonl").read_bytes()
    assert whole == (tmp_path / "2.jsonl").read_bytes()
    assert len(whole.splitlines()) == len(stories)
    for name, into in (("whole", "archive"), ("killed", "archive")):
        (tmp_path / "plan.json").write_text(json.dumps({"stories": len(stories)}))
        run_and_kill(tmp_path, name, 1, into, kills=0, seed=1)
    found = compare_outputs(tmp_path, "archive")
    assert found["same"] and found["same files"] and found["records"] == [len(stories)] * 2
