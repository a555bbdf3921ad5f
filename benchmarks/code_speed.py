"""Stories a second of the code half, given their parses: `python -m benchmarks.code_speed`.

One process on one core, by processor time, so that other work on the machine counts as little as can be.
The parses are made first and are not timed. A story counts as 400 words. Beside the figure stands that of a
plain Python loop over the same words in the same run: the ratio of the two can be compared between machines.
With --split, the time that each stage takes, and that each module does, as the profiler sees it.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.stage_clock import RESOLUTION, clock_stages
from dragoman.coders import load_coder
from dragoman.records import Parse, Story

STORIES = Path("../shared/stories/wikinews-en.jsonl")
OWN_TEXT = (
    "The foreign minister of Norway met his Danish colleague on Tuesday. "
    "They signed a treaty on fishing, and Oslo accused Russia of violating its waters. "
    '"We will not accept this," the minister said.'
)
STORY_WORDS = 400
GOAL = 150  # stories a second on one core
ROUNDS = 3  # the fastest counts
SHOWN = 15  # modules in the split

Read = list[tuple[Story, Parse]]


def list_stories(path: Path, language: str, most: int) -> list[Story]:
    """The first stories of a file of JSON lines; without the file, a text of our own many times over."""
    if not path.is_file():
        return [Story(id=str(n), text=OWN_TEXT, language="en", published="2023-05-02") for n in range(most)]
    lines = path.read_text(encoding="utf-8").splitlines()[:most]
    return [
        Story(id=str(n), text=row["text"], language=language, published=row.get("published"))
        for n, row in enumerate(map(json.loads, lines))
    ]


def count_words(read: Read) -> int:
    """The words of all stories, as the parses cut them."""
    return sum(len(sentence.tokens) for _, parse in read for sentence in parse.sentences)


def run_plainly(read: Read) -> Counter[str]:
    """The loop that the coder is held against: every word in small letters, counted, twenty times over."""
    counted: Counter[str] = Counter()
    for _ in range(20):
        for _, parse in read:
            for sentence in parse.sentences:
                for token in sentence.tokens:
                    counted[token.form.lower()] += 1
    return counted


def time_best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def split_time(work: Callable[[], object]) -> list[tuple[str, float]]:
    """The share of the time by module, the largest first; what a module calls of Python itself is its own."""
    profile = cProfile.Profile()
    profile.runcall(work)
    spent: Counter[str] = Counter()
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in rows.items():
        if file != "~":
            spent[name_module(file)] += own
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            spent[name_module(caller)] += part
    total = sum(spent.values())
    return [(name, seconds / total) for name, seconds in spent.most_common(SHOWN)]


def name_module(file: str) -> str:
    """The module's path within the package; "(other)" outside it."""
    _, found, inside = file.rpartition("/dragoman/")
    return inside if found else "(other)"


def print_stages(spent: dict[str, float], stories: float) -> None:
    """Prints the time of each stage: a story of 400 words, and its share of all."""
    total = sum(spent.values())
    print(f"\n{'stage':<18}{'ms a story':>12}{'share':>8}")
    for stage, seconds in spent.items():
        print(f"{stage:<18}{1000 * seconds / stories:12.3f}{seconds / total:8.1%}")
    resolution = sum(spent.get(stage, 0.0) for stage in RESOLUTION)
    print(f"resolution ({' and '.join(RESOLUTION)}): {resolution / total:.1%} of the code half\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--stories", type=Path, default=STORIES, help="JSON lines with text and published")
    parser.add_argument("--language", default="en")
    parser.add_argument("--most", type=int, default=100, help="stories of the file that are used")
    parser.add_argument("--split", action="store_true", help="show the time by stage and by module")
    options = parser.parse_args()
    coder = load_coder()  # as each process has it, its tables left alone by the search for garbage
    stories = list_stories(options.stories, options.language, options.most)
    read = list(zip(stories, coder.read(stories), strict=True))

    def code() -> None:
        for story, parse in read:
            coder.code(story, parse)

    code()
    seconds, plain = time_best(code), time_best(lambda: run_plainly(read))
    rate = count_words(read) / STORY_WORDS / seconds
    print(f"{len(read)} stories, {count_words(read)} words")
    print(f"coded            {seconds:8.2f} s   {rate:8.1f} stories of {STORY_WORDS} words a second")
    print(f"plain loop       {plain:8.2f} s   ratio {seconds / plain:.1f}   (goal: {GOAL} stories a second)")
    if options.split:
        print_stages(clock_stages(code), count_words(read) / STORY_WORDS)
        for name, share in split_time(code):
            print(f"{share:7.1%}  {name}")


if __name__ == "__main__":
    main()
