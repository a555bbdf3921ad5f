"""What a brief tells first: events that many stories tell, that weigh much, and that are surely read
right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dragoman.analysis.periods import Span
from dragoman.codebook.codebook import load_codebook
from dragoman.store.desk import Desk
from dragoman.store.questions import read_answer

SUREST = 0.5
"""The confidence below which an event is not told."""
TELLING = 60
"""Characters of evidence that tell an event whole, most often; fewer make it less worth a line."""
WIDTHS = (40, 220)
"""Characters of a statement that can be quoted whole and says something."""
MOST_OF_ONE = 2
"""Statements of one speaker, and of one story."""


class ToldEvent(Struct, frozen=True):
    """A row of the question told_events."""

    story: str
    id: str
    type: str
    quad: str
    score: float
    claimed: bool
    confidence: float
    actors: str
    recipients: str
    first_day: str
    last_day: str | None
    tellings: int
    publishers: int
    width: int


class ToldStatement(Struct, frozen=True):
    """A row of the question told_statements."""

    story: str
    id: str
    speaker: str
    act: str
    kind: str
    width: int
    first_day: str
    sided: int
    others: int
    issues: int


class Choice(Struct, frozen=True):
    """Events that one line can tell, the one it is told from first; the more weight, the sooner it is
    told.
    """

    tellings: tuple[ToldEvent, ...]
    weight: float

    @property
    def first(self) -> ToldEvent:
        """The event that the line is told from."""
        return self.tellings[0]


def merge_alike(events: Sequence[ToldEvent]) -> list[Choice]:
    """The events worth a line, those alike (type, who, whom, day) as one; the weightiest first."""
    alike: dict[tuple[str, ...], list[ToldEvent]] = defaultdict(list)
    for event in events:
        if event.confidence >= SUREST and _list_codes(event.actors):
            alike[event.type, event.actors, event.recipients, event.first_day].append(event)
    choices = []
    for group in alike.values():
        group.sort(key=lambda one: (one.claimed, -one.tellings, -one.confidence, one.story, one.id))
        told = sum(one.tellings for one in group)
        told_of = min(group[0].width, TELLING) / TELLING
        weight = told + abs(group[0].score) / 10 + group[0].confidence + told_of - group[0].claimed
        choices.append(Choice(_once_a_story(group), round(weight, 4)))
    return sorted(choices, key=lambda one: (-one.weight, one.first.first_day, one.first.story, one.first.id))


def is_between(event: ToldEvent) -> bool:
    """Whether the event binds two different actors."""
    return find_dyad(event) is not None


def find_dyad(event: ToldEvent) -> tuple[str, str] | None:
    """The two codes that the event is told under, in alphabetical order; None when it binds none."""
    actors, recipients = _list_codes(event.actors), _list_codes(event.recipients)
    for one in actors:
        for other in recipients or actors:
            if one != other:
                return (one, other) if one < other else (other, one)
    return None


def group_dyads(choices: Iterable[Choice]) -> dict[tuple[str, str], list[Choice]]:
    """The choices by dyad, in their order."""
    dyads: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for one in choices:
        if (pair := find_dyad(one.first)) is not None:
            dyads[pair].append(one)
    return dyads


def choose_statements(desk: Desk, span: Span, most: int) -> list[tuple[str, str]]:
    """Story and id of the statements worth a line: about others or issues, taking sides, quoted word for
    word.
    """
    rows = read_answer(desk, "told_statements", ToldStatement, since=span.first, until=span.last)
    media = load_codebook().acts.media
    worth = [
        one
        for one in rows
        if one.others + one.issues and one.act != media and WIDTHS[0] <= one.width <= WIDTHS[1]
    ]
    worth.sort(
        key=lambda one: (-min(one.sided, 1) - min(one.others, 1), one.kind != "direct", one.first_day, one.id)
    )
    told: Counter[tuple[str, str]] = Counter()
    chosen = []
    for one in worth:
        keys = ("speaker", one.speaker), ("story", one.story)
        if all(told[key] < MOST_OF_ONE for key in keys):
            told.update(keys)
            chosen.append((one.story, one.id))
    return chosen[:most]


def _list_codes(joined: str) -> list[str]:
    return [code for code in joined.split(",") if code and code != "?"]


def _once_a_story(group: Sequence[ToldEvent]) -> tuple[ToldEvent, ...]:
    return tuple(
        {one.story: one for one in reversed(group)}[story] for story in dict.fromkeys(o.story for o in group)
    )
