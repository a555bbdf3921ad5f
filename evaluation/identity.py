"""One event in many stories: how often are two tellings rightly made one?

Usage: python -m evaluation.identity [--split dev|test] [--json] [--errors N] [--fit [--write]]
       python -m evaluation.identity --translations NL.jsonl EN.jsonl [--errors N]
Gold is evaluation/gold/identity: invented stories in which {key|words} marks a telling of the event `key`.
The stories are read and coded, put into a store and merged there. A coded event belongs to the smallest mark
that its trigger stands in. Of pairs across stories:
precision: of the pairs of coded events that were made one, those with one key;
recall: of the pairs of marks with one key in which an event of one type was coded on both sides, those made
one;
whole: the same of all pairs of marks with one key, so that what was never coded is missed too.
Translations: documents with one id in both files tell the same; of the events coded in both with type and
participants alike, how many are one, and which of those that were made one across the languages are wrong.
`--fit` fits the weights of codebook/identity.toml on the dev half, `--write` puts them there.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.inputs import take_inputs
from dragoman.pipeline import Coder
from dragoman.records import Event, Story, StoryRecord
from dragoman.store.flat import code_of
from dragoman.store.merging import merge_new
from dragoman.store.writer import Entry, Writer

GOLD = Path(__file__).with_name("gold") / "identity"
_OPEN = re.compile(r"\{([a-z0-9.]+)\|")


class Mark(Struct, frozen=True):
    """A telling of an event in a gold story: its key and where it stands."""

    key: str
    start: int
    end: int


class MarkedStory(Struct, frozen=True):
    """A gold story, its marks taken out of the text."""

    story: Story
    marks: tuple[Mark, ...]

    def find_key(self, event: Event) -> str | None:
        """The key of the smallest mark around the event's trigger."""
        around = [mark for mark in self.marks if mark.start <= event.trigger.start < mark.end]
        return min(around, key=lambda mark: mark.end - mark.start).key if around else None


class Rates(Struct, frozen=True, kw_only=True):
    """Counted pairs: made one, of them right; coded on both sides, of them found."""

    made: int
    right: int
    coded: int
    found: int

    @property
    def precision(self) -> float:
        """Of the pairs made one, those that are."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs coded on both sides, those made one."""
        return self.found / self.coded if self.coded else 1.0


class Pairs(Rates, frozen=True, kw_only=True):
    """The same with `whole`, all pairs of one key, coded or not."""

    whole: int


class Telling(Struct, frozen=True):
    """A coded event, the story it stands in, the key it belongs to, and the cluster it was put into."""

    story: str
    event: Event
    key: str | None
    cluster: int


def read_gold(split: str, folder: Path = GOLD) -> list[MarkedStory]:
    """The gold stories of a split; raises DataError when a mark is not closed."""
    path = folder / f"{split}.toml"
    stories = tomllib.loads(path.read_text(encoding="utf-8"))["story"]
    return [_read_story(given, path) for given in stories]


def _read_story(given: dict[str, str], path: Path) -> MarkedStory:
    rest, text, open_marks, marks = given["text"].strip(), "", [], []
    while rest:
        found = _OPEN.match(rest)
        if found:
            open_marks.append((found[1], len(text)))
            rest = rest[found.end() :]
        elif rest[0] == "}":
            if not open_marks:
                raise DataError("a mark ends that was not begun", where=f"{path}, {given['id']}")
            key, start = open_marks.pop()
            marks.append(Mark(key, start, len(text)))
            rest = rest[1:]
        else:
            text, rest = text + rest[0], rest[1:]
    if open_marks:
        raise DataError(f"“{open_marks[-1][0]}” is not closed", where=f"{path}, {given['id']}")
    names = ("id", "language", "published", "publisher")
    return MarkedStory(Story(text=text, **{name: given[name] for name in names}), tuple(marks))


def merge_records(stories: Sequence[Story], records: Sequence[StoryRecord]) -> list[list[int]]:
    """For each story the clusters of its events, in their order, as a store makes them."""
    with tempfile.TemporaryDirectory() as folder, Writer(Path(folder) / "store.db") as writer:
        run = writer.begin_run("add", [])
        entries = [
            Entry(story=story, source="gold", record=record)
            for story, record in zip(stories, records, strict=True)
        ]
        writer.add(run, entries)
        merge_new(writer)
        sql = (
            "SELECT e.story, e.id, coalesce(r.main, e.event) FROM events e "
            "LEFT JOIN retellings r USING (event) ORDER BY e.event"
        )
        found: dict[int, dict[str, int]] = {}
        for story, event, cluster in writer.connection.execute(sql):
            found.setdefault(story, {})[event] = cluster
        (count,) = writer.connection.execute("SELECT count(*) FROM stories").fetchone()
        assert count == len(stories), "a gold story is in the store already"
        return [
            [found[at][event.id] for event in record.events] for at, record in enumerate(records, start=1)
        ]


def list_tellings(gold: Sequence[MarkedStory], records: Sequence[StoryRecord]) -> list[Telling]:
    """The coded events of the gold stories with their keys and clusters."""
    clusters = merge_records([one.story for one in gold], records)
    return [
        Telling(one.story.id, event, one.find_key(event), cluster)
        for one, record, own in zip(gold, records, clusters, strict=True)
        for event, cluster in zip(record.events, own, strict=True)
    ]


def count_pairs(gold: Sequence[MarkedStory], told: Sequence[Telling]) -> Pairs:
    """The pairs across stories, counted."""
    made = [(a, b) for a, b in combinations(told, 2) if a.story != b.story and a.cluster == b.cluster]
    right = sum(a.key is not None and a.key == b.key for a, b in made)
    coded = found = whole = 0
    for (story, key), (other, other_key) in combinations(sorted(_list_marked(gold)), 2):
        if key == other_key and story != other:
            ours = [one for one in told if (one.story, one.key) == (story, key)]
            theirs = [one for one in told if (one.story, one.key) == (other, key)]
            whole += 1
            coded += any(a.event.type == b.event.type for a in ours for b in theirs)
            found += any(a.cluster == b.cluster for a in ours for b in theirs)
    return Pairs(made=len(made), right=right, coded=coded, found=found, whole=whole)


def _list_marked(gold: Sequence[MarkedStory]) -> set[tuple[str, str]]:
    return {(one.story.id, mark.key) for one in gold for mark in one.marks}


def list_errors(told: Sequence[Telling]) -> Iterator[str]:
    """Pairs that were wrongly made one, and pairs of one key and type that were not."""
    for a, b in combinations(told, 2):
        if a.story == b.story:
            continue
        if a.cluster == b.cluster and (a.key is None or a.key != b.key):
            yield f"wrong   {_tell(a)} = {_tell(b)}"
        elif a.key is not None and a.key == b.key and a.event.type == b.event.type and a.cluster != b.cluster:
            yield f"missed  {_tell(a)} = {_tell(b)}"


def _tell(one: Telling) -> str:
    date = one.event.date.edtf if one.event.date else "?"
    told = f"{sign_event(one.event)} {one.event.factuality} {date}"
    return f"{one.key} {one.story} {told} “{one.event.evidence.text}”"


def sign_event(event: Event) -> str:
    """Type and participants of an event: `ACCUSE NOR>RUS`."""
    sides = (
        "+".join(sorted({code_of(one) or "?" for one in side})) for side in (event.actor, event.recipient)
    )
    return f"{event.type} {'>'.join(sides)}"


# ── translations ─────────────────────────────────────────────────────────────


class Translated(Struct, frozen=True, kw_only=True):
    """Events found in both languages, of them made one; pairs made one across stories, of them wrong."""

    both: int
    one: int
    made: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def compare_translations(
    one: Sequence[StoryRecord], other: Sequence[StoryRecord], texts: Sequence[Story]
) -> Translated:
    """How the events of translated documents were merged; documents are paired by their ids.

    An event is found in both when the same document has as many of that type and participants or more in the
    other language; two that were made one are wrong when they stand in different documents, or differ in
    type, or in a participant that both name.
    """
    records = [*one, *other]
    clusters = merge_records(texts, records)
    told = [
        Telling(f"{record.language} {record.id}", event, record.id, cluster)
        for record, own in zip(records, clusters, strict=True)
        for event, cluster in zip(record.events, own, strict=True)
    ]
    both = joined = 0
    missed = []
    for document in sorted({record.id for record in one}):
        sides = [
            [a for a in told if a.key == document and a.story.startswith(language)]
            for language in ("nl", "en")
        ]
        signs = [Counter(f"{sign_event(a.event)} {a.event.factuality}" for a in side) for side in sides]
        for sign, count in (signs[0] & signs[1]).items():
            ours, theirs = (
                [a for a in side if f"{sign_event(a.event)} {a.event.factuality}" == sign] for side in sides
            )
            found = Counter(a.cluster for a in ours) & Counter(b.cluster for b in theirs)
            both += count
            joined += min(count, found.total())
            if found.total() < count:
                one_text, other_text = ours[0].event.evidence.text, theirs[0].event.evidence.text
                missed.append(f"missed  {document} {sign} “{one_text}” = “{other_text}”")
    made = [(a, b) for a, b in combinations(told, 2) if a.cluster == b.cluster and a.story != b.story]
    wrong = [f"wrong   {_tell(a)} = {_tell(b)}" for a, b in made if a.key != b.key]
    return Translated(both=both, one=joined, made=len(made), wrong=tuple(wrong), missed=tuple(missed))


# ── the command ──────────────────────────────────────────────────────────────


def code_stories(stories: Sequence[Story]) -> list[StoryRecord]:
    """The records of the stories, read and coded here."""
    coder = Coder.load()
    return [coder.code(story, parse) for story, parse in zip(stories, coder.read(list(stories)), strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=("dev", "dev2", "test"))
    parser.add_argument("--translations", nargs=2, type=Path, metavar=("NL", "EN"))
    parser.add_argument(
        "--records", type=Path, nargs="*", help="records coded before, instead of coding anew"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    asked = parser.parse_args(arguments)
    kept = {
        (record.language, record.id): record
        for path in asked.records or ()
        for line in path.read_bytes().splitlines()
        for record in (msgspec.json.decode(line, type=StoryRecord),)
    }

    def find_records(stories: Sequence[Story]) -> list[StoryRecord]:
        return [kept[story.language, story.id] for story in stories] if kept else code_stories(stories)

    if asked.translations:
        sides = [
            [one for one in take_inputs([str(path)]) if isinstance(one, Story)] for path in asked.translations
        ]
        told = compare_translations(*(find_records(side) for side in sides), [*sides[0], *sides[1]])
        figures: dict[str, object] = {
            "both": told.both,
            "one": told.one,
            "share": round(told.one / told.both, 3),
            "made": told.made,
            "wrong": len(told.wrong),
        }
        _report({"translations": figures}, [*told.wrong, *told.missed], asked.json, asked.errors)
        return 0
    report: dict[str, dict[str, object]] = {}
    errors: list[str] = []
    for split in [asked.split] if asked.split else ["dev", "dev2", "test"]:
        gold = read_gold(split)
        tellings = list_tellings(gold, find_records([one.story for one in gold]))
        pairs = count_pairs(gold, tellings)
        report[split] = {
            **msgspec.structs.asdict(pairs),
            "precision": round(pairs.precision, 3),
            "recall": round(pairs.recall, 3),
            "whole recall": round(pairs.found / pairs.whole, 3),
        }
        errors += list_errors(tellings)
    _report(report, errors, asked.json, asked.errors)
    return 0


def _report(report: dict[str, dict[str, object]], errors: Sequence[str], as_json: bool, shown: int) -> None:
    if as_json:
        print(json.dumps(report, indent=2))
    else:
        for name, figures in report.items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
    for error in errors[:shown]:
        print(error)


if __name__ == "__main__":
    raise SystemExit(main())
