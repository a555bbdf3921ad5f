"""Why core records were missed: each by the first thing that went wrong with it.

Usage: python -m evaluation.misses GOLD... [--json]
GOLD is a gold file or a folder of them. Counted are core events told as having happened. One not given right
is put down to the first class that holds:

factuality        the coder saw it, and not as something that happened
both wrong        right type, actors and recipients wrong
actor             right type, wrong or missing actors
recipient wrong   right type and actors, wrong or superfluous recipients
recipient missing right type and actors, no recipient
another type      another record that happened stands on its words
doubted           no record, and a doubt on its words: mostly a participant that could not be linked
nothing           neither record nor doubt: no entry of the lexicon fits the words, or the tree is wrong
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.records import Doubt
from dragoman.scoring.gold import GoldStory, locate_parts, read_gold
from dragoman.scoring.matching import (
    Target,
    happened,
    pair_events,
    same_codes,
    same_participants,
    shared,
    stands_on,
)
from dragoman.scoring.output import Output, OutputEvent, view_records
from evaluation.measure import APART, code_gold

CLASSES = (
    "right", "factuality", "both wrong", "actor", "recipient wrong", "recipient missing", "another type",
    "doubted", "nothing",
)  # fmt: skip


def count_misses(gold: Sequence[GoldStory], coder: Coder) -> Counter[str]:
    """How many core records that happened fall in each class, "right" included."""
    found: Counter[str] = Counter()
    records = code_gold(gold, coder)
    output = view_records(records)
    for story, record in zip(gold, records, strict=True):
        found.update(class_misses(story, output[story.id], record.doubts))
    return found


def class_misses(gold: GoldStory, output: Output, doubts: Sequence[Doubt]) -> list[str]:
    """The class of each core event of a story that happened."""
    spans = locate_parts(gold.text, tuple(event.evidence for event in gold.events))
    targets = [Target(event, edges) for event, edges in zip(gold.events, spans, strict=True)]
    right = {at for at, _ in pair_events(targets, output.events, same_participants).pairs}
    return [
        "right" if at in right else _class_miss(target, output.events, doubts)
        for at, target in enumerate(targets)
        if target.event.core and happened(target.event)
    ]


def _class_miss(target: Target, events: Sequence[OutputEvent], doubts: Sequence[Doubt]) -> str:
    of_type = [event for event in events if stands_on(target, event)]
    told = [event for event in of_type if happened(event)]
    if told:
        return min((_class_sides(target, event) for event in told), key=CLASSES.index, default="nothing")
    if of_type:
        return "factuality"
    if any(happened(event) and _touches(target, event) for event in events):
        return "another type"
    return "doubted" if any(shared(target.edges, (one.start, one.end)) for one in doubts) else "nothing"


def _class_sides(target: Target, event: OutputEvent) -> str:
    actor = same_codes(target.event.actor, event.actor)
    recipient = same_codes(target.event.recipient, event.recipient)
    if not actor and not recipient:
        return "both wrong"
    if not actor:
        return "actor"
    return "recipient wrong" if event.recipient else "recipient missing"


def _touches(target: Target, event: OutputEvent) -> bool:
    words = event.evidence or event.trigger
    return words is not None and shared(target.edges, words.edges) > 0


def main() -> int:
    """Prints a column of counts for each gold file named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    options = parser.parse_args()
    coder = Coder.load()
    counts = {str(path): count_misses(read_gold(path, without=APART), coder) for path in options.gold}
    if options.json:
        print(json.dumps(counts, indent=1))
        return 0
    for path, found in counts.items():
        print(f"{path}: {sum(found.values())} core records")
        for name in CLASSES:
            print(f"  {name:18}{found[name]:5}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
