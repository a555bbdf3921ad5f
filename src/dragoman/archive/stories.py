"""What an archive holds, part by part: for a desk that takes it in, or to be coded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.archive.engine import Engine
from dragoman.archive.flat import KEYS
from dragoman.archive.folder import Folder, open_folder
from dragoman.archive.manifests import Manifest, list_parts, read_about, tell_held
from dragoman.archive.tables import PARSES
from dragoman.errors import StoreError
from dragoman.records import Parse, Story, StoryRecord
from dragoman.store.writer import Entry, Refused
from dragoman.syntax.parses import read_kept

_STORY = Story.__struct_fields__
_SQL = (
    f"SELECT {', '.join(f's.{name}' for name in _STORY)}, s.source, s.state, s.reason, r.record "
    "FROM stories s LEFT JOIN records r USING (story) WHERE s.story >= ? AND s.story < ? ORDER BY s.story"
)
_REFUSALS = "SELECT place, what, remedy FROM refusals WHERE story IS NULL"
_decode = msgspec.json.Decoder(StoryRecord).decode


class Taken(Struct, frozen=True):
    """A part's stories as a store takes them, how many of its stories were left out, what it refused."""

    entries: list[Entry]
    left_out: int
    refused: list[Refused]


def take_entries(root: str | Path, is_known: Callable[[Story], bool]) -> Iterator[Taken]:
    """What the archive holds, a part at a time and in order, without the stories that `is_known` knows.

    Parses are opened only where a story is new. Raises StoreError when the folder is no archive.
    """
    folder = open_folder(root)
    engine = Engine(folder)
    try:
        refused = [Refused(*row) for row in engine.execute(_REFUSALS).fetchall()]
        for part in engine.parts:
            parses = _Parses(folder, part)
            for held in tell_held(part):
                first = held.number * KEYS
                rows = engine.execute(_SQL, (first, first + KEYS), part=held.number).fetchall()
                entries = []
                for row in rows:
                    story = msgspec.convert(dict(zip(_STORY, row, strict=False)), Story, strict=False)
                    if not is_known(story):
                        entries.append(_make_entry(story, row[len(_STORY) :], parses, folder.address))
                yield Taken(entries, len(rows) - len(entries), refused)
                refused = []
            parses.close()
    finally:
        engine.close()


def take_parses(root: str | Path) -> Iterator[tuple[Story, Parse | None]]:
    """The archive's stories, each with its parse, or None where it has none; part by part.

    Raises StoreError when the folder is no archive.
    """
    folder = open_folder(root)
    read_about(folder)
    unread = (
        f"SELECT {', '.join(_STORY)} FROM stories WHERE state <> 'coded' AND story >= ? AND story < ? "
        "ORDER BY story"
    )
    engine = Engine(folder)
    try:
        for part in engine.parts:
            with fetch_file(folder, f"{PARSES}/{part.name}.parquet") as path:
                yield from read_kept(path)
            for held in tell_held(part) if part.counts.stories > part.counts.coded else ():
                first = held.number * KEYS
                for row in engine.execute(unread, (first, first + KEYS), part=held.number).fetchall():
                    yield msgspec.convert(dict(zip(_STORY, row, strict=True)), Story, strict=False), None
    finally:
        engine.close()


def count_stored(root: str | Path) -> int:
    """How many stories the archive holds. Raises StoreError when the folder is no archive."""
    read_about(root)
    return sum(part.counts.stories for part in list_parts(root))


@contextmanager
def fetch_file(folder: Folder, name: str) -> Iterator[Path]:
    """The file as one of this machine: itself, or a copy for as long as it is needed."""
    if folder.files is None:
        yield Path(folder.locate(name))
        return
    with folder.work() as work:
        path = work / name.rpartition("/")[2]
        path.write_bytes(folder.read(name) or b"")
        yield path


class _Parses:
    """The parses of a part in the order of its stories; opened when the first is asked for."""

    def __init__(self, folder: Folder, part: Manifest) -> None:
        self._file = fetch_file(folder, f"{PARSES}/{part.name}.parquet")
        self._waiting: Iterator[tuple[Story, Parse]] | None = None

    def find(self, identity: str) -> Parse:
        """The parse of the next story of that id; those before it are passed over."""
        if self._waiting is None:
            self._waiting = read_kept(self._file.__enter__())
        for story, parse in self._waiting:
            if story.id == identity:
                return parse
        raise StoreError(
            f"the parse of {identity} is missing", remedy="dragoman archive check tells what is amiss"
        )

    def close(self) -> None:
        if self._waiting is not None:
            self._waiting = None
            self._file.__exit__(None, None, None)


def _make_entry(story: Story, more: tuple[str, ...], parses: _Parses, address: str) -> Entry:
    source, state, reason, record = more
    if record is None:
        return Entry(story=story, source=source or address, reason=reason, failed=state == "failed")
    parse = parses.find(story.id)
    return Entry(story=story, source=source or address, parse=parse, record=_decode(record))
