"""Codes the texts of gold files with the coder as it stands, and scores what it gives.

Usage: python -m evaluation.measure GOLD... [--json] [--errors N] [--output FILE]
GOLD is a gold file or a folder of them; `--output` also keeps the coded stories as JSON lines. Folders named
`fresh` or `wire` are left out unless GOLD names such a folder or a file in it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.pipeline import Coder
from dragoman.records import StoryRecord
from dragoman.scoring.gold import GoldStory, read_gold
from dragoman.scoring.output import view_records
from dragoman.scoring.score import Score, score_stories
from dragoman.scoring.table import render_score, summarise_score

# Folders of gold that measure honestly only as long as nobody works on them.
APART = frozenset({"fresh", "wire"})


def code_gold(gold: Sequence[GoldStory], coder: Coder) -> list[StoryRecord]:
    """The coder's records for the texts of the gold stories, in their order."""
    stories = [one.story for one in gold]
    parses = coder.read(stories)
    return [coder.code(story, parse) for story, parse in zip(stories, parses, strict=True)]


def score_gold(gold: Sequence[GoldStory], coder: Coder) -> Score:
    """The coder's score on the gold stories."""
    return score_stories(gold, view_records(code_gold(gold, coder)))


def main() -> int:
    """Prints the score of the gold files named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults")
    parser.add_argument("--output", type=Path, help="write the coded stories here")
    options = parser.parse_args()
    gold = [story for path in options.gold for story in read_gold(path, without=APART)]
    records = code_gold(gold, Coder.load())
    if options.output:
        options.output.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    score = score_stories(gold, view_records(records))
    print(json.dumps(summarise_score(score), indent=1) if options.json else render_score(score))
    for fault in score.faults[: options.errors]:
        print(f"{fault.kind:8} {fault.story}: {fault.record} | {fault.text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
