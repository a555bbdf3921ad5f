"""One event in many stories, on real news: how often are two tellings rightly made one?

Usage: python -m evaluation.real_identity [STORIES] [--errors N] [--json]
Gold is evaluation/gold/identity/real.jsonl: which words of which story tell which event, judged by reading.
It holds offsets only; the stories stand in the folder STORIES (../shared/stories unless told otherwise), in
files named as the part before the slash. Two tellings in different stories are a pair: one event when
their `event` is the same, two when they differ and are of one `affair`, as what is hard to tell apart is.
A coded event belongs to the smallest telling that its trigger stands in.
precision: of the judged pairs of coded events that were made one, those that are;
recall: of the pairs that are one event, and of which an event of one type was coded on both sides, those
made one;
whole: the same of all pairs that are one event, so that what was never coded is missed too.
`unjudged` are pairs made one of which a side stands in no telling of the gold.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from dragoman.errors import DataError
from dragoman.inputs import take_inputs
from dragoman.records import Story, StoryRecord
from evaluation.identity import Mark, MarkedStory, Rates, Telling, code_stories, list_tellings, sign_event

GOLD = Path(__file__).with_name("gold") / "identity" / "real.jsonl"
STORIES = Path("../shared/stories")


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell an event: the affair it is of, its name there, the story as FILE/ID, and offsets."""

    affair: str
    event: str
    story: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The event's name among all."""
        return f"{self.affair}.{self.event}"

    @property
    def file(self) -> str:
        """The file that the story stands in, without its ending."""
        return self.story.partition("/")[0]


class Judged(Rates, frozen=True, kw_only=True):
    """Counted pairs of one source, as the module tells; `pairs` and `apart` are those of the gold."""

    pairs: int
    apart: int
    unjudged: int


def read_tellings(path: Path = GOLD) -> tuple[Told, ...]:
    """The tellings of the gold; raises DataError for a line that is none."""
    try:
        return tuple(msgspec.json.decode(line, type=Told) for line in path.read_bytes().splitlines())
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(str(error), where=str(path), remedy="see evaluation/real_identity.py") from None


def find_stories(told: Sequence[Told], folder: Path) -> list[MarkedStory]:
    """The stories that are told of, with their tellings as marks; raises DataError when one is missing."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in told:
        marks[one.story].append(Mark(one.key, one.start, one.end))
    held: dict[str, Story] = {}
    for file in sorted({one.file for one in told}):
        path = folder / f"{file}.jsonl"
        held.update({f"{file}/{one.id}": one for one in take_inputs([str(path)]) if isinstance(one, Story)})
    missing = sorted(marks.keys() - held.keys())
    if missing:
        raise DataError(f"the story {missing[0]} is not there", where=str(folder), remedy="give its folder")
    return [MarkedStory(replace(held[name], id=name), tuple(found)) for name, found in marks.items()]


def count_judged(told: Sequence[Told], coded: Sequence[Telling], file: str) -> Judged:
    """The pairs between stories of the files whose names begin with `file`, counted."""
    told = [one for one in told if one.file.startswith(file)]
    coded = [one for one in coded if one.story.startswith(file)]
    by_words: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for one in coded:
        if one.key is not None:
            by_words[one.story, one.key].append(one)
    pairs = apart = both = found = 0
    for (story, key), (other, other_key) in combinations(sorted({(one.story, one.key) for one in told}), 2):
        if story == other:
            continue
        if key != other_key:
            apart += key.partition(".")[0] == other_key.partition(".")[0]
            continue
        ours, theirs = by_words[story, key], by_words[other, other_key]
        pairs += 1
        both += any(a.event.type == b.event.type for a in ours for b in theirs)
        found += any(a.cluster == b.cluster for a in ours for b in theirs)
    made = list(_list_made(coded))
    judged = [(a, b) for a, b in made if a.key is not None and b.key is not None]
    right = sum(a.key == b.key for a, b in judged)
    return Judged(
        pairs=pairs, apart=apart, coded=both, found=found, made=len(judged), right=right,
        unjudged=len(made) - len(judged),
    )  # fmt: skip


def list_faults(coded: Sequence[Telling]) -> Iterator[str]:
    """What was wrongly made one, what nobody judged, and what was not made one though its types agree."""
    for a, b in _list_made(coded):
        if a.key is None or b.key is None:
            yield f"unjudged {_tell(a)} = {_tell(b)}"
        elif a.key != b.key:
            yield f"wrong    {_tell(a)} = {_tell(b)}"
    for a, b in combinations(coded, 2):
        alike = a.key is not None and a.key == b.key and a.event.type == b.event.type
        if alike and a.story != b.story and a.cluster != b.cluster:
            yield f"missed   {_tell(a)} = {_tell(b)}"


def _list_made(coded: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    for a, b in combinations(coded, 2):
        if a.story != b.story and a.cluster == b.cluster:
            yield a, b


def _tell(one: Telling) -> str:
    date = one.event.date.edtf if one.event.date else "?"
    told = f"{sign_event(one.event)} {one.event.factuality} {date}"
    return f"{one.key} {one.story} {told} “{' '.join(one.event.evidence.text.split())}”"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", type=Path, nargs="?", default=STORIES)
    parser.add_argument("--records", type=Path, help="records coded before, by FILE.jsonl, instead of anew")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    asked = parser.parse_args(arguments)
    told = read_tellings()
    stories = find_stories(told, asked.stories)
    records = _find_records(stories, asked.records)
    coded = list_tellings(stories, records)
    report: dict[str, dict[str, object]] = {}
    for name in ("wikinews", "ntrex", ""):
        counted = count_judged(told, coded, name)
        report[name or "all"] = {
            **asdict(counted),
            "precision": round(counted.precision, 3),
            "recall": round(counted.recall, 3),
            "whole": round(counted.found / counted.pairs, 3),
        }
    if asked.json:
        print(json.dumps(report, indent=2))
    else:
        for name, figures in report.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
    for _, fault in zip(range(asked.errors), list_faults(coded), strict=False):
        print(fault)
    return 0


def _find_records(stories: Sequence[MarkedStory], kept: Path | None) -> list[StoryRecord]:
    if kept is None:
        return code_stories([one.story for one in stories])
    held: dict[str, StoryRecord] = {}
    for file in sorted({one.story.id.partition("/")[0] for one in stories}):
        for line in (kept / f"{file}.jsonl").read_bytes().splitlines():
            record = msgspec.json.decode(line, type=StoryRecord)
            held[f"{file}/{record.id}"] = record
    return [replace(held[one.story.id], id=one.story.id) for one in stories]


if __name__ == "__main__":
    raise SystemExit(main())
