"""Writing to the store: a story with its parse and records goes in whole, once, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dragoman.records import Parse, Story, StoryRecord
from dragoman.store.database import create_store, open_writer, transaction
from dragoman.store.days import bound_days, tell_now
from dragoman.store.flat import Row
from dragoman.store.ledger import Ledger
from dragoman.store.packing import (
    PackedParse,
    PackedRecord,
    pack_parse,
    unpack_parse,
    unpack_record,
)

Fate = Literal["added", "revised", "known"]
"""What became of a story: new, a new text for an address that was known, or nothing new."""

_MARK = 8  # characters of the digest that lengthen an id two sources share


class Entry(Struct, frozen=True, kw_only=True):
    """A story for the store, from `source`: a file, feed or address.

    Without `record` it is not coded, and `reason` says why; it `failed` when its language is coded and it
    could not be, else it is only kept.
    """

    story: Story
    source: str
    parse: Parse | PackedParse | None = None
    record: StoryRecord | PackedRecord | None = None
    reason: str | None = None
    failed: bool = False

    @property
    def state(self) -> str:
        """What `stories.state` says of it."""
        return "coded" if self.record is not None else "failed" if self.failed else "kept"


class Refused(Struct, frozen=True):
    """What could not be taken in: where it stands, what is wrong, what to do."""

    place: str
    what: str
    remedy: str


class Recoded(Struct, frozen=True, kw_only=True):
    """New records for the story with that key, made from the text it had when its `origin` was this."""

    story: int
    origin: str
    record: StoryRecord | PackedRecord
    parse: Parse | PackedParse | None = None


class Writer:
    """One process's hand in the store. A context: leaving it closes the file.

    Several writers may work at once; each waits for the other's transaction to end.
    """

    def __init__(self, path: Path) -> None:
        """Opens the store at `path`, which is made when it is not there. Raises StoreError."""
        create_store(path)
        self.connection = open_writer(path)
        self._ledger = Ledger(self.connection)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    # ── runs ────────────────────────────────────────────────────────────────

    def begin_run(self, command: str, inputs: Sequence[str]) -> int:
        """The key of a new run, to be given with what it adds."""
        told = msgspec.json.encode(list(inputs)).decode()
        sql = "INSERT INTO runs (command, inputs, started) VALUES (?, ?, ?)"
        return self._insert(sql, (command, told, tell_now()))

    def end_run(self, run: int) -> None:
        """Writes down that the run came to its end."""
        self.connection.execute("UPDATE runs SET finished = ? WHERE run = ?", (tell_now(), run))

    # ── stories ─────────────────────────────────────────────────────────────

    def is_known(self, story: Story) -> bool:
        """Whether the very same story, by address (else id) and text, is or once was in the store."""
        return self._is_known(digest_origin(story))

    def add(
        self, run: int, entries: Sequence[Entry], refused: Sequence[Refused] = (), *, known: int = 0
    ) -> list[Fate]:
        """Put the stories in, in one transaction with what was refused beside them; their fates, in order.

        `known` is how many stories the caller passed over beside these because they were known.
        """
        with transaction(self.connection):
            fates = [self._add_entry(run, entry) for entry in entries]
            self.connection.executemany(
                "INSERT INTO refusals VALUES (?, ?, ?, ?)",
                [(run, one.place, one.what, one.remedy) for one in refused],
            )
            known += fates.count("known")
            self._count(run, fates.count("added"), fates.count("revised"), known, len(refused))
        return fates

    def recode(self, run: int, recoded: Sequence[Recoded]) -> int:
        """New records for stories of the store, in one transaction; returns how many were put in.

        One that was given another text in the meantime keeps what was made of that.
        """
        done = 0
        with transaction(self.connection):
            for one in recoded:
                sql = "SELECT id FROM stories WHERE story = ? AND origin = ?"
                identity = self._find(sql, one.story, one.origin)
                if identity is None:
                    continue
                self._ledger.remove(one.story)
                if one.parse is not None:
                    self._put_parse(one.story, one.parse)
                self._ledger.put(one.story, one.record)
                self.connection.execute(
                    "UPDATE stories SET state = 'coded', reason = NULL WHERE story = ?", (one.story,)
                )
                done += 1
            self._count(run, 0, done, 0, 0)
        return done

    def _count(self, run: int, added: int, revised: int, known: int, refused: int) -> None:
        self.connection.execute(
            "UPDATE runs SET added = added + ?, revised = revised + ?, known = known + ?, "
            "refused = refused + ? WHERE run = ?",
            (added, revised, known, refused, run),
        )

    def _is_known(self, origin: str) -> bool:
        tables = ("stories", "revisions")
        return any(self._find(f"SELECT 1 FROM {table} WHERE origin = ?", origin) for table in tables)

    def _add_entry(self, run: int, entry: Entry) -> Fate:
        story = entry.story
        origin = digest_origin(story)
        if self._is_known(origin):
            return "known"
        same = "SELECT story FROM stories WHERE url = ?"
        key = self._find(same, story.url) if story.url else None
        fate: Fate = "added" if key is None else "revised"
        if key is None:
            identity = self._settle_id(story.id, origin)
            key = self._insert_story(entry, identity, origin, run)
        else:
            identity = self._find("SELECT id FROM stories WHERE story = ?", key)
            self._revise(key, entry, origin, run)
        if identity != story.id:
            entry = _rename(entry, identity)
        if entry.parse is not None:
            self._put_parse(key, entry.parse)
        if entry.record is not None:
            self._ledger.put(key, entry.record)
        return fate

    def _settle_id(self, given: str, origin: str) -> str:
        """The id as given, lengthened when another story has it already."""
        identity, length = given, _MARK
        while self._find("SELECT 1 FROM stories WHERE id = ?", identity) is not None:
            identity = f"{given}~{origin[:length]}"
            length += 1
        return identity

    def _insert_story(self, entry: Entry, identity: str, origin: str, run: int) -> int:
        row = {"id": identity, **_describe(entry, origin, run), "added": tell_now()}
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO stories ({', '.join(row)}) VALUES ({marks})"
        return self._insert(sql, tuple(row.values()))

    def _revise(self, key: int, entry: Entry, origin: str, run: int) -> None:
        self.connection.execute(
            "INSERT INTO revisions SELECT origin, story, ?, title, text FROM stories WHERE story = ?",
            (tell_now(), key),
        )
        self._ledger.remove(key)
        self.connection.execute("DELETE FROM parses WHERE story = ?", (key,))
        row = _describe(entry, origin, run)
        sql = f"UPDATE stories SET {', '.join(f'{column} = ?' for column in row)} WHERE story = ?"
        self.connection.execute(sql, (*row.values(), key))

    def _put_parse(self, story: int, parse: Parse | PackedParse) -> None:
        made = parse if isinstance(parse, PackedParse) else pack_parse(parse)
        self.connection.execute(
            "INSERT OR REPLACE INTO parses VALUES (?, ?, ?)", (story, made.model, made.packed)
        )

    def _insert(self, sql: str, values: Row) -> int:
        key = self.connection.execute(sql, values).lastrowid
        assert key is not None, "an insert gives a key"
        return key

    def _find(self, question: str, *values: object) -> Any:
        found = self.connection.execute(question, values).fetchone()
        return found[0] if found is not None else None


def digest_origin(story: Story) -> str:
    """What makes a story the same story: its address, else its id, and its text."""
    told = f"{story.url or story.id}\0{story.text}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _describe(entry: Entry, origin: str, run: int) -> dict[str, object]:
    """The columns of `stories` that a new text changes."""
    story = entry.story
    return {
        "origin": origin,
        "text_sha256": hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "language": story.language,
        "title": story.title,
        "published": story.published,
        "published_at": story.published_at,
        "first_day": bound_days(story.published)[0],
        "url": story.url,
        "publisher": story.publisher,
        "partial": int(story.partial),
        "source": entry.source,
        "text": story.text,
        "state": entry.state,
        "reason": entry.reason,
        "run": run,
    }


def _rename(entry: Entry, identity: str) -> Entry:
    """The entry as it is told in the store, where its story has this other id."""
    parse, record = entry.parse, entry.record
    if parse is not None:
        whole = unpack_parse(parse.packed) if isinstance(parse, PackedParse) else parse
        parse = msgspec.structs.replace(whole, story_id=identity)
    if record is not None:
        made = unpack_record(record.packed) if isinstance(record, PackedRecord) else record
        record = msgspec.structs.replace(made, id=identity)
    return msgspec.structs.replace(entry, parse=parse, record=record)
