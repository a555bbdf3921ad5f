"""Stories and events of the store held against each other: copies of one text, tellings of one event.

Only what is new is compared, with what shares a band or a key with it, so the work grows with the stories
that come in and not with those that are there. A batch goes in whole or not at all; doing it again changes
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from dragoman.codebook.identity import load_identity
from dragoman.identity.clusters import Link, join_groups
from dragoman.identity.copies import DAYS, Print, make_bands, measure_share, take_print
from dragoman.identity.judging import judge_pair
from dragoman.identity.traits import Traits
from dragoman.store.comparing import Comparer
from dragoman.store.database import transaction
from dragoman.store.neighbours import Neighbours
from dragoman.store.writer import Writer

BATCH = 200  # stories in one transaction
MOST_COPIES = 400  # stories that share a band, at most
COPIED = "copy of one text"


class Merged(Struct, frozen=True):
    """What merging did: stories held against the others, of them copies, pairs judged one, events retold."""

    stories: int = 0
    copies: int = 0
    pairs: int = 0
    retold: int = 0


def merge_new(writer: Writer, most: int | None = None) -> Merged:
    """Hold all stories against the others that came in since the last time, or whose neighbours changed.

    With `most`, about so many at most; the others wait for the next time.
    """
    total = Merged()
    merger = Merger(writer)
    while (most is None or total.stories < most) and (waiting := merger.list_waiting()[:most]):
        for at in range(0, len(waiting), BATCH):
            with transaction(writer.connection):
                done = merger.merge_batch(waiting[at : at + BATCH])
            total = Merged(*(one + two for one, two in zip(_list(total), _list(done), strict=True)))
    return total


def _list(merged: Merged) -> tuple[int, ...]:
    return merged.stories, merged.copies, merged.pairs, merged.retold


class Merger:
    """Merges batches of stories, remembering what it has read of the stories around them."""

    def __init__(self, writer: Writer) -> None:
        self.connection = writer.connection
        self.book = load_identity()
        self.comparer = Comparer(writer.connection, self.book)
        self.neighbours = Neighbours(writer.connection, self.book)

    def list_waiting(self) -> list[int]:
        """The stories that are to be held against the others, by the day they came out."""
        sql = (
            "SELECT story FROM unmerged JOIN stories USING (story) "
            "ORDER BY first_day IS NULL, first_day, story"
        )
        return [story for (story,) in self.connection.execute(sql)]

    def merge_batch(self, stories: Sequence[int]) -> Merged:
        """Merge these stories; a transaction must be open."""
        self.comparer.forget(stories)
        for story in stories:
            self._clear(story)
        copies = pairs = 0
        touched: set[int] = set()
        for story in stories:
            copies += self._find_copies(story)
            links = self._judge_story(story)
            pairs += len(links)
            touched |= self._join(links)
            self.connection.execute("DELETE FROM unmerged WHERE story = ?", (story,))
        return Merged(len(stories), copies, pairs, len(touched))

    # ── copies ──────────────────────────────────────────────────────────────

    def _find_copies(self, story: int) -> bool:
        """Whether the story is a copy of one that was there; its bands are kept for those to come."""
        own = self._print(story)
        bands = make_bands(own)
        best: tuple[float, int] | None = None
        for other in self._share_bands(bands, own.day):
            share = measure_share(own, self._print(other))
            if share is not None and (best is None or (share, -other) > (best[0], -best[1])):
                best = share, other
        self.connection.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, story) for band in bands]
        )
        if best is None:
            return False
        self.connection.execute("INSERT INTO copies VALUES (?, ?, ?)", (story, best[1], best[0]))
        return True

    def _share_bands(self, bands: Sequence[int], day: date | None) -> list[int]:
        """The originals that share a band and may lie near enough in time.

        A copy of a copy is held against what both are copies of.
        """
        marks = ", ".join("?" * len(bands))
        sql = (
            "SELECT DISTINCT o.story FROM bands b LEFT JOIN copies c USING (story) "
            f"JOIN stories o ON o.story = coalesce(c.original, b.story) WHERE b.band IN ({marks}) "
            "AND (o.first_day IS NULL OR o.first_day BETWEEN ? AND ?) LIMIT ?"
        )
        since, until = (day - timedelta(DAYS), day + timedelta(DAYS)) if day else (date.min, date.max)
        values = (*bands, since.isoformat(), until.isoformat(), MOST_COPIES)
        return [story for (story,) in self.connection.execute(sql, values)]

    def _print(self, story: int) -> Print:
        sql = "SELECT text, first_day FROM stories WHERE story = ?"
        text, day = self.connection.execute(sql, (story,)).fetchone()
        return take_print(text, date.fromisoformat(day) if day else None)

    # ── events ──────────────────────────────────────────────────────────────

    def _judge_story(self, story: int) -> list[Link]:
        """The links of the story's events to those that are there."""
        events = self.comparer.load(story)
        links: dict[tuple[int, int], Link] = {}
        for key, traits in events.items():
            self.neighbours.put(key, traits)
        copied = self._link_copies(story, events)
        for link in copied:
            links[link.one, link.other] = link
        done = {key for link in copied for key in (link.one, link.other)}
        rows: list[tuple[int, int, int, float, str]] = [
            (*_order(one.one, one.other), 1, 1.0, COPIED) for one in copied
        ]
        for key, traits in events.items():
            if key not in done:
                for other in self.neighbours.find(key, traits):
                    judgement = judge_pair(traits, self.comparer.traits(other), self.book)
                    if judgement.probability < self.book.keep:
                        continue
                    pair = _order(key, other)
                    rows.append(
                        (*pair, int(judgement.same), judgement.probability, ",".join(judgement.reasons))
                    )
                    if judgement.same:
                        links[pair] = Link(*pair, judgement.probability)
        self.connection.executemany("INSERT OR REPLACE INTO event_pairs VALUES (?, ?, ?, ?, ?)", rows)
        for key in events:
            links.update({(link.one, link.other): link for link in self.comparer.list_judged(key)})
        return list(links.values())

    def _link_copies(self, story: int, events: dict[int, Traits]) -> list[Link]:
        """Events that the story has from the text it is a copy of."""
        found = self.connection.execute("SELECT original FROM copies WHERE story = ?", (story,)).fetchone()
        if found is None:
            return []
        originals = {_describe(traits): key for key, traits in self.comparer.load(found[0]).items()}
        return [
            Link(*_order(key, originals[_describe(traits)]), 1.0)
            for key, traits in events.items()
            if _describe(traits) in originals
        ]

    # ── clusters ────────────────────────────────────────────────────────────

    def _join(self, links: Sequence[Link]) -> set[int]:
        """Join the clusters that the links bind; the events that stand under another one then."""
        if not links:
            return set()
        bound = {key for link in links for key in (link.one, link.other)}
        groups = {main: self.list_cluster(main) for main in {self.find_main(key) for key in bound}}
        joined = join_groups(groups.values(), links, self.comparer.weigh, self.book.same)
        retold: set[int] = set()
        for group in joined:
            retold |= self.join_clusters(sorted(groups.keys() & set(group)))
        return retold

    def derive_anew(self, events: Sequence[int]) -> None:
        """Derive the clusters around these events once more, from the pairs that are kept."""
        links = self._gather_links(events)
        members = sorted({*events, *(key for link in links for key in (link.one, link.other))})
        self.connection.executemany("DELETE FROM retellings WHERE event = ?", [(event,) for event in members])
        groups = [[event] for event in members]
        for group in join_groups(groups, links, self.comparer.weigh, self.book.same):
            self.join_clusters(group)

    def _gather_links(self, events: Sequence[int]) -> set[Link]:
        """All links that hang together with these events, however far."""
        links: set[Link] = set()
        waiting, seen = list(events), set(events)
        sql = (
            "SELECT one, other, probability FROM event_pairs WHERE one = ?1 AND same = 1 "
            "UNION ALL SELECT one, other, probability FROM event_pairs WHERE other = ?1 AND same = 1"
        )
        while waiting:
            event = waiting.pop()
            found = [Link(*row) for row in self.connection.execute(sql, (event,))]
            for link in (*found, *self.comparer.list_judged(event)):
                links.add(link)
                new = {link.one, link.other} - seen
                seen |= new
                waiting += new
        return links

    def find_main(self, event: int) -> int:
        """The event that stands for this one, itself when none does."""
        found = self.connection.execute("SELECT main FROM retellings WHERE event = ?", (event,)).fetchone()
        return int(found[0]) if found else event

    def list_cluster(self, main: int) -> list[int]:
        """All events that `main` stands for, itself among them."""
        sql = "SELECT event FROM retellings WHERE main = ?"
        return [main, *(event for (event,) in self.connection.execute(sql, (main,)))]

    def join_clusters(self, mains: Sequence[int]) -> set[int]:
        """Let one of these events stand for all that they stood for; the others."""
        if len(mains) == 1:
            return set()
        main = min(mains, key=self.comparer.rank)
        others = set(mains) - {main}
        for other in sorted(others):
            self.connection.execute("UPDATE retellings SET main = ? WHERE main = ?", (main, other))
            self.connection.execute("INSERT INTO retellings VALUES (?, ?)", (other, main))
        return others

    def _clear(self, story: int) -> None:
        """Take back what an earlier merging made of the story: its copies wait again, and the events that
        stood under its own are clusters without them.
        """
        sql = (
            "SELECT r.event FROM retellings r JOIN events told USING (event) "
            "JOIN events main ON main.event = r.main WHERE main.story = ?1 AND told.story <> ?1"
        )
        left = [event for (event,) in self.connection.execute(sql, (story,))]
        for sql in (
            "INSERT OR IGNORE INTO unmerged SELECT story FROM copies WHERE original = ?",
            # Who waits is no original meanwhile: two copies would be held to be each other's for ever.
            "DELETE FROM bands WHERE story IN (SELECT story FROM copies WHERE original = ?)",
            "DELETE FROM copies WHERE ? IN (story, original)",
            "DELETE FROM bands WHERE story = ?",
            "DELETE FROM event_keys WHERE event IN (SELECT event FROM events WHERE story = ?)",
            "DELETE FROM event_pairs WHERE one IN (SELECT event FROM events WHERE story = ?)",
            "DELETE FROM event_pairs WHERE other IN (SELECT event FROM events WHERE story = ?)",
            "DELETE FROM retellings WHERE event IN (SELECT event FROM events WHERE story = ?)",
            "DELETE FROM retellings WHERE main IN (SELECT event FROM events WHERE story = ?)",
        ):
            self.connection.execute(sql, (story,))
        if left:
            # They do not wait: two stories would make each other wait for ever.
            self.derive_anew(left)


def _order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _describe(traits: Traits) -> tuple[object, ...]:
    """What two copies of one text have alike."""
    return traits.type, traits.modes, traits.codes, traits.factuality, traits.evidence
