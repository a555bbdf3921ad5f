"""How merging grows with a store: `python -m benchmarks.identity_speed [--stories 100000] [--days 3650]`.

The coded stories of our own gold are told anew as affairs: with other actors (by Zipf's law, over 120 codes),
on other days of a year, each by one to six outlets within three days. An outlet writes its own words, or
prints the wire: the same text, cut and topped. All stories go in by day through the store's writer and are
merged five hundred at a time, as a feed would bring them. Shown are, for each part of the stories, the
processor's seconds of merging, milliseconds a story, events told before, and at last the planted copies that
were found, and what was wrongly taken for one. `--days` spreads the stories over more days: the denser they
lie, the more others each is held against.
`--pool` keeps the coded gold between runs.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.pipeline import Coder
from dragoman.records import Actor, Event, Story, StoryRecord, When
from dragoman.store.merging import merge_new
from dragoman.store.writer import Entry, Writer
from evaluation.identity import read_gold

SEED = 7
FIRST = date(2024, 1, 1)
DAYS = 365
OUTLETS = (1, 1, 1, 2, 2, 3, 4, 6)
WIRE = 0.2  # of the later tellings: printed from the wire
PARTS = 10
BATCH = 500
WORDS = 300  # of a story, as news has them
CODES = [f"{one}{two}{three}" for one in "ABCDE" for two in "KLMN" for three in "VWXYZQ"]
WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(CODES) + 1)))


def load_pool(path: Path | None) -> list[StoryRecord]:
    """The records of our own gold, coded here or kept from before."""
    if path is not None and path.is_file():
        lines = path.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=StoryRecord) for line in lines]
    stories = [one.story for split in ("dev", "dev2", "test") for one in read_gold(split)]
    coder = Coder.load()
    pool = [coder.code(*pair) for pair in zip(stories, coder.read(stories), strict=True)]
    pool = [record for record in pool if record.events]
    if path is not None:
        path.write_bytes(b"\n".join(msgspec.json.encode(record) for record in pool))
    return pool


def tell_stories(
    pool: list[StoryRecord], count: int, days: int = DAYS
) -> list[tuple[Story, StoryRecord, str | None]]:
    """Stories by day with their records; of a copy, the id of the story it was printed from."""
    chance = random.Random(SEED)
    words = [f"{chance.choice('bdfgklmnprstv')}{chance.choice('aeiou')}{at}" for at in range(8_000)]
    told: list[tuple[Story, StoryRecord, str | None]] = []
    affair = 0
    while len(told) < count:
        affair += 1
        told += _tell_affair(pool, affair, words, chance, days)
    told.sort(key=lambda one: (one[0].published, one[0].id))
    return told[:count]


def _tell_affair(
    pool: list[StoryRecord], affair: int, words: list[str], chance: random.Random, days: int
) -> Iterator[tuple[Story, StoryRecord, str | None]]:
    record = chance.choice(pool)
    cast = dict(zip(_list_codes(record), _draw_codes(chance, len(_list_codes(record))), strict=True))
    day = FIRST + timedelta(chance.randrange(days))
    text = " ".join(chance.choices(words, k=WORDS))
    for outlet in range(chance.choice(OUTLETS)):
        identity = f"{affair}-{outlet}"
        wire = outlet > 0 and chance.random() < WIRE
        printed = f"Wire report. {text[: chance.randrange(900, 2_400)]}" if wire else text
        own = printed if wire or not outlet else " ".join(chance.choices(words, k=WORDS))
        published = day + timedelta(0 if wire else min(outlet // 2, 3))
        language = chance.choice(("nl", "en"))
        story = Story(
            id=identity, text=own, language=language, published=published.isoformat(), publisher=f"P{outlet}"
        )
        yield story, _move(record, story, cast, day), f"{affair}-0" if wire else None


def _move(record: StoryRecord, story: Story, cast: dict[str, str], day: date) -> StoryRecord:
    assert record.published is not None
    shift = day - date.fromisoformat(record.published)
    events = tuple(_move_event(event, cast, shift, story) for event in record.events)
    return replace(
        record, id=story.id, language=story.language, published=story.published, publisher=story.publisher,
        events=events, statements=(), relations=(), doubts=(),
    )  # fmt: skip


def _move_event(event: Event, cast: dict[str, str], shift: timedelta, story: Story) -> Event:
    def play(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(replace(one, country=cast.get(one.country or ""), id=None, name=None) for one in actors)

    when = event.date
    if when is not None and when.basis == "story":
        when = When(story.published or "", "story")
    elif when is not None and len(when.edtf) == len("2024-01-01"):
        when = replace(when, edtf=(date.fromisoformat(when.edtf) + shift).isoformat())
    return replace(event, actor=play(event.actor), recipient=play(event.recipient), date=when)


def _list_codes(record: StoryRecord) -> list[str]:
    actors = [actor for event in record.events for actor in (*event.actor, *event.recipient)]
    return sorted({actor.country for actor in actors if actor.country})


def _draw_codes(chance: random.Random, count: int) -> list[str]:
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[chance.choices(CODES, cum_weights=WEIGHTS)[0]] = None
    return list(drawn)


def main() -> None:
    """Print a line for each part of the stories."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=DAYS, help="that the stories lie over")
    parser.add_argument("--pool", type=Path)
    asked = parser.parse_args()
    told = tell_stories(load_pool(asked.pool), asked.stories, asked.days)
    printed = {story.id: original for story, _, original in told if original}
    share = max(1, len(told) // PARTS)
    print(f"{'stories':>9} {'events':>9} {'seconds':>8} {'ms/story':>9} {'retold':>8} {'copies':>7}")
    with tempfile.TemporaryDirectory() as folder, Writer(Path(folder) / "store.db") as writer:
        run = writer.begin_run("add", ["benchmark"])
        seconds, retold, copies, events, since = 0.0, 0, 0, 0, 0.0
        for at in range(0, len(told), BATCH):
            part = told[at : at + BATCH]
            writer.add(run, [Entry(story=story, source="b", record=record) for story, record, _ in part])
            events += sum(len(record.events) for _, record, _ in part)
            # The processor's time: the machine may have other work.
            started = time.process_time()
            done = merge_new(writer)
            seconds += time.process_time() - started
            retold, copies = retold + done.retold, copies + done.copies
            if (at + len(part)) // share > at // share:
                pace = 1000 * (seconds - since) / share
                since = seconds
                print(f"{at + len(part):>9,} {events:>9,} {seconds:>8.1f}", end="")
                print(f" {pace:>9.2f} {retold:>8,} {copies:>7,}", flush=True)
        found = dict(
            writer.connection.execute(
                "SELECT s.id, o.id FROM copies c JOIN stories s USING (story) "
                "JOIN stories o ON o.story = c.original"
            )
        )
    there = {story.id for story, _, _ in told}
    wanted = {copy for copy, original in printed.items() if original in there}
    right = sum(copy.partition("-")[0] == original.partition("-")[0] for copy, original in found.items())
    print(
        f"copies planted {len(wanted):,}, found {len(wanted & found.keys()):,}; wrong {len(found) - right:,}"
    )


if __name__ == "__main__":
    main()
