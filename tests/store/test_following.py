"""What is counted follows the tables it is made of, whatever is done to these."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_by_hand import make_actor, make_event, make_record
from stored import check_following

from dragoman.errors import StoreError
from dragoman.records import Event, Story, StoryRecord
from dragoman.store.merging import merge_new
from dragoman.store.verdicts import judge_same
from dragoman.store.writer import Entry, Recoded, Writer, digest_origin

WIRE = " ".join(f"word{at} of{at % 7} the{at % 5} wire{at % 11}" for at in range(40))
DATES = ("2023-05-04", "2023-05-05", "2023-05", "2022", None)


def draw_event(chance: random.Random) -> Event:
    codes = ["NOR", "ISL", "DNK"]
    actors = " ".join(chance.sample(codes, chance.choice((1, 1, 2))))
    recipients = " ".join(chance.sample(codes, chance.choice((0, 1, 1, 2))))
    type_ = "CONSULT" if not recipients else chance.choice(("ACCUSE", "AID", "SANCTION"))
    return make_event(
        actors,
        recipients,
        type_,
        chance.choice(("2023-05-03", "2023-05-04", "2023-05")),
        factuality=chance.choice(("actual", "actual", "actual", "negated")),
        said_by=chance.choice((None, None, make_actor("FIN"))),
    )


def draw_story(chance: random.Random, number: int) -> tuple[Story, StoryRecord]:
    events = [draw_event(chance) for _ in range(chance.randrange(4))]
    published = chance.choice(DATES)
    record = make_record(f"s{number}", published, events)
    told = ". ".join(event.evidence.text for event in events)
    more = WIRE if chance.random() < 0.4 else number
    text = f"{told} {more} {chance.random() if chance.random() < 0.3 else ''}"
    story = Story(
        id=record.id,
        text=text,
        language="en",
        published=published,
        url=f"https://x.example/{number}",
        publisher=chance.choice(("A", "B")),
    )
    return story, record


class Doing:
    """A store to which one thing after another is done at random."""

    def __init__(self, writer: Writer, run: int, seed: int) -> None:
        self.writer, self.run = writer, run
        self.chance = random.Random(seed)
        self.stories: list[tuple[Story, StoryRecord]] = []

    def add(self) -> None:
        """A new story, sometimes one that could not be coded."""
        story, record = draw_story(self.chance, len(self.stories))
        self.stories.append((story, record))
        self._put(story, record if self.chance.random() < 0.8 else None)

    def revise(self) -> None:
        """Another text, date and records for an address that is known."""
        number = self.chance.randrange(len(self.stories))
        self.stories[number] = draw_story(self.chance, number)
        self._put(*self.stories[number])

    def recode(self) -> None:
        """Other records of the same text."""
        number = self.chance.randrange(len(self.stories))
        story, record = self.stories[number]
        found = self.writer.connection.execute(
            "SELECT story FROM stories WHERE origin = ?", (digest_origin(story),)
        )
        made = replace(record, events=draw_story(self.chance, number)[1].events)
        for (key,) in found.fetchall():
            self.writer.recode(self.run, [Recoded(story=key, origin=digest_origin(story), record=made)])

    def merge(self) -> None:
        """All that is new held against the others."""
        merge_new(self.writer)
        assert self.writer.connection.execute("SELECT count(*) FROM unmerged").fetchone() == (0,)

    def judge(self) -> None:
        """A person's word on two events."""
        events = self.writer.connection.execute(
            "SELECT s.id, e.id FROM events e JOIN stories s USING (story) ORDER BY e.event"
        ).fetchall()
        try:
            one, other = self.chance.sample(events, 2)
            judge_same(self.writer, one, other, self.chance.choice(("same", "apart", "withdrawn")), user="u")
        except (StoreError, ValueError):
            pass  # fewer than two events, or two of one story

    def delete(self) -> None:
        """A story goes, with all that hangs from it."""
        number = self.chance.randrange(len(self.stories))
        self.writer.connection.execute("DELETE FROM stories WHERE url = ?", (self.stories[number][0].url,))

    def _put(self, story: Story, record: StoryRecord | None) -> None:
        reason = None if record else "could not be coded"
        self.writer.add(self.run, [Entry(story=story, source="x", record=record, reason=reason)])


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_what_is_counted_follows(writer: Writer, run: int, seed: int) -> None:
    doing = Doing(writer, run, seed)
    deeds: Sequence[str] = ("add", "add", "add", "merge", "merge", "revise", "recode", "judge", "delete")
    for _ in range(40):
        getattr(doing, doing.chance.choice(deeds) if doing.stories else "add")()
        check_following(writer.connection)


def test_the_store_that_the_deeds_make_has_copies_and_retellings(writer: Writer, run: int) -> None:
    doing = Doing(writer, run, 1)
    for _ in range(30):
        doing.add()
    doing.merge()
    for table in ("copies", "retellings", "dealings", "readings"):
        assert writer.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 3, table


def test_a_meeting_is_one_dealing_both_ways(path: Path, writer: Writer, run: int) -> None:
    record = make_record("a", events=[make_event("USA CHN", "", "CONSULT")])
    writer.add(run, [Entry(story=Story(id="a", text="a", language="en"), source="x", record=record)])
    sql = "SELECT one, other, forward, backward FROM dealings"
    assert writer.connection.execute(sql).fetchall() == [("CHN", "USA", 1, 1)]
