"""The program as users start it, with its real model and lexicons: examples and bad input."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "dragoman" / "syntax" / "models" / "encoder.onnx"
DUTCH = "China veroordeelt de westerse sancties tegen Rusland."

pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="the syntax model is not in this checkout")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("dragoman")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def list_spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"} and value["start"] is not None:
            yield value
        for inner in value.values():
            yield from list_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_spans(inner)


def test_the_examples_give_records_whose_every_span_is_in_the_text(tmp_path: Path) -> None:
    sources = [ROOT / "examples" / f"{name}.json" for name in ("nl-haven", "en-shoal")]
    done = run("code", *sources, "--output", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    assert "leaked" not in done.stderr
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == ["nl-haven", "en-shoal"]
    for source, record in zip(sources, records, strict=True):
        text = json.loads(source.read_text(encoding="utf-8"))["text"]
        spans = list(list_spans(record))
        assert len(record["events"]) >= 5 and len(spans) > 20
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_every_kind_of_bad_input_is_refused_and_the_rest_comes_out(tmp_path: Path) -> None:
    given = {
        "a-empty.txt": b"",
        "b-random.txt": random.Random(1).randbytes(20_000_000),
        "c-wide.txt": DUTCH.encode("utf-16"),
        "d-endless.txt": b"Rusland veroordeelt China en " * 1_000,
        "e-broken.jsonl": f'{{"id": "e1", "text": "{DUTCH}"}}\n{{"id": "e2", "te\n'.encode(),
        "f-finnish.txt": b"Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa.",
        "g-word.txt": b"Rusland",
        "h-good.txt": DUTCH.encode(),
    }
    (tmp_path / "in").mkdir()
    for name, content in given.items():
        (tmp_path / "in" / name).write_bytes(content)
    done = run("code", tmp_path / "in", "--output", tmp_path / "out.jsonl")
    assert done.returncode == 1
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == ["c-wide", "d-endless", "e1", "g-word", "h-good"]
    assert records[0]["events"] and records[4]["events"] and not records[3]["events"]
    assert "Refused: 4" in done.stderr
    for place in (
        "a-empty.txt: is empty",
        "b-random.txt: is binary",
        "e-broken.jsonl:2: is not whole",
        "Finnish",
    ):
        assert place in done.stderr


def test_reading_a_story_of_nothing_known_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("De kat zat op de mat.")
    done = run("read", tmp_path / "x.txt")
    assert done.returncode == 0
    assert "no events found" in done.stdout
