"""Writing to the store: a story with its parse and records goes in whole, once, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dragoman.records import Parse, Story, StoryRecord, Versions
from dragoman.store.database import create_store, open_writer, transaction
from dragoman.store.days import bound_days, tell_now
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
from dragoman.store.packing import pack_parse, pack_record, unpack_record

Fate = Literal["added", "revised", "known"]
"""What became of a story: new, a new text for an address that was known, or nothing new."""

_MARK = 8  # characters of the digest that lengthen an id two sources share


class Entry(Struct, frozen=True, kw_only=True):
    """A story for the store. Without `record` it is kept as it is, and `reason` says why it is not coded."""

    story: Story
    source: str
    parse: Parse | None = None
    record: StoryRecord | None = None
    reason: str | None = None


class Refused(Struct, frozen=True):
    """What could not be taken in: where it stands, what is wrong, what to do."""

    place: str
    what: str
    remedy: str


class Writer:
    """One process's hand in the store. A context: leaving it closes the file.

    Several writers may work at once; each waits for the other's transaction to end.
    """

    def __init__(self, path: Path) -> None:
        """Opens the store at `path`, which is made when it is not there. Raises StoreError."""
        create_store(path)
        self.connection = open_writer(path)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    # ── runs ────────────────────────────────────────────────────────────────

    def begin_run(self, command: str, inputs: Sequence[str]) -> int:
        """The key of a new run, to be given with what it adds."""
        told = msgspec.json.encode(list(inputs)).decode()
        with transaction(self.connection):
            self.connection.execute(
                "INSERT INTO runs (command, inputs, started) VALUES (?, ?, ?)", (command, told, tell_now())
            )
            return self._last_key()

    def end_run(self, run: int) -> None:
        """Writes down that the run came to its end."""
        self.connection.execute("UPDATE runs SET finished = ? WHERE run = ?", (tell_now(), run))

    # ── stories ─────────────────────────────────────────────────────────────

    def is_known(self, story: Story) -> bool:
        """Whether the very same story, by address (else id) and text, is in the store, coded or not."""
        found = self.connection.execute("SELECT 1 FROM stories WHERE origin = ?", (digest_origin(story),))
        return found.fetchone() is not None

    def add(self, run: int, entries: Sequence[Entry], refused: Sequence[Refused] = ()) -> list[Fate]:
        """Put the stories in, in one transaction with what was refused beside them; their fates, in order."""
        with transaction(self.connection):
            fates = [self._add_entry(run, entry) for entry in entries]
            self.connection.executemany(
                "INSERT INTO refusals VALUES (?, ?, ?, ?)",
                [(run, one.place, one.what, one.remedy) for one in refused],
            )
            self.connection.execute(
                "UPDATE runs SET added = added + ?, revised = revised + ?, known = known + ?, "
                "refused = refused + ? WHERE run = ?",
                (fates.count("added"), fates.count("revised"), fates.count("known"), len(refused), run),
            )
        return fates

    def recode(self, story: int, record: StoryRecord, parse: Parse | None = None) -> None:
        """New records for a story that is in the store, by its key; with `parse`, a new parse too."""
        with transaction(self.connection):
            self._remove_records(story)
            if parse is not None:
                self._put_parse(story, parse)
            self._put_record(story, record)
            self.connection.execute(
                "UPDATE stories SET state = 'coded', reason = NULL WHERE story = ?", (story,)
            )

    def _add_entry(self, run: int, entry: Entry) -> Fate:
        story = entry.story
        origin = digest_origin(story)
        if self._find("SELECT story FROM stories WHERE origin = ?", origin) is not None:
            return "known"
        if (
            story.url
            and (key := self._find("SELECT story FROM stories WHERE url = ?", story.url)) is not None
        ):
            self._revise(key, entry, origin, run)
            fate: Fate = "revised"
        else:
            key = self._insert_story(entry, origin, run)
            fate = "added"
        if entry.parse is not None:
            self._put_parse(key, entry.parse)
        if entry.record is not None:
            self._put_record(key, entry.record)
        return fate

    def _insert_story(self, entry: Entry, origin: str, run: int) -> int:
        story = entry.story
        identity = story.id
        if self._find("SELECT story FROM stories WHERE id = ?", identity) is not None:
            identity = f"{story.id}~{origin[:_MARK]}"
        self.connection.execute(
            "INSERT INTO stories (id, origin, text_sha256, language, title, published, published_at, "
            "first_day, url, publisher, partial, source, text, state, reason, added, run) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (identity, origin, *_describe(story), entry.source, story.text, *_stand(entry), tell_now(), run),
        )
        return self._last_key()

    def _revise(self, key: int, entry: Entry, origin: str, run: int) -> None:
        self.connection.execute(
            "INSERT OR IGNORE INTO revisions "
            "SELECT story, ?, origin, title, text FROM stories WHERE story = ?",
            (tell_now(), key),
        )
        self._remove_records(key)
        self.connection.execute("DELETE FROM parses WHERE story = ?", (key,))
        self.connection.execute(
            "UPDATE stories SET origin = ?, text_sha256 = ?, language = ?, title = ?, published = ?, "
            "published_at = ?, first_day = ?, url = ?, publisher = ?, partial = ?, source = ?, text = ?, "
            "state = ?, reason = ?, run = ? WHERE story = ?",
            (origin, *_describe(entry.story), entry.source, entry.story.text, *_stand(entry), run, key),
        )

    # ── records ─────────────────────────────────────────────────────────────

    def _put_parse(self, story: int, parse: Parse) -> None:
        row = (story, parse.model, pack_parse(parse))
        self.connection.execute("INSERT OR REPLACE INTO parses VALUES (?, ?, ?)", row)

    def _put_record(self, story: int, record: StoryRecord) -> None:
        version = self._find_version(record.versions)
        self.connection.execute("INSERT INTO records VALUES (?, ?, ?)", (story, version, pack_record(record)))
        day, _ = bound_days(record.published)
        self._put_events(story, record)
        self._put_statements(story, record, day)
        self._insert("relations", 14, ((story, *flatten_relation(one, day)) for one in record.relations))
        self._insert(
            "doubts",
            5,
            ((story, one.start, one.end, one.text, one.reason) for one in record.doubts),
            keyed=False,
        )
        self._count_met(record, 1)

    def _put_events(self, story: int, record: StoryRecord) -> None:
        for event in record.events:
            row = flatten_event(event)
            self._insert("events", len(row) + 1, ((story, *row),))
            key = self._last_key()
            participants = [(key, *one) for one in list_participants(event)]
            self._insert("participants", 8, participants, keyed=False)
            first, last = row[11:13]
            series = (event.type, event.quad, event.score, event.factuality, row[7])
            dyads = [
                (pair.actor, pair.recipient, key, first, last, *series, int(pair.symmetric), story)
                for pair in pair_codes(event)
            ]
            self._insert("dyads", 12, dyads, keyed=False)
            contexts = [(context, key) for context in dict.fromkeys(event.context)]
            self._insert("event_contexts", 2, contexts, keyed=False)

    def _put_statements(self, story: int, record: StoryRecord, day: str | None) -> None:
        for statement in record.statements:
            row = flatten_statement(statement, day)
            self._insert("statements", len(row) + 1, ((story, *row),))
            key = self._last_key()
            targets = [
                (kind, target, key, side, row[1], day) for kind, target, side in list_targets(statement)
            ]
            self._insert("statement_targets", 6, targets, keyed=False)

    def _remove_records(self, story: int) -> None:
        found = self._find("SELECT record FROM records WHERE story = ?", story)
        if found is not None:
            self._count_met(unpack_record(found), -1)
        for table in ("records", "events", "statements", "relations", "doubts"):
            self.connection.execute(f"DELETE FROM {table} WHERE story = ?", (story,))

    def _count_met(self, record: StoryRecord, sign: int) -> None:
        met = count_met(record)
        self.connection.executemany(
            "INSERT INTO met VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET times = times + excluded.times",
            [(*key, sign * times) for key, times in met.items()],
        )
        if sign < 0:
            self.connection.executemany(
                "DELETE FROM met WHERE code = ? AND entity = ? AND text = ? AND sector = ? AND name = ? "
                "AND office = ? AND via = ? AND times <= 0",
                list(met),
            )

    def _find_version(self, versions: Versions) -> int:
        values = (
            versions.dragoman,
            versions.codebook,
            versions.atlas,
            versions.model,
            versions.overlay or "",
        )
        self.connection.execute(
            "INSERT OR IGNORE INTO versions (dragoman, codebook, atlas, model, overlay) "
            "VALUES (?, ?, ?, ?, ?)",
            values,
        )
        question = (
            "SELECT version FROM versions "
            "WHERE dragoman = ? AND codebook = ? AND atlas = ? AND model = ? AND overlay = ?"
        )
        return int(self._find(question, *values))

    # ── SQL ─────────────────────────────────────────────────────────────────

    def _insert(self, table: str, width: int, rows: Iterable[Row], *, keyed: bool = True) -> None:
        """Insert rows of `width` values; in a `keyed` table SQLite gives each its key, which stands first."""
        marks = ", ".join("?" * width)
        values = f"NULL, {marks}" if keyed else marks
        self.connection.executemany(f"INSERT INTO {table} VALUES ({values})", rows)

    def _find(self, question: str, *values: object) -> Any:
        found = self.connection.execute(question, values).fetchone()
        return found[0] if found is not None else None

    def _last_key(self) -> int:
        return int(self.connection.execute("SELECT last_insert_rowid()").fetchone()[0])


def digest_origin(story: Story) -> str:
    """What makes a story the same story: its address, else its id, and its text."""
    told = f"{story.url or story.id}\0{story.text}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _describe(story: Story) -> Row:
    first, _ = bound_days(story.published)
    text = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest()
    days = (story.published, story.published_at, first)
    return text, story.language, story.title, *days, story.url, story.publisher, int(story.partial)


def _stand(entry: Entry) -> tuple[str, str | None]:
    if entry.record is not None:
        return "coded", None
    return ("failed" if entry.parse is not None else "kept"), entry.reason
