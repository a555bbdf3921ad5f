"""`dragoman code`, killed with SIGKILL at random moments and taken up again: the bytes must be those of a run
nobody disturbed.

    python -m benchmarks.kill_code file --times 200
    python -m benchmarks.kill_code archive --times 100 --processes 2

A stand-in codes the stories, so that the kills fall on reading, writing and putting in place, and not on the
loading of the model. `benchmarks.large_run killed` does the same with the real one.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kill import kill_until_through, write_stories

ROOT = Path(__file__).parents[1]


def kill_code(
    folder: Path,
    chance: random.Random,
    *,
    archive: bool,
    processes: int = 1,
    stories: int = 300,
    most: int | None = None,
) -> int:
    """One round in `folder`; how many were killed. AssertionError tells a difference."""
    write_stories(folder / "in", stories)

    def start(name: str) -> subprocess.Popen[bytes]:
        output = folder / name / ("archive" if archive else "out.jsonl")
        output.parent.mkdir(exist_ok=True)
        program = [sys.executable, "-m", "benchmarks.kill_code", "child"]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"), *sys.path)),
        }
        return subprocess.Popen(
            [*program, str(folder / "in"), str(output), "--processes", str(processes)],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )

    began = time.monotonic()
    assert start("whole").wait() == 0
    killed = kill_until_through(lambda: start("broken"), time.monotonic() - began, chance, most)
    whole, broken = read_all(folder / "whole"), read_all(folder / "broken")
    different = sorted(name for name in whole.keys() | broken.keys() if whole.get(name) != broken.get(name))
    assert not different, f"different: {', '.join(different[:5])}"
    return killed


def read_all(folder: Path) -> dict[str, bytes]:
    """By name, what is in every file of the folder but archive.json, which says when it was begun."""
    paths = (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "archive.json" and ".work" not in path.parts  # of a killed worker
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def code_all(source: Path, output: Path, processes: int) -> None:
    """What the killed process does: `dragoman code --resume`, in small batches: many moments to be killed."""
    from stand_in import load_stand_in  # tests/ is on the path of this process

    from dragoman import batch
    from dragoman.cluster import run
    from dragoman.cluster.parts import cut_parts
    from dragoman.inputs import take_inputs
    from dragoman.record_file import code_stories
    from dragoman.records import Versions
    from dragoman.unfinished import is_finished

    batch._STORIES, batch._ALONE = 5, 0
    if output.suffix:
        if not is_finished(output):
            report = output.with_name("refused.jsonl")
            code_stories(
                [source], output, refused=report, processes=processes, resume=True, load=load_stand_in
            )
        return
    run.cut_parts = lambda taken: cut_parts(taken, stories=20)  # type: ignore[assignment]
    versions = Versions("0", "1", "2", "stand-in 1")
    taken = take_inputs([source])
    run.code_archive(taken, str(output), load_stand_in, versions, processes=processes, resume=True)


def main() -> None:
    """Run rounds until enough processes were killed, or be the process that is killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("into", choices=["file", "archive", "child"])
    parser.add_argument("rest", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    if asked.into == "child":
        code_all(*asked.rest, asked.processes)
        return
    chance = random.Random(asked.seed)
    killed = rounds = 0
    began = time.monotonic()
    while killed < asked.times:
        with tempfile.TemporaryDirectory() as folder:
            archive = asked.into == "archive"
            killed += kill_code(Path(folder), chance, archive=archive, processes=asked.processes)
        rounds += 1
    seconds = time.monotonic() - began
    print(f"{asked.into}: killed {killed} times in {rounds} rounds, {seconds:.0f} s; all bytes were equal")


if __name__ == "__main__":
    main()
