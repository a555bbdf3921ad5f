"""Pronouns and descriptions of invented stories: whom does the coder take them for?

Usage: python -m evaluation.coreference [--json] [--errors N]
evaluation/gold/coreference.jsonl holds one story a line; in its text each mention is marked with the right
answer: "[[She=LVA GOV]] met …", several actors by plus ("[[They=PER+ECU]]"), a dash for a word that stands
for no actor. The marks are taken out before the story is read. Right is the same set of codes, and the
sector where one is given.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, field

from dragoman.pipeline import Coder
from dragoman.records import Actor, Story
from dragoman.stages.actors.finder import ActorFinder

GOLD = Path(__file__).with_name("gold") / "coreference.jsonl"
MARK = re.compile(r"\[\[(?P<words>[^=\]]+)=(?P<answer>[^\]]+)\]\]")
NOBODY = "-"


class Asked(Struct, frozen=True):
    """A marked mention: its offsets in the text without marks, and the codes and sector it stands for."""

    start: int
    end: int
    codes: frozenset[str]
    sector: str | None


class MarkedStory(Struct, frozen=True):
    """A story without its marks, and what was marked."""

    story: Story
    asked: tuple[Asked, ...]


class Figures(Struct):
    """Mentions by what became of them ("right", "wrong", "unlinked"), for each language."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def summarise(self) -> dict[str, dict[str, float]]:
        """For each language and all: mentions, linked, the share right of those linked, and of all."""
        rows = {**self.counts, "all": sum(self.counts.values(), Counter())}
        return {
            name: {
                "mentions": count["right"] + count["wrong"] + count["unlinked"],
                "linked": count["right"] + count["wrong"],
                "right of linked": _share(count["right"], count["right"] + count["wrong"]),
                "linked and right": _share(
                    count["right"], count["right"] + count["wrong"] + count["unlinked"]
                ),
            }
            for name, count in rows.items()
        }


def read_marked(path: Path = GOLD) -> list[MarkedStory]:
    """The stories with what is asked of them."""
    stories = []
    for line in path.read_bytes().splitlines():
        story = msgspec.json.decode(line, type=Story)
        text, asked = take_out_marks(story.text)
        stories.append(MarkedStory(msgspec.structs.replace(story, text=text), asked))
    return stories


def take_out_marks(marked: str) -> tuple[str, tuple[Asked, ...]]:
    """The text without its marks, and what they ask."""
    text, asked, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        codes, _, sector = match["answer"].partition(" ")
        whom = frozenset() if codes == NOBODY else frozenset(codes.split("+"))
        asked.append(Asked(len(text), len(text) + len(match["words"]), whom, sector or None))
        text += match["words"]
        at = match.end()
    return text + marked[at:], tuple(asked)


def measure_coreference(stories: Sequence[MarkedStory], coder: Coder) -> Figures:
    """Codes the stories and counts."""
    figures = Figures()
    parses = coder.read([one.story for one in stories])
    for one, parse in zip(stories, parses, strict=True):
        study, _ = coder.study(one.story, parse)
        for asked in one.asked:
            found = find_meant(study.actors, asked)
            outcome = judge_answer(asked, found)
            if outcome is None:
                continue
            figures.counts.setdefault(one.story.language, Counter())[outcome] += 1
            if outcome != "right":
                words = one.story.text[asked.start : asked.end]
                around = one.story.text[max(0, asked.start - 40) : asked.end + 30]
                got = " ".join(f"{a.country or a.group}:{a.sector}:{a.via}" for a in found)
                figures.faults.append(
                    f"{outcome:8} {one.story.id} {words}: {'+'.join(sorted(asked.codes)) or NOBODY} "
                    f"{asked.sector or ''}, got {got or 'nobody'} | {around}"
                )
    return figures


def find_meant(actors: ActorFinder, asked: Asked) -> tuple[Actor, ...]:
    """Whom the coder takes the mention for; its head is the last word that another word heads."""
    for tree in actors.trees:
        inside = [
            at
            for at, token in enumerate(tree.tokens)
            if token.start >= asked.start and token.end <= asked.end
        ]
        if inside:
            head = next((at for at in inside if tree.heads[at] not in inside), inside[-1])
            return tuple(one for one in actors.find_one(tree, head) if one.country or one.group)
    return ()


def judge_answer(asked: Asked, found: Sequence[Actor]) -> str | None:
    """ "right", "wrong" or "unlinked"; None for a word that rightly stands for nobody."""
    if not found:
        return "unlinked" if asked.codes else None
    same = {one.country or one.group for one in found} == asked.codes
    fits = asked.sector is None or all(one.sector == asked.sector for one in found)
    return "right" if same and fits else "wrong"


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults")
    options = parser.parse_args()
    figures = measure_coreference(read_marked(), Coder.load())
    if options.json:
        print(json.dumps(figures.summarise()))
    else:
        for language, row in figures.summarise().items():
            print(f"{language:4}", "  ".join(f"{name} {value}" for name, value in row.items()))
    for fault in figures.faults[: options.errors]:
        print(fault)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
