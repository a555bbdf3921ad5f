"""Promises and threats of one actor to another: on what condition, and whether they were carried out.

A pledge is carried out when, later in the stories read, its maker did to the same actor an event of the type
that was promised or threatened. That says no more than that such a thing happened: not that it happened for
it.
"""

from __future__ import annotations

from itertools import islice
from typing import Literal

from msgspec import Struct

from dragoman.analysis.reading import settle_span
from dragoman.analysis.shelf import Shelf
from dragoman.records import Event, Span
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer, read_answer

State = Literal["open", "carried out", "untold"]
CONDITION = "condition"
"""What a step of a record's path begins with when a condition was weighed."""
FACT = "actual"
NOT = "negated"


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
    shelf = Shelf(desk)
    rows = read_answer(desk, "pledges", ToldPledge, since=span.first, until=span.last)
    rows.sort(key=lambda one: (one.first_day, one.story, one.id), reverse=True)
    read = (_read_pledge(desk, shelf, told) for told in rows if actor in (None, told.actor))
    return list(islice((one for one in read if not open_only or one.state == "open"), limit))


def _read_pledge(desk: Desk, shelf: Shelf, told: ToldPledge) -> Pledge:
    record = shelf.find(told.story)
    event = next(one for one in record.events if one.id == told.id)
    within = [one for one in record.events if one.of == told.id]
    content = [one for one in within if not _is_condition(one) and one.factuality not in (FACT, NOT)]
    hanging = next((one for one in within if _is_condition(one)), None)
    conditional = hanging is not None or any(_has_condition(one) for one in (event, *content))
    types = tuple(dict.fromkeys(one.type for one in content))
    done = min(filter(None, (_find_deed(desk, told, type_) for type_ in types)), default=None)
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


def _find_deed(desk: Desk, told: ToldPledge, type_: str) -> str | None:
    """The day of the first event of that type by the same to the same after the pledge."""
    found = fetch_answer(
        desk,
        "deeds_after",
        one=told.actor,
        other=told.recipient,
        type=type_,
        since=told.first_day,
        until="9999",
    )
    return str(found[0][1]) if found else None
