"""The same stories through every engine, a worker killed in each: `python -m benchmarks.engines`.

Each run is a process of its own: this machine's own worker processes, Dask with 1, 2 and 4 workers, Spark
with 2. Every engine runs three times: on one story a worker (what it costs to start the engine and to load
the models), on all stories, and on all with SIGKILL sent to its busiest worker when half of the parts are
there. The archives are compared with the first by the records in order of their ids, and file by file.
Processor time is summed over all processes of a run, Java's too, and read several times a second, so that
other work on the machine counts as little as can be; seconds by the clock suffer from it.

`--intake` tells instead what one client can take in: full stories read, cut into parts and packed.
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
from collections.abc import Iterator, Sequence
from html import escape
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
INTAKE, PAGES = 1_000, 100  # stories taken in, as rows and as pages
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


def measure(
    folder: Path, many: int, words: int, part: int, engines: Sequence[tuple[str, int]], *, killing: bool
) -> Iterator[str]:
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
    for engine, processes in engines:
        place = folder / f"{engine}-{processes}"
        few = folder / f"{processes}.jsonl"
        few.write_text("".join(rows[:processes]), encoding="utf-8")
        start = run_engine(few, place / "start", engine, processes, 1, 0)
        whole = run_engine(stories, place / "whole", engine, processes, part, 0)
        half = max(1, many // part // 2)
        broken = run_engine(stories, place / "broken", engine, processes, part, half) if killing else None
        assert broken is None or broken.killed, f"{engine}: no worker was killed"
        model = model or whole
        work = whole.cpu - start.cpu
        own = own or work
        cells = (
            f"{start.seconds:.1f}, {start.cpu:.1f}",
            f"{whole.seconds:.1f}, {whole.cpu:.1f}",
            f"{work:.1f}, {work / own:.2f}",
            f"{broken.seconds:.1f}, {broken.cpu:.1f}" if broken else "",
            tell_difference(whole, model),
            tell_difference(broken, model) if broken else "",
        )
        yield f"| {engine} | {processes} | {' | '.join(cells)} |"
    assert model is not None
    yield ""
    yield f"{len(model.records)} records, {len(model.files)} files in each archive"


def time_intake(folder: Path) -> Iterator[str]:
    """What one process takes in, as a client of an engine does, by the form the stories come in."""
    stories, silent, pages = folder / "full.jsonl", folder / "silent.jsonl", folder / "pages"
    write_stories(stories, INTAKE, seed=1)
    rows = [json.loads(line) for line in stories.read_text(encoding="utf-8").splitlines()]
    silent.write_text("".join(json.dumps(row | {"language": None}) + "\n" for row in rows), encoding="utf-8")
    pages.mkdir()
    for number, row in enumerate(rows[:PAGES]):
        (pages / f"{number:04}.html").write_text(build_page(row), encoding="utf-8")
    characters = sum(len(row["text"]) for row in rows) / len(rows)
    yield f"| one client takes in stories of {characters:,.0f} characters | stories a processor second |"
    yield "|---|---:|"
    for name, path in (
        ("JSON lines that state the language", stories),
        ("JSON lines whose language is to be found", silent),
        ("plain web pages", pages),
    ):
        begun, taken = time.process_time(), 0
        for part in cut_parts(take_inputs([path])):
            pack_part(part)
            taken += len(part.given)
        yield f"| {name} | {taken / (time.process_time() - begun):,.0f} |"


def build_page(row: dict[str, str]) -> str:
    """A page around a story: a menu, a heading, paragraphs."""
    menu = '<a href="/">A part of the site</a> ' * 60
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in row["text"].splitlines() if line)
    head = f'<meta property="article:published_time" content="{row["published"]}">'
    return (
        f'<html lang="{row["language"]}"><head><title>A story</title>{head}</head>'
        f"<body><nav>{menu}</nav><article><h1>A story</h1>{paragraphs}</article></body></html>"
    )


def main() -> None:
    """Parse the command line; be the run that is measured, or print the table."""
    if sys.argv[1:2] == ["child"]:
        code_here(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=int, default=240)
    parser.add_argument("--words", type=int, default=80, help="of each story, in whole paragraphs")
    parser.add_argument("--part", type=int, default=20, help="stories of a part")
    parser.add_argument("--only", action="append", help="one of the engines, such as dask-2 (repeatable)")
    parser.add_argument("--undisturbed", action="store_true", help="kill no worker")
    parser.add_argument("--intake", action="store_true", help="only what one client can take in")
    asked = parser.parse_args()
    print(describe_machine())
    print(json.dumps({name: version(name) for name in ("dask", "distributed", "pyspark", "pyarrow")}))
    print(subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        engines = [(name, of) for name, of in ENGINES if not asked.only or f"{name}-{of}" in asked.only]
        told = (
            time_intake(place)
            if asked.intake
            else measure(
                place, asked.stories, asked.words, asked.part, engines, killing=not asked.undisturbed
            )
        )
        for line in told:
            print(line, flush=True)


if __name__ == "__main__":
    main()
