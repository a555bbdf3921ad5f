"""One event with all that tell it: its tellings, publishers, first report, and who says yes or no."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.rows import EventRow

if TYPE_CHECKING:
    from dragoman.store.desk import Desk

Stand = Literal["tells", "claims", "denies"]
"""Whether a story tells an event itself, has it from a source, or says that it did not happen."""


class Telling(Struct, frozen=True, kw_only=True):
    """An event as one story tells it. `by` is the code of who says so there, else the story's publisher.

    `copy_of` is the id of the story that this one is a copy of. `disputed_by` are those of whom the same
    story tells that they say otherwise.
    """

    event: EventRow
    stand: Stand
    by: str | None
    copy_of: str | None
    disputed_by: tuple[str, ...]


class Reason(Struct, frozen=True):
    """Why two tellings are one event; by hand when a person said so."""

    one: tuple[str, str]
    other: tuple[str, str]
    probability: float
    why: tuple[str, ...]


class OneEvent(Struct, frozen=True, kw_only=True):
    """An event with its tellings, the earliest story first; `event` is the one that stands for all.

    `stories` counts a wire story that several printed once, `publishers` are all of them. `first_day` and
    `last_day` bound the days that the tellings give. `claimed_by` and `denied_by` are codes, of a publisher
    who denies it itself its name. `reasons` are the judgements that made them one: the ids of two tellings
    (story and event), the probability, and why.
    """

    event: EventRow
    tellings: tuple[Telling, ...]
    publishers: tuple[str, ...]
    stories: int
    first_day: str | None
    last_day: str | None
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def first_report(self) -> Telling:
        """The telling of the earliest story."""
        return self.tellings[0]

    @property
    def disputed(self) -> bool:
        """Whether some say yes and some say no."""
        told = any(telling.stand != "denies" for telling in self.tellings)
        return told and bool(self.denied_by)


class Reports(Struct, frozen=True):
    """How many stories tell an event, a wire story's copies as one, and how many publishers they have; `main`
    is the same for all its tellings.
    """

    main: int
    stories: int
    publishers: int


def count_reports(desk: Desk, names: Sequence[tuple[str, str]]) -> list[Reports]:
    """For each event, by its ids of story and event, how many tell it; all must be in the store."""
    sql = (
        "SELECT coalesce(r.main, e.event) FROM json_each(?) a "
        "CROSS JOIN stories s ON s.id = a.value ->> 0 "
        "CROSS JOIN events e ON e.story = s.story AND e.id = a.value ->> 1 "
        "LEFT JOIN retellings r ON r.event = e.event ORDER BY a.key"
    )
    stories = [story for story, _ in names]
    mains = [main for (main,) in desk.fetch(sql, (json.dumps(names),), stories=stories)]
    sql = (
        "WITH mains AS (SELECT DISTINCT CAST(value AS BIGINT) AS main FROM json_each(?)), "
        "told AS (SELECT main, main AS event FROM mains UNION ALL "
        "SELECT r.main, r.event FROM mains CROSS JOIN retellings r ON r.main = mains.main) "
        "SELECT told.main, count(DISTINCT coalesce(c.original, e.story)), count(DISTINCT s.publisher) "
        "FROM told CROSS JOIN events e ON e.event = told.event CROSS JOIN stories s ON s.story = e.story "
        "LEFT JOIN copies c ON c.story = e.story GROUP BY told.main"
    )
    retold = desk.fetch("SELECT 1 FROM retellings LIMIT 1")
    rows = desk.fetch(sql, (json.dumps(mains),), keys=None if retold else ("event", mains))
    counted = {row[0]: Reports(*row) for row in rows}
    return [counted[main] for main in mains]


def find_one_event(desk: Desk, story: str, event: str) -> OneEvent:
    """The event with these ids, with all its tellings; raises StoreError when it is not in the store."""
    sql = (
        "SELECT coalesce(r.main, e.event) FROM events e JOIN stories s USING (story) "
        "LEFT JOIN retellings r USING (event) WHERE s.id = ? AND e.id = ?"
    )
    found = desk.fetch(sql, (story, event), stories=(story,))
    if not found:
        raise StoreError(
            f"there is no event “{story}/{event}”", where=str(desk.path), remedy="name it as STORY/EVENT"
        )
    main = int(found[0][0])
    keys = [main, *(key for (key,) in desk.fetch("SELECT event FROM retellings WHERE main = ?", (main,)))]
    rows = dict(zip(keys, desk.find_events(keys), strict=True))
    tellings = [_tell(desk, key, row) for key, row in rows.items()]
    tellings.sort(key=lambda one: (one.event.published or "~", one.copy_of is not None))
    said = [one.event.said_by for one in tellings if one.stand == "claims" and one.event.said_by]
    denied = [one.by for one in tellings if one.stand == "denies" and one.by]
    denied += [code for one in tellings for code in one.disputed_by]
    days = [day for one in tellings for day in (one.event.first_day, one.event.last_day) if day]
    return OneEvent(
        event=rows[main],
        tellings=tuple(tellings),
        publishers=_once(one.event.publisher for one in tellings),
        stories=len({one.copy_of or one.event.story for one in tellings}),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        claimed_by=_once(said),
        denied_by=_once(denied),
        reasons=tuple(_list_reasons(desk, rows)),
    )


def _tell(desk: Desk, key: int, row: EventRow) -> Telling:
    sql = "SELECT c.original FROM events e JOIN copies c USING (story) WHERE e.event = ?"
    copied = desk.fetch(sql, (key,), keys=("event", (key,)))
    if copied:
        copied = desk.fetch("SELECT id FROM stories WHERE story = ?", copied[0], keys=("story", copied[0]))
    denies = row.factuality == "negated"
    return Telling(
        event=row,
        stand="denies" if denies else "claims" if row.claimed else "tells",
        by=row.said_by or row.publisher,
        copy_of=copied[0][0] if copied else None,
        disputed_by=() if denies else _list_disputing(desk, row),
    )


def _list_disputing(desk: Desk, row: EventRow) -> tuple[str, ...]:
    """The speakers of the statements in the story that dispute the event."""
    record = desk.record(row.story)
    if record is None:
        return ()
    disputed = {one for event in record.events if event.id == row.id for one in event.disputed}
    speakers = (
        (speaker.country or speaker.group)
        for statement in record.statements
        if statement.id in disputed
        for speaker in statement.speakers
    )
    return _once(speakers)


def _list_reasons(desk: Desk, rows: dict[int, EventRow]) -> Iterator[Reason]:
    names = {key: (row.story, row.id) for key, row in rows.items()}
    for key, name in names.items():
        sql = "SELECT other, probability, reasons FROM event_pairs WHERE one = ? AND same = 1"
        for other, probability, why in desk.fetch(sql, (key,)):
            if other in names:
                yield Reason(name, names[other], probability, tuple(why.split(",")))
        sql = (
            "SELECT other_story, other_event, user FROM pair_judgements "
            "WHERE one_story = ? AND one_event = ? AND verdict = 'same'"
        )
        for story, event, user in desk.fetch(sql, name):
            if (story, event) in names.values():
                yield Reason(name, (story, event), 1.0, (f"by hand: {user}",))


def _once(given: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in given if one))
