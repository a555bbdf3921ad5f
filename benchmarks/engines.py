"""The same stories through every engine, a worker killed in each: `python -m benchmarks.engines`.

Each run is a process of its own: this machine's own worker processes, Dask with 1, 2 and 4 workers, Spark
with 2. Every engine runs three times: on one story a worker (what it costs to start the engine and to load
the models), on all stories, and on all with SIGKILL sent to its busiest worker when half of the parts are
there. The archives are compared with the first by the records in order of their ids, and file by file.
Processor time is summed over all processes of a run, Java's too, and read several times a second, so that
other work on the machine counts as little as can be; seconds by the clock suffer from it.

At the end, what one client can take in: full stories read from JSON lines, cut into parts and packed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import duckdb
from msgspec import Struct

from benchmarks.large_run import digest_files, tell_seconds
from benchmarks.machine import describe_machine
from benchmarks.story_generator import write_stories
from dragoman.cluster import run
from dragoman.cluster.parts import cut_parts, pack_part
from dragoman.coders import CoderLoad
from dragoman.inputs import take_inputs
from dragoman.overlay import NONE
from dragoman.versions import tell_versions

ENGINES = (("local", 1), ("local", 2), ("dask", 1), ("dask", 2), ("dask", 4), ("spark", 2))
INTAKE = 2_000  # stories
PAUSE = 0.2  # seconds between two looks at a run


class Run(Struct, frozen=True):
    """A run: seconds by the clock, processor seconds, whether a worker was killed, and what it wrote."""

    seconds: float
    cpu: float
    killed: bool
    records: tuple[tuple[str, str], ...]
    files: dict[str, str]


def run_engine(stories: Path, root: Path, engine: str, processes: int, part: int, kill_at: int) -> Run:
    """Code the stories with an engine; with `kill_at`, kill a worker when so many parts are there."""
    command = ["child", str(stories), str(root), engine, str(processes), str(part)]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen([sys.executable, "-m", "benchmarks.engines", *command], stderr=words)
        begun = time.monotonic()
        spent: dict[int, float] = {}
        killed = False
        while process.poll() is None:
            members = list(list_family(process.pid))
            before = dict(spent)
            spent |= {pid: max(spent.get(pid, 0.0), tell_seconds(pid)) for pid in members}
            if kill_at and not killed and len(list(root.glob("parts/*.json"))) >= kill_at:
                killed = kill_busiest(process.pid, before, spent)
            time.sleep(PAUSE)
        words.seek(0)
        assert process.returncode == 0, words.read().decode()
    return Run(time.monotonic() - begun, sum(spent.values()), killed, list_records(root), digest_files(root))


def list_family(pid: int) -> Iterator[int]:
    """A process and all that come from it."""
    parents: dict[int, list[int]] = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry))
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += parents.get(one, [])


def kill_busiest(parent: int, before: dict[int, float], spent: dict[int, float]) -> bool:
    """Kill the Python process under `parent` that has used most processor time; whether there was one."""
    workers = [pid for pid in before if pid != parent and is_python(pid)]
    if not workers:
        return False
    os.kill(max(workers, key=lambda pid: spent[pid]), signal.SIGKILL)
    return True


def is_python(pid: int) -> bool:
    """Whether the process is alive and Python's."""
    try:
        return b"python" in Path(f"/proc/{pid}/cmdline").read_bytes().partition(b"\0")[0]
    except OSError:
        return False


def list_records(root: Path) -> tuple[tuple[str, str], ...]:
    """The id and digest of every record of an archive, in order of ids."""
    asked = f"SELECT record->>'$.id' AS id, sha256(record) FROM read_parquet('{root}/records/*.parquet')"
    return tuple(duckdb.sql(f"{asked} ORDER BY ALL").fetchall())


def tell_difference(run: Run, model: Run) -> str:
    """`the same`, or how many records were lost, doubled, or are others."""
    ids, expected = [one for one, _ in run.records], {one for one, _ in model.records}
    lost = len(expected - set(ids))
    doubled = len(ids) - len(set(ids))
    others = len(set(run.records) - set(model.records))
    if lost or doubled or others:
        return f"{lost} lost, {doubled} doubled, {others} others"
    return "the same" if run.files == model.files else "the same records, other files"


def code_here(stories: str, root: str, engine: str, processes: str, part: str) -> None:
    """What is measured: a run into an archive, cut into smaller parts than usual, so that there are many."""
    run.cut_parts = lambda taken: cut_parts(taken, stories=int(part))  # type: ignore[attr-defined,misc,assignment]
    taken = take_inputs([stories])
    run.code_archive(taken, root, CoderLoad(), tell_versions(NONE), engine=engine, processes=int(processes))


def measure(folder: Path, many: int, words: int, part: int) -> Iterator[str]:
    """The lines of the table, as they are measured."""
    stories = folder / "stories.jsonl"
    write_stories(stories, many, seed=1, words=words)
    rows = stories.read_text(encoding="utf-8").splitlines(keepends=True)
    size = len(stories.read_bytes()) / 1e6
    yield f"{many} stories, the first {words} words of each ({size:.1f} MB), in parts of {part}"
    yield ""
    yield "Two figures are seconds by the clock, and processor seconds."
    yield ""
    yield (
        "| engine | workers | start | all | work: processor s, x the first | all, a worker killed "
        "| archive | archive, killed |"
    )
    yield "|---|---:|---:|---:|---:|---:|---|---|"
    model: Run | None = None
    own = 0.0
    for engine, processes in ENGINES:
        place = folder / f"{engine}-{processes}"
        few = folder / f"{processes}.jsonl"
        few.write_text("".join(rows[:processes]), encoding="utf-8")
        start = run_engine(few, place / "start", engine, processes, 1, 0)
        whole = run_engine(stories, place / "whole", engine, processes, part, 0)
        broken = run_engine(stories, place / "broken", engine, processes, part, max(1, many // part // 2))
        assert broken.killed, f"{engine}: no worker was killed"
        model = model or whole
        work = whole.cpu - start.cpu
        own = own or work
        cells = (
            f"{start.seconds:.1f}, {start.cpu:.1f}",
            f"{whole.seconds:.1f}, {whole.cpu:.1f}",
            f"{work:.1f}, {work / own:.2f}",
            f"{broken.seconds:.1f}, {broken.cpu:.1f}",
            tell_difference(whole, model),
            tell_difference(broken, model),
        )
        yield f"| {engine} | {processes} | {' | '.join(cells)} |"
    assert model is not None
    yield ""
    yield f"{len(model.records)} records, {len(model.files)} files in each archive"
    yield time_intake(folder)


def time_intake(folder: Path) -> str:
    """What one process takes in, as a client of an engine does."""
    stories = folder / "full.jsonl"
    write_stories(stories, INTAKE, seed=1)
    begun, packed, parts = time.process_time(), 0, 0
    for part in cut_parts(take_inputs([stories])):
        packed += len(pack_part(part))
        parts += 1
    rate = INTAKE / (time.process_time() - begun)
    return (
        f"One client takes in {rate:,.0f} full stories a processor second, of "
        f"{stories.stat().st_size / INTAKE / 1e3:.1f} kB each, and packs them into {parts} parts of "
        f"{packed / parts / 1e3:,.0f} kB"
    )


def main() -> None:
    """Parse the command line; be the run that is measured, or print the table."""
    if sys.argv[1:2] == ["child"]:
        code_here(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--words", type=int, default=120, help="of each story, in whole paragraphs")
    parser.add_argument("--part", type=int, default=20, help="stories of a part")
    asked = parser.parse_args()
    print(describe_machine())
    print(json.dumps({name: version(name) for name in ("dask", "distributed", "pyspark", "pyarrow")}))
    print(subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0])
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), asked.stories, asked.words, asked.part):
            print(line, flush=True)


if __name__ == "__main__":
    main()
