"""A store of any size that looks like real news data: `python -m benchmarks.store_generator big.db`.

Real coded stories are told again and again with other words, actors and days, and go in through the store's
own writer, in order of time, as a feed would bring them. Actors follow Zipf's law over every country of the
atlas and the groups met, publishers too; words are exchanged for others of the same length by how often they
occur, so that offsets hold and full text is as skewed as it is in life. The same seed gives the same store.

Beyond `WRITTEN` stories the rest are copies inside SQLite, further on in time: the same rows, far sooner.
Two things are not as the program would write them: the kept parse is that of the story told again (its size
is right, its forms are not), and the ids of persons are made up.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.pipeline import Coder
from dragoman.records import Story, StoryRecord
from dragoman.sources import Refusal, take_in
from dragoman.store.packing import pack_parse
from dragoman.store.writer import Entry, Refused, Writer

SHARED = Path("../shared/stories")
OWN = (
    Path("examples/en-shoal.json"),
    Path("examples/nl-haven.json"),
    Path("evaluation/gold/en/stories.jsonl"),
    Path("evaluation/gold/nl/stories.jsonl"),
)
LONGEST = 4_500  # characters of a story that is told anew
EVENTS = 10.4  # a story on average, as dense political news has them
FIRST_DAY = date(2020, 1, 1)
DAYS = 5 * 365
PUBLISHERS = 60
PERSONS = 400  # of a country
TOWNS = 40  # of a country
BATCH = 250  # stories in a transaction
EXCHANGED = 0.4  # of the words
INVENTED = 0.06  # of the words: names, numbers, slips of the pen, which make up most of a vocabulary
KEPT = 0.02  # of the stories: taken in, but in a language that is not coded
RETOLD = 0.01  # of the stories: changed afterwards by their publisher

KEYS = (("stories", "story"), ("events", "event"), ("statements", "statement"), ("relations", "relation"))
COPIED = (
    "stories",
    "parses",
    "records",
    "events",
    "participants",
    "dyads",
    "event_contexts",
    "statements",
    "statement_targets",
    "relations",
    "doubts",
)
WRITTEN = 10_000  # stories at most through the writer; more are copies of them, further on in time

_WORD = re.compile(r"\b[a-zà-ÿ]{4,}\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Told(Struct, frozen=True):
    """A real story with its record as plain data, its packed parse and the spans that name actors."""

    story: Story
    record: dict[str, Any]
    model: str
    parse: bytes
    named: tuple[tuple[int, int], ...]


class Zipf:
    """Draws from a list whose n-th member is n times rarer than its first."""

    def __init__(self, members: Sequence[str], exponent: float = 1.0) -> None:
        self.members = members
        self._sums = list(accumulate((n + 1) ** -exponent for n in range(len(members))))

    def draw(self, chance: random.Random) -> str:
        """One of the members."""
        return self.members[bisect(self._sums, chance.random() * self._sums[-1])]


class Cast:
    """Who stands in for whom in one telling: every code of the story gets another of its kind."""

    def __init__(self, chance: random.Random, countries: Zipf, groups: Zipf) -> None:
        self._chance = chance
        self._kinds = {"country": countries, "group": groups}
        self._codes: dict[str, str] = {}
        self._persons: dict[str, str] = {}

    def recast(self, code: str, kind: str = "country") -> str:
        """The code that stands in for `code`; two codes of a story never get the same one."""
        if code not in self._codes:
            drawn = self._kinds[kind].draw(self._chance)
            while drawn in self._codes.values():
                drawn = self._kinds[kind].draw(self._chance)
            self._codes[code] = drawn
        return self._codes[code]

    def recode(self, told: str) -> str:
        """The stand-in of a code of any kind; one that never acted in the story stays."""
        return self._codes.get(told, told)

    def name_person(self, entity: str, code: str) -> str:
        """The id of a person of the country `code`, a few of whom are named most."""
        if entity not in self._persons:
            number = int(PERSONS ** self._chance.random())
            self._persons[entity] = f"{code}-{number}"
        return self._persons[entity]


class Teller:
    """Tells stories anew."""

    def __init__(self, pool: Sequence[Told], seed: int) -> None:
        """`pool` are the stories to tell; `seed` settles all that is drawn."""
        self._chance = random.Random(seed)
        self._pool = pool
        self._weights = list(accumulate(weigh_stories([len(one.record["events"]) for one in pool], EVENTS)))
        used = count_codes(pool)
        atlas = Atlas.load()
        nations = sorted({one.country for one in atlas.entries if one.kind == "country" and one.country})
        self._countries = Zipf(sorted(nations, key=lambda code: (-used["country"][code], code)))
        self._groups = Zipf([code for code, _ in used["group"].most_common()])
        self._publishers = Zipf([f"Courier {n}" for n in range(1, PUBLISHERS + 1)])
        self._vocabulary = gather_vocabulary(one.story.text for one in pool)

    def tell(self, number: int, many: int) -> tuple[Entry, Told]:
        """The story with that number of `many`, and the one it was made of."""
        chance = self._chance
        base = self._pool[bisect(self._weights, chance.random() * self._weights[-1])]
        day = FIRST_DAY + timedelta(days=number * DAYS // many)
        text = self._reword(base)
        publisher = self._publishers.draw(chance)
        story = msgspec.structs.replace(
            base.story,
            id=f"made-{number:07}",
            text=text,
            title=text[: len(base.story.title or "")] or None,
            published=day.isoformat(),
            url=f"https://{publisher.replace(' ', '-').lower()}.example/{day:%Y/%m/%d}/{number}",
            publisher=publisher,
        )
        if chance.random() < KEPT:
            reason = "no pack for this language"
            return Entry(
                story=msgspec.structs.replace(story, language="de"), source="made", reason=reason
            ), base
        cast = Cast(chance, self._countries, self._groups)
        told = self._retell(base.record, story, cast, day - read_day(base.story.published))
        given = {name: getattr(story, name) for name in ("id", "published", "title", "url", "publisher")}
        return Entry(story=story, source="made", record=msgspec.convert({**told, **given}, StoryRecord)), base

    def _reword(self, base: Told) -> str:
        chance, text = self._chance, base.story.text
        pieces, at = [], 0
        spans = iter(base.named)
        span = next(spans, None)
        for match in _WORD.finditer(text):
            start, end = match.span()
            while span is not None and span[1] <= start:
                span = next(spans, None)
            drawn = chance.random()
            if drawn > EXCHANGED or (span is not None and span[0] < end):
                continue
            pieces += (text[at:start], self._exchange(end - start, drawn))
            at = end
        return "".join((*pieces, text[at:]))

    def _exchange(self, length: int, drawn: float) -> str:
        if drawn < INVENTED or length not in self._vocabulary:
            return "".join(self._chance.choices("aeioudnrstlmkp", k=length))
        return self._vocabulary[length].draw(self._chance)

    def _retell(self, told: Any, story: Story, cast: Cast, shift: timedelta) -> Any:
        """The plain data of a record with its spans, codes and days replaced."""
        if isinstance(told, list):
            return [self._retell(one, story, cast, shift) if isinstance(one, dict) else one for one in told]
        made = {
            name: self._retell(value, story, cast, shift) if isinstance(value, dict | list) else value
            for name, value in told.items()
        }
        if "text" in made and made["start"] is not None:
            made["text"] = story.text[made["start"] : made["end"]]
        if "via" in made:
            self._replace_actor(made, cast)
        elif "edtf" in made:
            made["edtf"] = shift_date(made["edtf"], shift, story.published or "")
        elif "precision" in made:
            self._replace_place(made, cast)
        elif "toward" in made:
            made["toward"] = cast.recode(made["toward"])
        elif "change" in made:
            made["actors"] = [cast.recast(code) for code in made["actors"]]
        return made

    def _replace_actor(self, actor: dict[str, Any], cast: Cast) -> None:
        for kind in ("country", "group"):
            if actor[kind] is not None:
                code = actor[kind] = cast.recast(actor[kind], kind)
                if actor["id"] is not None:
                    is_person = actor["id"].startswith("Q")
                    actor["id"] = cast.name_person(actor["id"], code) if is_person else code
                    actor["name"] = f"Person {actor['id']}" if is_person else actor["name"]
                return

    def _replace_place(self, place: dict[str, Any], cast: Cast) -> None:
        if place["country"] is None:
            return
        place["country"] = cast.recast(place["country"])
        if place["lat"] is not None:
            town = int(TOWNS ** self._chance.random())
            place["id"] = f"{place['country']}-{town}"
            spot = random.Random(place["id"])
            place["lat"], place["lon"] = round(spot.uniform(-40, 65), 4), round(spot.uniform(-120, 150), 4)


def weigh_stories(counts: Sequence[int], mean: float) -> list[float]:
    """Weights for stories with so many events, exponential in them, that make the weighted mean `mean`."""
    low, high = -1.0, 1.0
    for _ in range(60):
        tilt = (low + high) / 2
        weights = [math.exp(tilt * count) for count in counts]
        reached = sum(map(lambda one, weight: one * weight, counts, weights)) / sum(weights)
        low, high = (tilt, high) if reached < mean else (low, tilt)
    return weights


def count_codes(pool: Sequence[Told]) -> dict[str, Counter[str]]:
    """How often each country and group acts or is spoken of in the stories."""
    found: dict[str, Counter[str]] = {"country": Counter(), "group": Counter()}
    for actor in (actor for one in pool for actor in walk_actors(one.record)):
        for kind, counter in found.items():
            if actor[kind] is not None:
                counter[actor[kind]] += 1
    return found


def walk_actors(told: Any) -> Iterator[dict[str, Any]]:
    """Every actor in the plain data of a record."""
    if isinstance(told, dict):
        if "via" in told:
            yield told
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from walk_actors(one)


def gather_vocabulary(texts: Iterator[str]) -> dict[int, Zipf]:
    """The words of the texts by their length, most frequent first."""
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _WORD.findall(text):
            counted[len(word)][word] += 1
    return {length: Zipf([word for word, _ in words.most_common()]) for length, words in counted.items()}


def read_day(published: str | None) -> date:
    """The first day that `published` may mean."""
    year, month, day = (*(published or "2020").split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def shift_date(edtf: str, shift: timedelta, published: str) -> str:
    """The date as far from the new day of publication as it was from the old one, where it tells days."""
    if not _DAY.search(edtf):
        return published
    return _DAY.sub(lambda match: (date.fromisoformat(match.group()) + shift).isoformat(), edtf)


def gather_pool(kept: Path | None = None) -> list[Told]:
    """The stories to tell anew, coded now, or taken from the file `kept`, made when it is missing."""
    if kept is not None and kept.is_file():
        return msgspec.msgpack.decode(kept.read_bytes(), type=list[Told])
    inputs = [path for path in (*OWN, SHARED / "wikinews-en.jsonl") if path.exists()]
    taken = [one for one in take_in(inputs) if not isinstance(one, Refusal)]
    stories = [one for one in taken if len(one.text) <= LONGEST]
    coder = Coder.load()
    pool = [tell_base(story, coder) for story in stories]
    if kept is not None:
        kept.write_bytes(msgspec.msgpack.encode(pool))
    return pool


def tell_base(story: Story, coder: Coder) -> Told:
    """A story read and coded."""
    (parse,) = coder.read([story])
    record = json.loads(msgspec.json.encode(coder.code(story, parse)))
    named = sorted({(actor["start"], actor["end"]) for actor in walk_actors(record)})
    return Told(story, record, parse.model, pack_parse(parse), tuple(named))


def fill_store(
    path: Path,
    pool: Sequence[Told],
    many: int,
    seed: int = 1,
    progress: Callable[[int, float], None] | None = None,
) -> float:
    """Put `many` stories into the store at `path`: stories a second through the writer alone."""
    times = max(1, many // WRITTEN)
    speed = write_stories(path, pool, (many // times, many), seed, progress)
    if times > 1:
        multiply_store(path, many // times, times)
    return speed


def write_stories(
    path: Path,
    pool: Sequence[Told],
    part: tuple[int, int],
    seed: int,
    progress: Callable[[int, float], None] | None,
) -> float:
    """Write the first stories of so many through the store's writer; how many a second."""
    written, many = part
    teller, chance = Teller(pool, seed), random.Random(seed + 1)
    spent = 0.0
    with Writer(path) as writer:
        run = writer.begin_run("add", ["made"])
        for first in range(0, written, BATCH):
            told = [teller.tell(number, many) for number in range(first, min(first + BATCH, written))]
            retold = [
                msgspec.structs.replace(
                    entry, story=msgspec.structs.replace(entry.story, text=entry.story.text + " ")
                )
                for entry, _ in told
                if chance.random() < RETOLD
            ]
            refused = (
                [Refused(f"made line {first}", "holds no text", "give it a text")]
                if first % 1000 == 0
                else []
            )
            started = time.perf_counter()
            writer.add(run, [entry for entry, _ in told], refused)
            writer.add(run, retold)
            keep_parses(writer, told)
            spent += time.perf_counter() - started
            if progress:
                progress(first + len(told), spent)
        writer.end_run(run)
        writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return written / spent


def multiply_store(path: Path, stories: int, times: int) -> None:
    """Copy the `stories` of the store until there are `times` as many, each copy `DAYS / times` days later.

    Rows are copied inside SQLite, with the keys, ids and days that the writer would have given them.
    """
    with Writer(path) as writer:
        connection = writer.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        keys = {
            key: connection.execute(f"SELECT max({key}) FROM {table}").fetchone()[0] or 0
            for table, key in KEYS
        }
        for copy in range(1, times):
            connection.execute("BEGIN IMMEDIATE")
            for table in COPIED:
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                made = ", ".join(
                    move_column(table, name, keys, copy, copy * DAYS // times) for name in columns
                )
                first = f"WHERE story <= {keys['story']}" if "story" in columns else ""
                for key in ("event", "statement"):
                    if key in columns and not first:
                        first = f"WHERE {key} <= {keys[key]}"
                connection.execute(f"INSERT INTO {table} SELECT {made} FROM {table} {first}")
            connection.execute("COMMIT")
        connection.execute(f"UPDATE met SET times = times * {times}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def move_column(table: str, name: str, keys: dict[str, int], copy: int, days: int) -> str:
    """What a copied row has in a column."""
    if name in keys:
        return f"{name} + {copy * keys[name]}"
    if table == "stories" and name in ("id", "origin", "url"):
        return f"{name} || '-{copy}'"
    if name in ("first_day", "last_day", "published", "edtf"):
        return f"CASE WHEN {name} GLOB '????-??-??' THEN date({name}, '+{days} days') ELSE {name} END"
    return name


def keep_parses(writer: Writer, told: Sequence[tuple[Entry, Told]]) -> None:
    """Put the parses of the stories told beside them."""
    writer.connection.execute("BEGIN IMMEDIATE")
    writer.connection.executemany(
        "INSERT INTO parses SELECT story, ?, ? FROM stories WHERE id = ?",
        [(base.model, base.parse, entry.story.id) for entry, base in told if entry.record is not None],
    )
    writer.connection.execute("COMMIT")


def main() -> None:
    """Parse the command line and make the store."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pool", type=Path, help="a file to keep the coded stories in between runs")
    asked = parser.parse_args()
    started = time.perf_counter()

    def show(done: int, spent: float) -> None:
        if done % 5_000 < BATCH or done == asked.stories:
            print(
                f"{done:,} stories, {time.perf_counter() - started:.0f} s, writer {done / spent:.0f} a second"
            )

    fill_store(asked.store, gather_pool(asked.pool), asked.stories, asked.seed, show)


if __name__ == "__main__":
    main()
