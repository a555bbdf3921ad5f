"""What an archive costs to open, to ask, to keep and to take into a store.

    python -m benchmarks.archive_speed FOLDER/

The archive is left as it is: it is copied, and one copy is compacted. Every question is asked in a process of
its own, as a command would be; shown are seconds of processor time (all threads), of the clock, and the most
memory that the process took, in MB. Copies stand in --scratch, which must hold the archive twice and a store.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dragoman
from benchmarks.machine import describe_machine
from dragoman.analysis.brief import make_brief
from dragoman.analysis.dyads import trace_dyad
from dragoman.analysis.isolation import rank_isolation
from dragoman.analysis.pledges import list_pledges
from dragoman.archive.checking import check_archive, describe_archive
from dragoman.archive.compacting import compact_archive
from dragoman.store.desk import Desk

Question = Callable[[Desk], object]


def often(desk: Desk) -> tuple[str, str]:
    """The pair of which most events are told."""
    sql = "SELECT one, other FROM dealings GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1"
    one, other = desk.fetch(sql)[0]
    return str(one), str(other)


def first_day(desk: Desk) -> str:
    """The first day of the last twelve months that are told of."""
    last = str(desk.fetch("SELECT max(first_day) FROM readings")[0][0])
    return f"{int(last[:4]) - 1}{last[4:8]}01"


QUESTIONS: dict[str, Question] = {
    "opened": lambda desk: None,
    "50 newest events": lambda desk: desk.events(limit=50),
    "events of an actor in a year": lambda desk: desk.events(
        party=often(desk)[0], since=first_day(desk), limit=50
    ),
    "events that hold a word": lambda desk: desk.events(text="government", limit=50),
    "stories that hold a word": lambda desk: desk.stories(text="government", limit=50),
    "a story with its record": lambda desk: read_story(desk),
    "counts by type": lambda desk: desk.ask_sql("SELECT type, count(*) FROM events_once GROUP BY 1"),
    "series of the busiest dyad, by month": lambda desk: trace_dyad(desk, *often(desk)),
    "isolation of all actors, a year": lambda desk: rank_isolation(desk, first_day(desk)),
    "pledges of a year": lambda desk: list_pledges(desk, first_day(desk), limit=100, open_only=True),
    "brief of a year": lambda desk: make_brief(desk, first_day(desk)),
}
"""What `dragoman ask`, `relations`, `isolation` and `brief` do, without the start of the program."""


def read_story(desk: Desk) -> object:
    """A story in the middle with its record and parse."""
    (identity,) = desk.fetch("SELECT id FROM stories WHERE state = 'coded' ORDER BY story DESC LIMIT 1")[0]
    return desk.story(identity), desk.record(identity), desk.parse(identity)


def ask_here(name: str, root: str) -> None:
    """Ask one question of the archive or store in this process, and print what it took as JSON."""
    started, clock = time.process_time(), time.perf_counter()
    with dragoman.open(root) as desk:
        QUESTIONS[name](desk)
    print(json.dumps([time.process_time() - started, time.perf_counter() - clock, tell_memory()]))


def run_here(name: str, root: str, store: str) -> None:
    """Do one piece of work on the archive in this process, and print what it took as JSON."""
    started, clock = time.process_time(), time.perf_counter()
    if name == "check":
        problems = check_archive(root)
        assert not problems, problems
    elif name == "compact":
        compact_archive(root)
    else:
        from dragoman.cli.main import main

        sys.argv[1:] = ["add", f"{root}/", "--store", store]
        try:
            main(sys.argv[1:])
        except SystemExit as ended:
            assert not ended.code, ended.code
    print(json.dumps([time.process_time() - started, time.perf_counter() - clock, tell_memory()]))


def tell_memory() -> float:
    """The most memory this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(*arguments: str) -> tuple[float, float, float]:
    """What a piece of work took, done in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.archive_speed", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    processor, clock, memory = json.loads(done.stdout.splitlines()[-1])
    return processor, clock, memory


def list_rows(given: Path, scratch: Path, taken: bool) -> Iterator[str]:
    """The lines of the report, each as soon as it is known."""
    loose, packed, store = scratch / "loose", scratch / "packed", scratch / "desk.db"
    shutil.copytree(given, loose)
    shutil.copytree(given, packed)
    about = describe_archive(loose)
    yield f"{about.counts.stories:,} stories, {about.counts.characters / max(1, about.counts.stories):,.0f} "
    yield f"characters each; {about.counts.events:,} events, {about.counts.statements:,} statements\n"
    yield "\n| work | processor s | clock s | memory MB |\n|---|---:|---:|---:|\n"
    works = [("check", loose), ("compact", packed), ("check", packed), *([("add", packed)] if taken else [])]
    for name, root in works:
        yield f"| {name}, {root.name} | {_tell(measure('--work', name, str(root), str(store)))} |\n"
    yield "\n| what | files | bytes a story |\n|---|---:|---:|\n"
    for root in (loose, packed):
        info = describe_archive(root)
        yield f"| {root.name} | {info.files:,} | {info.size / max(1, info.counts.stories):,.0f} |\n"
    if taken:
        yield f"| in a store | 1 | {store.stat().st_size / max(1, about.counts.stories):,.0f} |\n"
    places = [loose, packed, *([store] if taken else [])]
    yield f"\n| question, processor s (clock s) | {' | '.join(place.stem for place in places)} |\n"
    yield f"|---|{'---:|' * len(places)}\n"
    for name in QUESTIONS:
        cells = [f"{one:.2f} ({two:.2f})" for one, two, _ in (measure("--ask", name, str(p)) for p in places)]
        yield f"| {name} | {' | '.join(cells)} |\n"


def _tell(measured: tuple[float, float, float]) -> str:
    processor, clock, memory = measured
    return f"{processor:.1f} | {clock:.1f} | {memory:,.0f}"


def main() -> None:
    """Parse the command line, and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archive", nargs="?", type=Path, help="an archive; it is only read")
    parser.add_argument("--scratch", type=Path, help="where copies may stand (default: a temporary folder)")
    parser.add_argument("--no-add", action="store_true", help="do not take it into a store")
    parser.add_argument("--ask", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ask:
        ask_here(*asked.ask)
    elif asked.work:
        run_here(*asked.work)
    elif asked.archive is None:
        parser.error("name an archive")
    else:
        print(describe_machine(), end="\n\n", flush=True)
        with tempfile.TemporaryDirectory(dir=asked.scratch) as scratch:
            for line in list_rows(asked.archive, Path(scratch), not asked.no_add):
                print(line, end="", flush=True)


if __name__ == "__main__":
    main()
