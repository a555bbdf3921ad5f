"""A run that is told to stop keeps what is done and says how to go on: the program as users start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.unfinished import find_unfinished

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "src" / "dragoman" / "syntax" / "models" / "encoder.onnx"
PROGRAM = "import sys; from dragoman.cli.main import main; sys.argv[0] = 'dragoman'; main()"
LINE = "Het weer blijft vandaag zoals het gisteren was.\n"
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="the syntax model is not in this checkout")


def tell_stories(many: int) -> Iterator[bytes]:
    # Long enough that two batches are more than one process is left alone with; of one sentence, so that they
    # are soon read.
    for number in range(many):
        story = {"id": f"s{number}", "language": "nl", "text": LINE + " " * 1_800 + str(number)}
        yield json.dumps(story).encode() + b"\n"


def _heed_interrupts() -> None:
    # A shell that runs the tests in the background makes its children deaf to SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_how_to_go_on(tmp_path: Path, number: int, status: int) -> None:
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", PROGRAM, "code", "-", "-o", str(output), "-p", "1"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heed_interrupts
    )
    assert process.stdin is not None and process.stderr is not None
    process.stdin.write(b"".join(tell_stories(60)))
    process.stdin.flush()
    journal = find_unfinished(output) / "journal"
    give_up = time.monotonic() + PATIENCE
    while not (journal.exists() and journal.stat().st_size) and time.monotonic() < give_up:
        time.sleep(0.05)
    os.kill(process.pid, number)
    told = process.stderr.read().decode()
    assert process.wait() == status
    assert f"go on with:\n  dragoman code - -o {output} -p 1 --resume" in told
    assert "Traceback" not in told and not output.exists()
    process.stdin.close()

    done = subprocess.run([*command, "--resume"], input=b"".join(tell_stories(60)), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    records = [json.loads(line) for line in output.read_text().splitlines()]
    assert [record["id"] for record in records] == [f"s{n}" for n in range(60)]
