"""`dragoman score` and `dragoman parity` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli.main import main

GOLD = {
    "id": "a",
    "language": "en",
    "text": "France condemned Iran.",
    "events": [
        {
            "type": "ACCUSE",
            "mode": ["disapprove"],
            "actor": ["FRA"],
            "recipient": ["IRN"],
            "factuality": "actual",
            "said_by": None,
            "evidence": "France condemned Iran",
            "core": True,
        }
    ],
    "statements": [],
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.fixture
def coded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    gold, output = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    run(capsys, "code", str(gold), "-o", str(output), "-p", "1")
    return gold, output


def test_score_prints_the_figures(coded: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    figures = json.loads(run(capsys, "score", *map(str, coded), "--json"))
    assert figures["dyad"]["f1"] == 1.0


def test_parity_of_an_output_with_itself_is_whole(
    coded: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = str(coded[1])
    figures = json.loads(run(capsys, "parity", output, output, "--json"))
    assert figures["first"] == {"right": 1, "all": 1}
