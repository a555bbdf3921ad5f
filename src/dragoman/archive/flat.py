"""A part's stories and records laid flat: the rows of its tables, with keys that no other part has."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources.language import list_coded
from dragoman.sources.refusals import Refusal
from dragoman.standings import is_claimed
from dragoman.store.days import bound_days
from dragoman.store.flat import (
    Row,
    count_met,
    flatten_event,
    flatten_relation,
    flatten_statement,
    list_participants,
    list_targets,
    pair_codes,
)
from dragoman.store.writer import digest_origin

KEYS = 1_000_000
"""Keys that a part has for each of its tables: event 17000042 is the 42nd of part 17."""


class CodedStory(Struct, frozen=True):
    """A story with its parse and records; `source` is the file, feed or address it came from."""

    story: Story
    parse: Parse
    record: StoryRecord
    source: str = ""


class FlatPart:
    """The rows of a part by table. The same stories in the same order give the same rows."""

    def __init__(self, number: int) -> None:
        self.rows: dict[str, list[Row]] = {}
        self._number = number

    def add_story(self, coded: CodedStory) -> None:
        """A story that is coded."""
        record = coded.record
        story = self._put_story(coded.story, coded.source, "coded", None)
        made = record.versions
        told = msgspec.json.encode(record).decode()
        version = (made.dragoman, made.codebook, made.atlas, made.model, made.overlay or "")
        self._put("records", (story, *version, told))
        day, _ = bound_days(record.published)
        for event in record.events:
            key = self._next("events")
            self._put("events", (key, story, *flatten_event(event)))
            self._put("participants", *((key, *one) for one in list_participants(event)))
            first, last = bound_days(event.date.edtf if event.date else None)
            series = (event.type, event.quad, event.score, event.factuality, int(is_claimed(event)))
            self._put(
                "dyads",
                *(
                    (pair.actor, pair.recipient, key, first, last, *series, int(pair.symmetric), story)
                    for pair in pair_codes(event)
                ),
            )
            self._put("event_contexts", *((context, key) for context in dict.fromkeys(event.context)))
        for statement in record.statements:
            key = self._next("statements")
            row = flatten_statement(statement, day)
            self._put("statements", (key, story, *row))
            self._put(
                "statement_targets",
                *((kind, target, key, side, row[1], day) for kind, target, side in list_targets(statement)),
            )
        for relation in record.relations:
            self._put("relations", (self._next("relations"), story, *flatten_relation(relation, day)))
        self._put("doubts", *((story, one.start, one.end, one.text, one.reason) for one in record.doubts))

    def add_refusal(self, refusal: Refusal) -> None:
        """What was refused; a story in a language that is not coded, or that failed, is kept beside."""
        story = refusal.story.id if refusal.story is not None else None
        self._put("refusals", (refusal.where, refusal.reason, refusal.remedy, story))
        if refusal.story is not None:
            state = "failed" if refusal.story.language in list_coded() else "kept"
            self._put_story(refusal.story, "", state, refusal.reason)

    def add_met(self, records: Sequence[StoryRecord]) -> None:
        """How often each actor was named in each way, over all records of the part."""
        met: Counter[tuple[str, ...]] = Counter()
        for record in records:
            met.update(count_met(record))
        self._put("met", *((*key, times) for key, times in sorted(met.items())))

    def _put_story(self, story: Story, source: str, state: str, reason: str | None) -> int:
        key = self._next("stories")
        row = (
            key,
            story.id,
            digest_origin(story),
            hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest(),
            story.language,
            story.title,
            story.published,
            story.published_at,
            bound_days(story.published)[0],
            story.url,
            story.publisher,
            int(story.partial),
            source,
            story.text,
            state,
            reason,
        )
        self._put("stories", row)
        return key

    def _put(self, table: str, *rows: Row) -> None:
        self.rows.setdefault(table, []).extend(rows)

    def _next(self, table: str) -> int:
        position = len(self.rows.get(table, ())) + 1
        if position >= KEYS:
            raise StoreError(f"a part holds too many {table}", remedy="cut the input into smaller parts")
        return self._number * KEYS + position
