"""Promises and threats of one actor to another: on what condition, and whether they were carried out.

A pledge is carried out when, later in the stories read, its maker did to the same actor an event of the type
that was promised or threatened. That says no more than that such a thing happened: not that it happened for
it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from dragoman.analysis.reading import settle_span
from dragoman.analysis.shelf import Shelf
from dragoman.records import Event, Span, StoryRecord
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer, read_answer

State = Literal["open", "carried out", "untold"]
CONDITION = "condition"
"""What a step of a record's path begins with when a condition was weighed."""
FACT = "actual"
NOT = "negated"
_AT_ONCE = 250  # pledges whose records are read together


class ToldPledge(Struct, frozen=True):
    """A row of the question pledges."""

    story: str
    id: str
    kind: Literal["threat", "promise"]
    claimed: bool
    first_day: str
    actor: str
    recipient: str


class Pledge(Struct, frozen=True, kw_only=True):
    """A promise or threat with its words.

    `content` are the types of what was promised or threatened; without any the `state` is untold. `condition`
    are the words of the clause it hangs on, where it hangs on one. `done` is the day on which it was carried
    out.
    """

    kind: Literal["threat", "promise"]
    actor: str
    recipient: str
    day: str
    claimed: bool
    conditional: bool
    condition: Span | None
    content: tuple[str, ...]
    state: State
    done: str | None
    evidence: Span
    story: str
    id: str
    title: str | None
    publisher: str | None
    language: str
    url: str | None


def list_pledges(
    desk: Desk,
    since: str | None = None,
    until: str | None = None,
    *,
    actor: str | None = None,
    open_only: bool = False,
    limit: int | None = None,
) -> list[Pledge]:
    """The promises and threats of a time, the newest first, `limit` at most; with `actor` (a code) only those
    it made.

    Raises StoreError for dates that are none.
    """
    span = settle_span(desk, since, until)
    rows = read_answer(desk, "pledges", ToldPledge, since=span.first, until=span.last)
    rows.sort(key=lambda one: (one.first_day, one.story, one.id), reverse=True)
    made = [told for told in rows if actor in (None, told.actor)]
    read = _read_pledges(desk, made)
    return list(islice((one for one in read if not open_only or one.state == "open"), limit))


def _read_pledges(desk: Desk, made: Sequence[ToldPledge]) -> Iterator[Pledge]:
    """The pledges in their order; records and deeds are asked for many at once."""
    for at in range(0, len(made), _AT_ONCE):
        block = made[at : at + _AT_ONCE]
        shelf = Shelf(desk)
        shelf.fetch(told.story for told in block)
        types = [_list_types(shelf.find(told.story), told.id) for told in block]
        done = _find_deeds(desk, block, types)
        for told, own, day in zip(block, types, done, strict=True):
            yield _make_pledge(shelf.find(told.story), told, own, day)


def _list_types(record: StoryRecord, identity: str) -> tuple[str, ...]:
    """The types of what a pledge promises or threatens."""
    return tuple(dict.fromkeys(one.type for one in _list_content(record, identity)))


def _list_content(record: StoryRecord, identity: str) -> list[Event]:
    return [
        one
        for one in record.events
        if one.of == identity and not _is_condition(one) and one.factuality not in (FACT, NOT)
    ]


def _make_pledge(record: StoryRecord, told: ToldPledge, types: tuple[str, ...], done: str | None) -> Pledge:
    event = next(one for one in record.events if one.id == told.id)
    hanging = next((one for one in record.events if one.of == told.id and _is_condition(one)), None)
    content = _list_content(record, told.id)
    conditional = hanging is not None or any(_has_condition(one) for one in (event, *content))
    return Pledge(
        kind=told.kind,
        actor=told.actor,
        recipient=told.recipient,
        day=told.first_day,
        claimed=told.claimed,
        conditional=conditional,
        condition=hanging.evidence if hanging is not None else None,
        content=types,
        state="carried out" if done else "open" if types else "untold",
        done=done,
        evidence=event.evidence,
        story=record.id,
        id=event.id,
        title=record.title,
        publisher=record.publisher,
        language=record.language,
        url=record.url,
    )


def _is_condition(event: Event) -> bool:
    """Whether the event is what the pledge hangs on: a condition itself made it not happen."""
    return any(step.effect.startswith(f"{CONDITION}: hypothetical") for step in event.path)


def _has_condition(event: Event) -> bool:
    return any(step.effect.startswith(CONDITION) for step in event.path)


def _find_deeds(desk: Desk, made: Sequence[ToldPledge], types: Sequence[tuple[str, ...]]) -> list[str | None]:
    """For each pledge the day of the first event, of one of its types, by the same to the same after it."""
    asked = [
        (at, (told.actor, told.recipient, type_, told.first_day))
        for at, (told, own) in enumerate(zip(made, types, strict=True))
        for type_ in own
    ]
    found: dict[int, str] = {}
    for place, day in fetch_answer(desk, "deeds_after", asked=json.dumps([one for _, one in asked])):
        at = asked[place][0]
        found[at] = min(day, found.get(at, day))
    return [found.get(at) for at in range(len(made))]
