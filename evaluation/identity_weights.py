"""Fits the weights by which two events are judged to be one (codebook/identity.toml).

Usage: python -m evaluation.identity_weights --translations NL.jsonl EN.jsonl --others STORIES.jsonl [--write]
       [--records RECORDS.jsonl ...]
Pairs that are one: of the dev parts of gold, and events of one type and participants in a document and its
translation, where it has but one of them. Pairs that are not: the others of both; and, because the news of a
busy day holds far more pairs that only look alike, events of the same type and parties that are more than
forty days apart in real stories, told as if on one day. Those weigh less each, for they are many.
The weights are those of a logistic regression with a quadratic penalty; a sign that speaks for one event may
not weigh against it, nor the other way round.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dragoman.codebook.identity import PATH, IdentityBook, load_identity
from dragoman.identity.judging import judge_pair, list_signs
from dragoman.identity.traits import Traits, list_traits
from dragoman.inputs import take_inputs
from dragoman.records import Story, StoryRecord
from evaluation.identity import code_stories, read_gold, sign_event

FAR = 40  # days: who does the same again after so long does it anew
LIGHT = 0.1  # what a pair told as if on one day weighs
PENALTY = 0.7
ROUNDS = 60
EXPECTED = {
    "same town": 1.2, "other town": -1.5, "other country": -1.0, "same person": 0.5, "shared name": 1.0,
    "shared number": 0.7, "other number": -0.3, "shared content event": 0.8, "other content event": -0.8,
    "many words": 0.7, "kin type": -0.7, "other act": -1.5, "next day": -0.3,
    "loose date": -0.4, "loose issue": -0.4,
}  # fmt: skip
"""What signs are taken to weigh that are too rare to be measured: the penalty draws them there."""
FOR = ("same ", "shared ", "many ", "much ")
AGAINST = ("other ", "few ", "open ", "kin ", "days later", "loose ", "next ", "long ", "not ", "often ")


class Sample(Struct, frozen=True):
    """A pair of events: its signs, whether they are one, and what it weighs."""

    signs: tuple[str, ...]
    one: bool
    weight: float = 1.0


def pair_gold(records: dict[str, StoryRecord], book: IdentityBook) -> Iterator[Sample]:
    """The pairs of the dev halves of gold that nothing speaks against outright."""
    told = [
        (traits, one.find_key(event))
        for split in ("dev", "dev2")
        for one in read_gold(split)
        for traits, event in zip(
            list_traits(records[one.story.id]), records[one.story.id].events, strict=True
        )
    ]
    for (ours, key), (theirs, other) in combinations(told, 2):
        yield from _sample(ours, theirs, key is not None and key == other, book)


def pair_translations(
    one: Sequence[StoryRecord], other: Sequence[StoryRecord], book: IdentityBook
) -> Iterator[Sample]:
    """Pairs across two languages; of one document only those that are clear."""
    sides = []
    for records in (one, other):
        told = [
            (traits, record.id, f"{sign_event(event)} {event.factuality}")
            for record in records
            for traits, event in zip(
                list_traits(record, f"{record.language} {record.id}"), record.events, strict=True
            )
        ]
        sides.append((told, Counter((document, sign) for _, document, sign in told)))
    (ours, counts), (theirs, others) = sides
    for traits, document, sign in ours:
        for its, where, told_sign in theirs:
            if document == where and (
                sign != told_sign or counts[document, sign] > 1 or others[where, told_sign] > 1
            ):
                continue
            yield from _sample(traits, its, document == where, book)


def pair_strangers(records: Iterable[StoryRecord], book: IdentityBook) -> Iterator[Sample]:
    """Events far apart in time, told as if on one day: none is one with another."""
    told = [
        traits
        for record in records
        for traits in list_traits(record, f"{record.language} {record.id}")
        if traits.published and traits.first
    ]
    for ours, theirs in combinations(told, 2):
        if ours.published and theirs.published and abs((ours.published - theirs.published).days) > FAR:
            moved = [replace(one, first=ours.published, last=ours.published) for one in (ours, theirs)]
            yield from _sample(*moved, False, book, LIGHT)


def _sample(
    ours: Traits, theirs: Traits, one: bool, book: IdentityBook, weight: float = 1.0
) -> Iterator[Sample]:
    if ours.story != theirs.story and judge_pair(ours, theirs, book).probability > 0:
        yield Sample(tuple(list_signs(ours, theirs, book)), one, weight)


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """The weights in log odds, the base under ""."""
    names = ["", *sorted({sign for sample in samples for sign in sample.signs})]
    while True:
        weights = _solve(samples, names)
        wrong = {
            name
            for name, weight in weights.items()
            if (name.startswith(FOR) and weight < 0) or (name.startswith(AGAINST) and weight > 0)
        }
        if not wrong:
            return weights
        names = [name for name in names if name not in wrong]


def _solve(samples: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    places = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(samples), len(names)))
    x[:, 0] = 1.0
    for at, sample in enumerate(samples):
        for sign in sample.signs:
            if sign in places:
                x[at, places[sign]] = 1.0
    y = np.asarray([sample.one for sample in samples], dtype=np.float64)
    counts = np.asarray([sample.weight for sample in samples])
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 1e-9
    expected = np.asarray([EXPECTED.get(name, 0.0) for name in names])
    weights = expected.copy()
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + penalty * (weights - expected)
        curvature = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def write_weights(weights: dict[str, float], path: Path = PATH) -> None:
    """Put the weights into the book, its other parts untouched."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^base = .*$", f"base = {weights['']}", text)
    lines = "\n".join(f'"{name}" = {weight}' for name, weight in sorted(weights.items()) if name)
    path.write_text(text[: text.index("[weights]")] + f"[weights]\n{lines}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights, or write them; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--translations", nargs=2, type=Path, required=True, metavar=("NL", "EN"))
    parser.add_argument("--others", nargs="*", type=Path, default=[])
    parser.add_argument("--records", nargs="*", type=Path, default=[], help="records coded before")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    kept = {
        (record.language, record.id): record
        for path in asked.records
        for record in (msgspec.json.decode(line, type=StoryRecord) for line in path.read_bytes().splitlines())
    }

    def find_records(stories: Iterable[object]) -> list[StoryRecord]:
        real = [story for story in stories if isinstance(story, Story)]
        new = [story for story in real if (story.language, story.id) not in kept]
        coded = {(record.language, record.id): record for record in code_stories(new)} if new else {}
        return [(kept | coded)[story.language, story.id] for story in real]

    book = load_identity()
    dev = {
        record.id: record
        for record in find_records([one.story for split in ("dev", "dev2") for one in read_gold(split)])
    }
    sides = [find_records(take_inputs([path])) for path in asked.translations]
    real = [record for side in sides for record in side] + find_records(take_inputs(asked.others))
    samples = [
        *pair_gold(dev, book),
        *pair_translations(sides[0], sides[1], book),
        *pair_strangers(real, book),
    ]
    weights = fit(samples)
    print(f"{len(samples)} pairs, {sum(sample.one for sample in samples)} of them one")
    for name, weight in weights.items():
        print(f"{name or 'base':24} {weight:6.2f}")
    if asked.write:
        write_weights(weights)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
