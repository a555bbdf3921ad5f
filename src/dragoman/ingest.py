"""Stories into a store: taken in, read and coded over processes, and kept a batch at a time.

What the store knows is passed over before it is read, and a batch goes in whole or not at all: a run that was
cut off at any moment is taken up by running it again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.archive.manifests import is_archive
from dragoman.batch import code_batches
from dragoman.coders import CoderLoad, Load
from dragoman.inputs import Given, Kept, is_kept, take_inputs, tell_story
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources import Refusal, split_inputs
from dragoman.sources.columns import Columns
from dragoman.store.merging import Merged, merge_new
from dragoman.store.packing import PackedParse, PackedRecord, pack_parse, pack_record
from dragoman.store.writer import Entry, Fate, Refused, Writer


class Sourced(Struct, frozen=True):
    """What was taken in, and the file, feed or address it came from."""

    source: str
    given: Given


class Coded(Struct, frozen=True):
    """A story's parse and records, packed where they were made."""

    parse: PackedParse
    record: PackedRecord
    events: int


class Tally(Struct, frozen=True, kw_only=True):
    """What became of what was taken in.

    `added` and `revised` are stories that went in; of these `kept` are in languages that are not coded and
    `failed` could not be coded. `known` were in the store already. `events` are those that went in.
    """

    added: int = 0
    revised: int = 0
    known: int = 0
    kept: int = 0
    failed: int = 0
    refused: int = 0
    events: int = 0

    def __add__(self, other: Tally) -> Tally:
        names = self.__struct_fields__
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def stories(self) -> int:
        """All that were dealt with, refused ones too."""
        return self.added + self.revised + self.known + self.refused


class Added(Struct, frozen=True):
    """What a run did: its tally, what was refused or failed and why, and the seconds it took.

    `merged` tells what of it are copies of one text, and events that other stories tell too.
    """

    tally: Tally
    refused: tuple[Refusal, ...]
    seconds: float
    merged: Merged = Merged()


Progress = Callable[[Tally], None]


def add_stories(
    store: Path,
    inputs: Sequence[str | Path],
    *,
    language: str | None = None,
    published: str | None = None,
    columns: Columns | None = None,
    processes: int | None = None,
    overlay: Overlay = NONE,
    progress: Progress | None = None,
    load: Load | None = None,
    merging: bool = True,
) -> Added:
    """Put every story of `inputs` into the store at `store`, which is made when it is not there.

    What an archive holds goes in as it is, without being coded again. Options are those of
    `batch.code_stories`. Stories in languages that are not coded are kept, and what
    fails costs only itself. With `merging` the new ones are then held against all others: copies of one text,
    tellings of one event; else they wait for the next time. Raises DragomanError when the store, the options
    or the coder cannot be used.
    """
    load = load or CoderLoad(None, overlay, reading=not all(map(is_kept, inputs)))
    with Writer(store) as writer:
        run = writer.begin_run("add", [str(given) for given in inputs])
        intake = Intake(writer, run)
        done = Added(Tally(), (), 0.0)
        for archived, group in groupby(inputs, is_archive):
            told = partial(_tell_progress, progress, done.tally) if progress else None
            if archived:
                one = intake.add_archives(list(group), progress=told)
            else:
                taken = take_sourced(list(group), language, published, columns)
                one = intake.add(taken, load, processes=processes, progress=told)
            done = Added(done.tally + one.tally, done.refused + one.refused, done.seconds + one.seconds)
        merged = merge_new(writer) if merging else Merged()
        writer.end_run(run)
    return msgspec.structs.replace(done, merged=merged)


def take_sourced(
    inputs: Sequence[str | Path],
    language: str | None = None,
    published: str | None = None,
    columns: Columns | None = None,
) -> Iterator[Sourced]:
    """Everything in `inputs`, file by file, each with its file. Raises as `take_inputs` does.

    Only within a file a second story of the same id is refused: the store tells sources apart.
    """
    seen: set[str] = set()
    for path in split_inputs(inputs):
        source = str(path)
        if source not in seen:
            seen.add(source)
            for given in take_inputs([path], language, published=published, columns=columns):
                yield Sourced(source, given)


class Intake:
    """Takes stories into an open store, for one run; `add` and `watch` share it."""

    def __init__(self, writer: Writer, run: int) -> None:
        self._writer = writer
        self._run = run
        self._known = 0
        self._waiting: deque[Sourced] = deque()

    def add(
        self,
        taken: Iterable[Sourced],
        load: Load,
        *,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Code what the store does not know yet and put it in, a transaction a batch, in order."""
        started = time.monotonic()
        tally = Tally()
        refused: list[Refusal] = []
        for outcomes in code_batches(self._leave_known(taken), load, pack_story, processes=processes):
            tally = self._put(outcomes, tally, refused)
            if progress:
                progress(tally)
        tally = self._put([], tally, refused)
        return Added(tally, tuple(refused), time.monotonic() - started)

    def add_archives(self, addresses: Sequence[str | Path], *, progress: Progress | None = None) -> Added:
        """Put in what these archives hold and the store does not know yet, a transaction a part, in order."""
        from dragoman.archive.stories import take_entries

        started = time.monotonic()
        tally = Tally()
        refused: list[Refusal] = []
        for address in addresses:
            for taken in take_entries(address, self._writer.is_known):
                entries = taken.entries
                fates = self._writer.add(self._run, entries, taken.refused, known=taken.left_out)
                events = [
                    len(one.record.events) if isinstance(one.record, StoryRecord) else 0 for one in entries
                ]
                tally = _sum_up(tally, entries, fates, events, taken.left_out, len(taken.refused))
                refused += (Refusal(one.place, one.what, one.remedy) for one in taken.refused)
                if progress:
                    progress(tally)
        return Added(tally, tuple(refused), time.monotonic() - started)

    def _leave_known(self, taken: Iterable[Sourced]) -> Iterator[Given]:
        """What is new; where it came from waits in `_waiting` until its outcome comes, in the same order."""
        for one in taken:
            story = tell_story(one.given)
            if story is not None and self._writer.is_known(story):
                self._known += 1
            else:
                self._waiting.append(one)
                yield one.given

    def _put(self, outcomes: Sequence[Coded | Refusal], tally: Tally, refused: list[Refusal]) -> Tally:
        entries: list[Entry] = []
        events: list[int] = []
        turned_away: list[Refusal] = []
        for outcome in outcomes:
            one = self._waiting.popleft()
            story = tell_story(one.given)
            if story is None:
                assert isinstance(outcome, Refusal), "only a refusal has no story"
                turned_away.append(outcome)
            else:
                entries.append(_make_entry(story, one, outcome))
                events.append(outcome.events if isinstance(outcome, Coded) else 0)
                if isinstance(outcome, Refusal) and not isinstance(one.given, Refusal):
                    refused.append(outcome)
        refused += turned_away
        known, self._known = self._known, 0
        kept = [Refused(one.where, one.reason, one.remedy) for one in turned_away]
        fates = self._writer.add(self._run, entries, kept, known=known)
        return _sum_up(tally, entries, fates, events, known, len(turned_away))


def _tell_progress(progress: Progress, before: Tally, tally: Tally) -> None:
    progress(before + tally)


def pack_story(story: Story, parse: Parse, record: StoryRecord) -> Coded:
    """What a process sends back of a story it coded."""
    return Coded(pack_parse(parse), pack_record(record), len(record.events))


def _make_entry(story: Story, one: Sourced, outcome: Coded | Refusal) -> Entry:
    if isinstance(outcome, Coded):
        return Entry(story=story, source=one.source, parse=outcome.parse, record=outcome.record)
    parse = one.given.parse if isinstance(one.given, Kept) else None
    failed = not isinstance(one.given, Refusal)
    return Entry(story=story, source=one.source, parse=parse, reason=outcome.reason, failed=failed)


def _sum_up(
    tally: Tally,
    entries: Sequence[Entry],
    fates: Sequence[Fate],
    events: Sequence[int],
    known: int,
    refused: int,
) -> Tally:
    new = [
        (entry, count) for entry, fate, count in zip(entries, fates, events, strict=True) if fate != "known"
    ]
    states = [entry.state for entry, _ in new]
    return Tally(
        added=tally.added + fates.count("added"),
        revised=tally.revised + fates.count("revised"),
        known=tally.known + known + fates.count("known"),
        kept=tally.kept + states.count("kept"),
        failed=tally.failed + states.count("failed"),
        refused=tally.refused + refused,
        events=tally.events + sum(count for _, count in new),
    )
