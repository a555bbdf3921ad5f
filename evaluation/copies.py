"""Near-duplicates: how many changed copies of real stories are found, and what is wrongly taken for one?

Usage: python -m evaluation.copies STORIES.jsonl... [--json] [--rounds 600]
From the stories, pieces of fifteen sentences are drawn and changed as printers change a wire story: two
sentences replaced by those of other stories, also the first two; four replaced; cut to the first five or
three; a byline put before; every eighth word another one. A copy is found when its bands lead to it and the
texts are judged copies. Wrong are pairs of different stories that are judged copies, whatever their days; a
story and its translation are different stories.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from dragoman.identity.copies import make_bands, measure_share, take_print
from dragoman.inputs import take_inputs
from dragoman.records import Story

SEED = 3
PIECE = 15  # sentences
BYLINE = "From our correspondent in Geneva, with material of the Continental Wire."
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Change = Callable[[list[str], list[str], random.Random], list[str]]


def replace_some(count: int) -> Change:
    """Some sentences of the piece replaced by those of other stories."""

    def change(piece: list[str], others: list[str], chance: random.Random) -> list[str]:
        for at in chance.sample(range(len(piece)), count):
            piece[at] = chance.choice(others)
        return piece

    return change


def replace_first(piece: list[str], others: list[str], chance: random.Random) -> list[str]:
    """The first two sentences replaced."""
    return [*chance.sample(others, 2), *piece[2:]]


def cut_after(count: int) -> Change:
    """The first sentences alone."""
    return lambda piece, others, chance: piece[:count]


def put_byline(piece: list[str], others: list[str], chance: random.Random) -> list[str]:
    """A byline before it."""
    return [BYLINE, *piece]


def touch_up(piece: list[str], others: list[str], chance: random.Random) -> list[str]:
    """Every eighth word, wherever, another one."""
    words = " ".join(piece).split()
    for at in chance.sample(range(len(words)), len(words) // 8):
        words[at] = chance.choice(others).split()[0]
    return [" ".join(words)]


CHANGES: dict[str, Change] = {
    "two of fifteen sentences replaced": replace_some(2),
    "the first two replaced": replace_first,
    "four replaced": replace_some(4),
    "cut to five": cut_after(5),
    "cut to three": cut_after(3),
    "byline before": put_byline,
    "every eighth word": touch_up,
}


def find_copy(one: str, other: str) -> bool:
    """Whether one text is found as a copy of the other."""
    ours, theirs = take_print(one), take_print(other)
    return bool(set(make_bands(ours)) & set(make_bands(theirs))) and measure_share(ours, theirs) is not None


def measure(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """The part of the changed copies that is found, by change."""
    chance = random.Random(SEED)
    cut = [[one for one in _SENTENCE.split(text) if len(one.split()) > 3] for text in texts]
    long = [sentences for sentences in cut if len(sentences) >= PIECE]
    found = {}
    for name, change in CHANGES.items():
        right = 0
        for _ in range(rounds):
            sentences = chance.choice(long)
            start = chance.randrange(len(sentences) - PIECE + 1)
            piece = sentences[start : start + PIECE]
            others = [one for other in chance.sample(cut, 5) if other is not sentences for one in other]
            right += find_copy(" ".join(piece), " ".join(change(list(piece), others, chance)))
        found[name] = round(right / rounds, 3)
    return found


def list_wrong(stories: Sequence[Story]) -> list[tuple[str, str]]:
    """Different stories that are judged copies of each other."""
    prints = [take_print(story.text) for story in stories]
    pairs = combinations(range(len(stories)), 2)
    wrong = ((a, b) for a, b in pairs if measure_share(prints[a], prints[b]) is not None)
    return [(stories[a].id, stories[b].id) for a, b in wrong]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=600)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    stories = [story for path in asked.stories for story in take_inputs([path]) if isinstance(story, Story)]
    found = measure([story.text for story in stories], asked.rounds)
    wrong = list_wrong(stories)
    pairs = len(stories) * (len(stories) - 1) // 2
    if asked.json:
        print(json.dumps({"found": found, "pairs": pairs, "wrong": wrong}, indent=2))
        return 0
    for name, share in found.items():
        print(f"{name:36} {share:.3f}")
    print(f"of {pairs:,} pairs of different stories wrongly taken for copies: {len(wrong)}")
    for one, other in wrong:
        print(f"  {one} = {other}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
