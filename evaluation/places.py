"""Places of events in invented stories: does each event stand where its story says it happened?

Usage: python -m evaluation.places [--json] [--errors N]
evaluation/gold/places-en.jsonl and places-nl.jsonl hold a story a line; in its text the words that tell an
event are marked with its places: "Police [[arrested=Kano/NGA/point]] ten men in Kano", name as the text has
it, country ("-" for none) and precision, several joined by plus, a dash where the event has no place. The
marks are taken out before the story is read. `kind` tells what the story tries (town, sea, metonym …).

Events that the coder does not find are counted apart (`coded`), for they have no place to be wrong.
Precision is the share of the places given that are right by name, country and precision; recall that of the
places of the gold's coded events that are given so.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, field

from dragoman.pipeline import Coder
from dragoman.records import Event, Story

GOLD = Path(__file__).with_name("gold")
LANGUAGES = ("en", "nl")
MARK = re.compile(r"\[\[(?P<words>[^=\]]+)=(?P<answer>[^\]]+)\]\]")
NOWHERE = "-"
Place = tuple[str, str, str]  # name as in the text, country or "-", precision


class Line(Struct, frozen=True):
    """A line of the gold."""

    id: str
    kind: str
    language: str
    published: str
    text: str


class Asked(Struct, frozen=True):
    """The offsets of the words that tell the event, in the text without marks, and its places."""

    start: int
    end: int
    places: frozenset[Place]


class Figures(Struct):
    """What was counted in one language."""

    events: int = 0
    coded: int = 0
    given: int = 0
    wanted: int = 0
    right: int = 0
    quiet: int = 0
    silent: int = 0
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of the places given that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of the places of coded events that are given so."""
        return self.right / self.wanted if self.wanted else 0.0

    def summarise(self) -> dict[str, float]:
        """Precision, recall and F1 of places; of the coded events without a place, the share left so."""
        precision, recall = self.precision, self.recall
        both = precision + recall
        return {
            "events": self.events,
            "coded": round(self.coded / self.events, 3) if self.events else 0.0,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * precision * recall / both, 3) if both else 0.0,
            "left without": round(self.silent / self.quiet, 3) if self.quiet else 0.0,
        }


def read_places(path: Path) -> list[tuple[Line, Story, tuple[Asked, ...]]]:
    """The lines of a file, each with its story without marks and what is asked of it."""
    found = []
    for written in path.read_bytes().splitlines():
        line = msgspec.json.decode(written, type=Line)
        text, asked = take_out_marks(line.text)
        story = Story(id=line.id, language=line.language, published=line.published, text=text)
        found.append((line, story, asked))
    return found


def take_out_marks(marked: str) -> tuple[str, tuple[Asked, ...]]:
    """The text without its marks, and what they ask."""
    text, asked, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        places = frozenset(_read_answer(match["answer"]))
        asked.append(Asked(len(text), len(text) + len(match["words"]), places))
        text += match["words"]
        at = match.end()
    return text + marked[at:], tuple(asked)


def _read_answer(answer: str) -> Iterator[Place]:
    for written in () if answer == NOWHERE else answer.split("+"):
        name, country, precision = written.split("/")
        yield name, country, precision


def measure_places(lines: Sequence[tuple[Line, Story, tuple[Asked, ...]]], coder: Coder) -> Figures:
    """Codes the stories and counts."""
    figures = Figures()
    parses = coder.read([story for _, story, _ in lines])
    for (line, story, asked), parse in zip(lines, parses, strict=True):
        events = coder.code(story, parse).events
        for one in asked:
            figures.events += 1
            event = find_event(events, one)
            if event is not None:
                count_one(figures, line, story, one, event)
    return figures


def measure_all(coder: Coder) -> dict[str, Figures]:
    """The figures of every language's gold."""
    return {name: measure_places(read_places(GOLD / f"places-{name}.jsonl"), coder) for name in LANGUAGES}


def find_event(events: Sequence[Event], asked: Asked) -> Event | None:
    """The event whose trigger the marked words are, else one whose evidence they stand in."""
    spans = [(event, event.trigger) for event in events] + [(event, event.evidence) for event in events]
    return next((event for event, span in spans if span.start < asked.end and asked.start < span.end), None)


def count_one(figures: Figures, line: Line, story: Story, asked: Asked, event: Event) -> None:
    """Adds one coded event to the figures."""
    found = {(story.text[p.start : p.end], p.country or "-", p.precision) for p in event.places}
    figures.coded += 1
    figures.given += len(found)
    figures.wanted += len(asked.places)
    figures.right += len(found & asked.places)
    figures.quiet += not asked.places
    figures.silent += not asked.places and not found
    if found != asked.places:
        figures.kinds[line.kind] += 1
        wanted, got = (" + ".join("/".join(p) for p in sorted(s)) or NOWHERE for s in (asked.places, found))
        figures.faults.append(f"{line.id} {line.kind}: wanted {wanted}, got {got} | {story.text}")


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults a language")
    options = parser.parse_args()
    found = measure_all(Coder.load())
    if options.json:
        print(json.dumps({name: one.summarise() for name, one in found.items()}))
    else:
        for name, one in found.items():
            print(f"{name:4}", "  ".join(f"{what} {value}" for what, value in one.summarise().items()))
    for one in found.values():
        for fault in one.faults[: options.errors]:
            print(fault)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
