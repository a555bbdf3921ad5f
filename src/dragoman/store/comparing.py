"""Events of the store as they are compared: their traits by key, and what people judged of pairs of them."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date

from dragoman.codebook.identity import IdentityBook
from dragoman.identity.clusters import Link
from dragoman.identity.judging import judge_pair
from dragoman.identity.traits import Traits, list_traits
from dragoman.store.packing import unpack_record

REMEMBERED = 6000  # stories whose traits are held in memory, about 20 KB each
HAPPENED = ("actual", "historical")

Name = tuple[str, str]
"""An event by the ids of its story and its own."""


class Comparer:
    """Traits of events, read when they are asked for and remembered for a while."""

    def __init__(self, connection: sqlite3.Connection, book: IdentityBook) -> None:
        self.connection = connection
        self.book = book
        self._stories: OrderedDict[int, dict[int, Traits]] = OrderedDict()
        self._home: dict[int, int] = {}
        self._judged = self._load_judgements()

    def load(self, story: int) -> dict[int, Traits]:
        """The traits of a story's events by key; empty when it is not coded."""
        if story in self._stories:
            self._stories.move_to_end(story)
            return self._stories[story]
        events = self._read(story)
        self._stories[story] = events
        self._home.update(dict.fromkeys(events, story))
        if len(self._stories) > REMEMBERED:
            _, old = self._stories.popitem(last=False)
            for key in old:
                self._home.pop(key, None)
        return events

    def forget(self, stories: Iterable[int]) -> None:
        """Read these stories anew when they are asked for again."""
        for story in stories:
            for key in self._stories.pop(story, ()):
                self._home.pop(key, None)

    def traits(self, event: int) -> Traits:
        """The traits of an event."""
        story = self._home.get(event)
        if story is None:
            (story,) = self.connection.execute(
                "SELECT story FROM events WHERE event = ?", (event,)
            ).fetchone()
        return self.load(story)[event]

    def weigh(self, one: int, other: int) -> float | None:
        """How probable it is that the two are one; None when they never are."""
        traits, others = self.traits(one), self.traits(other)
        verdict = self._judged.get(order_names((traits.story, traits.id), (others.story, others.id)))
        if verdict is not None:
            return 1.0 if verdict == "same" else None
        judgement = judge_pair(traits, others, self.book)
        return None if judgement.reasons == ("told apart by their story",) else judgement.probability

    def list_judged(self, event: int) -> list[Link]:
        """The links that people made from the event to others."""
        if not self._judged:
            return []
        traits = self.traits(event)
        name = traits.story, traits.id
        links = []
        for pair, verdict in self._judged.items():
            if verdict == "same" and name in pair:
                other = self.find_event(*pair[pair.index(name) - 1])
                if other is not None:
                    links.append(Link(min(event, other), max(event, other), 1.0, by_hand=True))
        return links

    def rank(self, event: int) -> tuple[object, ...]:
        """What an event stands behind another by, when one of them is to stand for both."""
        traits = self.traits(event)
        copy = self.connection.execute(
            "SELECT 1 FROM copies WHERE story = ?", (self._home.get(event),)
        ).fetchone()
        return (
            traits.factuality not in HAPPENED,
            traits.claimed,
            not (traits.mutual or (traits.actors and traits.recipients)),
            not traits.dated,
            copy is not None,
            traits.published or date.max,
            event,
        )

    def _read(self, story: int) -> dict[int, Traits]:
        found = self.connection.execute("SELECT record FROM records WHERE story = ?", (story,)).fetchone()
        if found is None:
            return {}
        keys = dict(
            self.connection.execute("SELECT id, event FROM events WHERE story = ?", (story,)).fetchall()
        )
        (identity,) = self.connection.execute("SELECT id FROM stories WHERE story = ?", (story,)).fetchone()
        return {keys[one.id]: one for one in list_traits(unpack_record(found[0]), identity)}

    def find_event(self, story: str, event: str) -> int | None:
        """The key of the event with these ids; None when it is not in the store."""
        sql = "SELECT event FROM events JOIN stories USING (story) WHERE stories.id = ? AND events.id = ?"
        found = self.connection.execute(sql, (story, event)).fetchone()
        return int(found[0]) if found else None

    def _load_judgements(self) -> dict[tuple[Name, Name], str]:
        columns = "one_story, one_event, other_story, other_event, verdict"
        sql = f"SELECT {columns} FROM pair_judgements ORDER BY judgement"
        judged = {((a, b), (c, d)): verdict for a, b, c, d, verdict in self.connection.execute(sql)}
        return {pair: verdict for pair, verdict in judged.items() if verdict != "withdrawn"}


def order_names(one: Name, other: Name) -> tuple[Name, Name]:
    """The pair in alphabetical order."""
    return (one, other) if one < other else (other, one)
