"""The same stories in two languages: how many records of one are found in the other.

A story told in two languages must give the same records. A published record is met when the other
language's story has a published record of the same type and the same participants that meets no other;
types without sides are compared without regard to sides. The measure needs no gold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dragoman.scoring.output import Output, OutputEvent
from dragoman.scoring.rules import load_rules
from dragoman.scoring.score import Share

Key = tuple[str, frozenset[str], frozenset[str]]


class Unmet(Struct, frozen=True):
    """A record that the other language lacks; `side` is 0 for the first output, 1 for the second."""

    side: int
    story: str
    record: str
    text: str


class Parity(Struct):
    """Shares of the records of the first output met by the second, and the reverse."""

    stories: int
    first: Share
    second: Share
    unmet: list[Unmet]


def compare_languages(first: Mapping[str, Output], second: Mapping[str, Output]) -> Parity:
    """The parity of two outputs over the stories that both hold."""
    common = [story for story in first if story in second]
    parity = Parity(len(common), Share(), Share(), [])
    for story in common:
        sides = ([*_published(first[story])], [*_published(second[story])])
        for side, share in enumerate((parity.first, parity.second)):
            others = [_key(event) for event in sides[1 - side]]
            for event in sides[side]:
                key = _key(event)
                met = key in others
                share.count(met)
                if met:
                    others.remove(key)
                else:
                    text = event.evidence.text if event.evidence else ""
                    parity.unmet.append(Unmet(side, story, _describe(key), text))
    return parity


def _published(output: Output) -> Sequence[OutputEvent]:
    return [event for event in output.events if event.factuality == "actual"]


def _key(event: OutputEvent) -> Key:
    actors = frozenset(actor.code for actor in event.actor)
    recipients = frozenset(actor.code for actor in event.recipient)
    if event.type in load_rules().symmetric:
        return event.type, actors | recipients, frozenset()
    return event.type, actors, recipients


def _describe(key: Key) -> str:
    type_, actors, recipients = key
    right = f" > {', '.join(sorted(recipients))}" if recipients else ""
    return f"{type_} {', '.join(sorted(actors)) or '?'}{right}"
