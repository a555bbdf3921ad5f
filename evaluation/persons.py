"""Person mentions of dated news, checked by hand: is each linked, and to the right country and sector?

Usage: python -m evaluation.persons STORIES [--list FILE] [--json] [--errors N]
       python -m evaluation.persons STORIES --sample N [--seed S]
STORIES is what the mentions were sampled from: a JSON Lines file, or its kept parses. The checked list,
evaluation/gold/persons.jsonl, holds no text of the stories: story, offsets, and the right country and
sector; persons-2.jsonl beside it is a second one. `--sample` prints N mentions to be checked: names that
begin with a known first name, and surnames alone of persons named so before.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, field

from dragoman.atlas.atlas import Atlas
from dragoman.inputs import Kept, take_inputs
from dragoman.pipeline import Coder
from dragoman.records import Actor, Parse, Sentence, Story
from dragoman.stages.actors.finder import ActorFinder

LIST = Path(__file__).with_name("gold") / "persons.jsonl"
SEED = 20261127
PER_STORY = 2  # long stories do not crowd out the others
CONTEXT = 100  # characters shown around a mention to be checked
INNER = ("flat", "appos", "compound", "nmod:desc", "nmod:unmarked")


class Person(Struct, frozen=True):
    """One mention: where it stands, and whose it is.

    `country` may name two codes ("EU/POL"), `sectors` every sector that a careful coder may give
    ("LEG PTY"; "-" for none, nothing for any); `political` is false for those
    without a public role, who need not be linked.
    """

    story: str
    start: int
    end: int
    country: str
    sectors: str
    political: bool = True


class Figures(Struct):
    """What was counted: mentions, political ones, those linked, those of them that are right."""

    mentions: int = 0
    political: int = 0
    linked_political: int = 0
    linked: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)

    def summarise(self) -> dict[str, float]:
        """The counts, the share of the linked that are right, and of the political that are linked."""
        return {
            "mentions": self.mentions,
            "political": self.political,
            "linked": self.linked,
            "right of linked": round(self.right / self.linked, 3) if self.linked else 0.0,
            "linked of political": (
                round(self.linked_political / self.political, 3) if self.political else 0.0
            ),
        }


def read_list(path: Path = LIST) -> list[Person]:
    """The checked mentions."""
    return [msgspec.json.decode(line, type=Person) for line in path.read_bytes().splitlines() if line.strip()]


def measure_persons(
    people: Sequence[Person], stories: Mapping[str, tuple[Story, Parse]], coder: Coder
) -> Figures:
    """Codes the stories of the mentions and counts; stories that are not there are left out."""
    figures = Figures()
    by_story: dict[str, list[Person]] = {}
    for person in people:
        by_story.setdefault(person.story, []).append(person)
    for name, wanted in by_story.items():
        if name in stories:
            story, parse = stories[name]
            study, _ = coder.study(story, parse)
            for person in wanted:
                count_one(figures, person, find_linked(study.actors, person.start, person.end), story.text)
    return figures


def find_linked(actors: ActorFinder, start: int, end: int) -> Actor | None:
    """Whom the coder takes the name between two offsets for: by its head, or the phrase it stands in."""
    for tree in actors.trees:
        inside = [at for at, token in enumerate(tree.tokens) if token.start >= start and token.end <= end]
        if not inside:
            continue
        head = next((at for at in inside if tree.heads[at] not in inside), inside[-1])
        outer = tree.above(head)[:1] if tree.relations[head].startswith(INNER) else []
        for at in (*outer, head):
            for actor in actors.find_one(tree, at):
                if actor.start < end and start < actor.end and (actor.country or actor.group):
                    return actor
    return None


def count_one(figures: Figures, person: Person, found: Actor | None, text: str) -> None:
    """Adds one mention to the figures."""
    figures.mentions += 1
    figures.political += person.political
    name = text[person.start : person.end]
    if found is None:
        if person.political:
            figures.faults.append(f"unlinked {person.story} {name}: {person.country} {person.sectors}")
        return
    figures.linked += 1
    figures.linked_political += person.political
    code = found.country or found.group
    if code in person.country.split("/") and (
        not person.sectors or (found.sector or "-") in person.sectors.split()
    ):
        figures.right += 1
    else:
        figures.faults.append(
            f"wrong    {person.story} {name}: {person.country} {person.sectors}, "
            f"got {code} {found.sector} ({found.name}) via {found.via}"
        )


def sample_mentions(
    stories: Mapping[str, tuple[Story, Parse]], number: int, seed: int
) -> list[tuple[Story, int, int]]:
    """Person mentions drawn at random, at most PER_STORY of a story, as story and offsets."""
    found = [
        (story, start, end)
        for story, parse in stories.values()
        for start, end in list_names(parse.sentences, story.language)
    ]
    random.Random(seed).shuffle(found)
    drawn: Counter[str] = Counter()
    kept = []
    for story, start, end in found:
        drawn[story.id] += 1
        if drawn[story.id] <= PER_STORY:
            kept.append((story, start, end))
    return kept[:number]


def list_names(sentences: Sequence[Sentence], language: str) -> Iterator[tuple[int, int]]:
    """Offsets of names that begin with a first name, and of the surnames of those so named before."""
    atlas = Atlas.load()
    surnames: set[str] = set()
    for sentence in sentences:
        run: list[int] = []
        for at in range(len(sentence.tokens) + 1):
            if at < len(sentence.tokens) and sentence.tokens[at].upos == "PROPN":
                run.append(at)
                continue
            words = [sentence.tokens[k] for k in run]
            while len(words) > 1 and not atlas.gender(words[0].form, language):
                words.pop(0)
            if len(words) > 1 or (words and words[0].form in surnames):
                surnames.add(words[-1].form)
                yield words[0].start, words[-1].end
            run = []


def load_stories(path: Path, wanted: frozenset[str] | None, coder: Coder) -> dict[str, tuple[Story, Parse]]:
    """The stories of a file with their parses, read where they are not kept; `wanted` None for all."""
    found: dict[str, tuple[Story, Parse]] = {}
    for given in take_inputs([path]):
        story = given.story if isinstance(given, Kept) else given
        if isinstance(story, Story) and (wanted is None or story.id in wanted):
            parse = given.parse if isinstance(given, Kept) else coder.read([story])[0]
            found[story.id] = (story, parse)
    return found


def main() -> int:
    """Prints the figures, or mentions to be checked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument(
        "--list", type=Path, default=LIST, help="the checked mentions (default: the first list)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N faults")
    parser.add_argument("--sample", type=int, metavar="N", help="print N mentions to be checked")
    parser.add_argument("--seed", type=int, default=SEED, help=f"seed of the sample (default {SEED})")
    options = parser.parse_args()
    coder = Coder.load()
    if options.sample:
        for story, start, end in sample_mentions(
            load_stories(options.stories, None, coder), options.sample, options.seed
        ):
            around = f"{story.text[max(0, start - CONTEXT) : start]}[[{story.text[start:end]}]]"
            around += story.text[end : end + CONTEXT]
            print(f"{story.id}\t{start}\t{end}\t{story.published}\t{' '.join(around.split())}")
        return 0
    people = read_list(options.list)
    stories = load_stories(options.stories, frozenset(person.story for person in people), coder)
    figures = measure_persons(people, stories, coder)
    if options.json:
        print(json.dumps(figures.summarise()))
    else:
        for name, value in figures.summarise().items():
            print(f"{name:20} {value}")
    for fault in figures.faults[: options.errors]:
        print(fault)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
