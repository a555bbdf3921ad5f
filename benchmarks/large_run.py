"""One long run, and the same run killed ten times: `python -m benchmarks.large_run all /tmp/large`.

Each step can be had by itself, in this order, and goes on where it was when it is given again:

    python -m benchmarks.large_run make    /tmp/large --stories 100000 --words 120
    python -m benchmarks.large_run whole   /tmp/large --processes 2
    python -m benchmarks.large_run killed  /tmp/large --processes 2 --kills 10
    python -m benchmarks.large_run compare /tmp/large
    python -m benchmarks.large_run table   /tmp/large

`whole` codes the stories undisturbed; `killed` kills the whole process group with SIGKILL each time a number
of stories drawn by chance is done, and takes the run up with `--resume`; `compare` compares both outputs byte
by byte, in order of the stories' ids. Every two seconds the processor time and memory of every process are
noted, in FOLDER/whole.samples and killed.samples; FOLDER/whole.log and killed.log say how far the runs are.
`--into file` writes JSON lines instead of an archive. Tenths are timed by processor time, so that other work
on the machine counts as little as can be.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.machine import describe_machine
from benchmarks.story_generator import write_stories

PAUSE = 2.0  # seconds between two samples
TICK = os.sysconf("SC_CLK_TCK")
MB = 1_000_000
STEPS = ("make", "whole", "killed", "compare", "table")

Sample = dict[str, Any]


def make_stories(folder: Path, many: int, words: int | None, seed: int) -> None:
    """The stories, unless they are there; and how many they are."""
    if not (folder / "stories.jsonl").is_file():
        write_stories(folder / "stories.jsonl", many, seed=seed, words=words)
    plan = {"stories": many, "words": words, "seed": seed}
    (folder / "plan.json").write_text(json.dumps(plan))


def code_stories(folder: Path, name: str, processes: int, into: str, kills: int, seed: int) -> None:
    """Run `dragoman code` until it comes through; it is killed so many times on the way."""
    total = json.loads((folder / "plan.json").read_text())["stories"]
    output = name_output(folder, name, into)
    log = folder / f"{name}.samples"
    done = [sample for sample in read_samples(log) if "killed" in sample or "finished" in sample]
    if any("finished" in one for one in done):
        return
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(total // 50, total - total // 50), kills))
    with log.open("a") as samples:
        while True:
            killed = sum("killed" in one for one in done)
            until = moments[killed] if killed < len(moments) else None
            command = build_command(folder, output, processes, resume=log.stat().st_size > 0)
            with (folder / f"{name}.log").open("ab") as words:
                process = subprocess.Popen(command, stderr=words, start_new_session=True)
                try:
                    sample = watch(process, output, into, until, samples)
                except BaseException:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise
            done.append(sample)
            samples.write(json.dumps(sample) + "\n")
            samples.flush()
            if "finished" in sample:
                return


def name_output(folder: Path, name: str, into: str) -> str:
    """Where a run writes: a folder for an archive, or a file."""
    return f"{folder / name}/" if into == "archive" else f"{folder / name}.jsonl"


def build_command(folder: Path, output: str, processes: int, *, resume: bool) -> list[str]:
    """`dragoman code` in this Python."""
    program = "import sys; from dragoman.cli.main import main; sys.argv[0] = 'dragoman'; main()"
    options = ["-o", output, "--processes", str(processes), *(["--resume"] if resume else [])]
    return [sys.executable, "-c", program, "code", str(folder / "stories.jsonl"), *options]


def watch(
    process: subprocess.Popen[bytes], output: str, into: str, until: int | None, samples: Any
) -> Sample:
    """Note samples until the process is done, or kill its group once so many stories are done."""
    spent: dict[int, float] = {}
    begun = time.monotonic()
    while True:
        code = process.poll()
        if code is not None:
            assert code in (0, 1), f"ended with {code}: see the log"
            return {"finished": True, "code": code, "seconds": time.monotonic() - begun}
        members = list(list_group(process.pid))
        memory = {}
        for pid in members:
            spent[pid] = max(spent.get(pid, 0.0), tell_seconds(pid))
            memory[str(pid)] = tell_memory(pid)
        stories = count_done(output, into)
        samples.write(
            json.dumps(
                {
                    "at": round(time.monotonic() - begun, 1),
                    "cpu": round(sum(spent.values()), 2),
                    "stories": stories,
                    "memory": memory,
                }
            )
            + "\n"
        )
        samples.flush()
        if until is not None and stories >= until:
            # Not right at the end of a part, where the count moves, but anywhere.
            time.sleep(random.Random(until).uniform(0, PAUSE))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return {"killed": stories, "seconds": time.monotonic() - begun, "cpu": sum(spent.values())}
        time.sleep(PAUSE)


def list_group(group: int) -> Iterator[int]:
    """The processes of a process group."""
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                if os.getpgid(int(entry)) == group:
                    yield int(entry)
            except ProcessLookupError:
                continue


def tell_seconds(pid: int) -> float:
    """The processor time of a process so far; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def tell_memory(pid: int) -> tuple[float, float]:
    """The resident memory of a process, and its share of it where pages are shared, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    told = {line.split()[0]: int(line.split()[1]) * 1024 / MB for line in lines[1:] if line.endswith("kB")}
    return round(told.get("Rss:", 0.0), 1), round(told.get("Pss:", 0.0), 1)


_COUNTED: dict[str, int] = {}  # stories of the manifests that were read, by their path


def count_done(output: str, into: str) -> int:
    """How many stories are done, coded or refused."""
    if into == "file":
        if Path(output).is_file():
            return 0
        try:
            with Path(f"{output}.unfinished/journal").open("rb") as file:
                file.seek(max(0, file.seek(0, 2) - 1_000))
                lines = file.read().split(b"\n")
            _, coded, _, refused, *_ = json.loads(lines[-2]) if len(lines) > 1 else (0, 0, 0, 0)
        except (OSError, ValueError):
            return 0
        return int(coded) + int(refused)
    for path in Path(output).glob("parts/*.json"):
        if str(path) not in _COUNTED:
            counts = json.loads(path.read_text())["counts"]
            _COUNTED[str(path)] = counts["coded"] + counts["refused"]
    return sum(count for path, count in _COUNTED.items() if path.startswith(output))


def compare_outputs(folder: Path, into: str) -> dict[str, Any]:
    """Whether both runs gave the same: records by the ids of their stories, and every file of an archive."""
    digests = [digest_records(name_output(folder, name, into), into) for name in ("whole", "killed")]
    found: dict[str, Any] = {
        "records": [number for _, number in digests],
        "sha256": [digest for digest, _ in digests],
        "same": digests[0] == digests[1],
    }
    if into == "archive":
        files = [digest_files(folder / name) for name in ("whole", "killed")]
        found["files"] = len(files[0])
        found["same files"] = files[0] == files[1]
    (folder / "comparison.json").write_text(json.dumps(found, indent=1))
    return found


def digest_records(output: str, into: str) -> tuple[str, int]:
    """The SHA-256 over all records in order of their ids, and their number."""
    # What is sorted are ids and places, so that memory does not grow with the records.
    engine = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "1GB"})
    if into == "archive":
        source = f"SELECT record AS line FROM read_parquet('{output}records/*.parquet')"
    else:
        source = (
            f"SELECT line FROM read_csv('{output}', columns={{'line': 'VARCHAR'}}, delim='\x01', quote='', "
            "escape='', header=false, max_line_size=100000000)"
        )
    rows = engine.execute(f"SELECT sha256(line) FROM ({source}) ORDER BY line->>'$.id'")
    digest, number = hashlib.sha256(), 0
    while batch := rows.fetchmany(10_000):
        number += len(batch)
        digest.update("".join(row[0] for row in batch).encode())
    return digest.hexdigest(), number


def digest_files(archive: Path) -> dict[str, str]:
    """By name, the SHA-256 of every file of an archive but its archive.json, which says when it was begun."""
    return {
        path.relative_to(archive).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(archive.rglob("*"))
        if path.is_file()
        and path.name != "archive.json"
        and not path.relative_to(archive).parts[0].startswith(".")
    }


def read_samples(path: Path) -> list[Sample]:
    """What was noted so far."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def time_tenths(samples: list[Sample], total: int) -> list[tuple[float, float]]:
    """Processor seconds and seconds of each tenth of the stories, so far as they are done.

    A run that was taken up again goes on counting; what was lost at its end counts too.
    """
    points = [(0.0, 0.0, 0)]
    cpu = at = 0.0
    last: Sample = {}
    for sample in samples:
        if "stories" in sample:
            if last and sample["at"] < last["at"]:
                cpu, at = cpu + last["cpu"], at + last["at"]
            last = sample
            points.append((cpu + sample["cpu"], at + sample["at"], sample["stories"]))
        elif "finished" in sample:
            points.append((points[-1][0], points[-1][1], total))
    tenths = []
    before = (0.0, 0.0)
    for tenth in range(1, 11):
        reached = interpolate(points, total * tenth / 10)
        if reached is None:
            break
        tenths.append((reached[0] - before[0], reached[1] - before[1]))
        before = reached
    return tenths


def interpolate(points: list[tuple[float, float, int]], stories: float) -> tuple[float, float] | None:
    """The processor seconds and seconds at which so many stories were done."""
    for (cpu, at, had), (later, after, has) in pairwise(points):
        if had < stories <= has:
            share = (stories - had) / (has - had)
            return cpu + share * (later - cpu), at + share * (after - at)
    return None


def print_table(folder: Path) -> None:
    """What was measured so far, as it stands in RESULTS.md."""
    plan = json.loads((folder / "plan.json").read_text())
    total = plan["stories"]
    size = (folder / "stories.jsonl").stat().st_size / MB
    print(describe_machine())
    short = f", the first {plan['words']} words of each" if plan["words"] else ""
    print(f"\n{total:,} stories{short} ({size:,.0f} MB of input)\n")
    for name in ("whole", "killed"):
        samples = read_samples(folder / f"{name}.samples")
        if samples:
            print_run(name, samples, total)
    comparison = folder / "comparison.json"
    if comparison.is_file():
        found = json.loads(comparison.read_text())
        told = "the same" if found["same"] else "DIFFERENT"
        count, digest = found["records"][0], found["sha256"][0][:12]
        print(f"records, sorted by id, byte by byte: {told} ({count:,}, {digest})")
        if "files" in found:
            told = "the same" if found["same files"] else "DIFFERENT"
            print(f"all {found['files']:,} files of the archive: {told}")


def print_run(name: str, samples: list[Sample], total: int) -> None:
    """A run's tenths, memory and kills."""
    noted = [one for one in samples if "memory" in one]
    kills = [one["killed"] for one in samples if "killed" in one]
    tenths = time_tenths(samples, total)
    print(f"| {name}: tenth | processor s | stories / processor s | MB, largest process |")
    print("|---:|---:|---:|---:|")
    for number, (cpu, _) in enumerate(tenths, start=1):
        own = [one for one in noted if total * (number - 1) < 10 * one["stories"] <= total * number]
        most = max((rss for one in own for rss, _ in one["memory"].values()), default=0.0)
        print(f"| {number} | {cpu:,.0f} | {total / 10 / cpu:,.1f} | {most:,.0f} |")
    if len(tenths) == 10:
        ratio, spent = tenths[-1][0] / tenths[0][0], sum(at for _, at in tenths)
        print(f"\nlast tenth to the first: {ratio:.2f}; {total / spent:,.1f} stories a second by the clock")
    pss = max((sum(share for _, share in one["memory"].values()) for one in noted), default=0.0)
    peak = max((rss for one in noted for rss, _ in one["memory"].values()), default=0.0)
    print(f"memory: {peak:,.0f} MB the largest process ever, {pss:,.0f} MB all together (PSS)")
    if kills:
        print(f"killed {len(kills)} times, at {', '.join(f'{one:,}' for one in kills)} stories")
    print()


def main() -> None:
    """Parse the command line and take the steps asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--words", type=int, help="of a story at most, in whole paragraphs (default: all)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--into", choices=["archive", "file"], default="archive")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    steps = STEPS if asked.step == "all" else (asked.step,)
    if "make" in steps:
        make_stories(asked.folder, asked.stories, asked.words, asked.seed)
    for name, kills in (("whole", 0), ("killed", asked.kills)):
        if name in steps:
            code_stories(asked.folder, name, asked.processes, asked.into, kills, asked.seed)
    if "compare" in steps:
        print(json.dumps(compare_outputs(asked.folder, asked.into), indent=1))
    if "table" in steps:
        print_table(asked.folder)


if __name__ == "__main__":
    main()
