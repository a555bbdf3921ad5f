"""The records of a store made anew from its kept parses, after a change of words, types or actors.

Each batch goes in whole or not at all, and what is up to date is passed over: a run that was cut off is taken
up by running it again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dragoman import __version__
from dragoman.atlas.overlay import load_atlas
from dragoman.batch import code_batches
from dragoman.codebook.codebook import load_codebook
from dragoman.coders import CoderLoad, Load
from dragoman.ingest import Coded, pack_story
from dragoman.inputs import Given, Kept
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources import Refusal
from dragoman.sources.language import list_coded
from dragoman.store.desk import Desk
from dragoman.store.merging import Merged, merge_new
from dragoman.store.outdated import Made, Outdated, count_outdated, list_outdated
from dragoman.store.packing import PackedRecord, pack_record
from dragoman.store.writer import Recoded, Writer


class Rebuilt(Struct, frozen=True):
    """What a run did: stories coded anew, what could not be and why, what became one, and the seconds."""

    stories: int
    refused: tuple[Refusal, ...]
    merged: Merged
    seconds: float


def rebuild_store(
    store: Path,
    *,
    everything: bool = False,
    processes: int | None = None,
    overlay: Overlay = NONE,
    progress: Callable[[int, int], None] | None = None,
    load: Load | None = None,
    made: Made | None = None,
) -> Rebuilt:
    """Make the records of the store at `store` anew, of stories whose data changed or of all.

    Stories that were only kept, or had failed, are coded too where that is now possible; those without a
    parse are read. What cannot be coded keeps the records it had. `made` names what records are made with
    when `load` is another coder. Raises DragomanError when the store or the coder cannot be used.
    """
    started = time.monotonic()
    made = made or tell_made(overlay)
    with Desk(store) as desk, Writer(store) as writer:
        run = writer.begin_run("rebuild", [])
        rebuilding = _Rebuilding(desk, writer, run, None if everything else made)
        refused: list[Refusal] = []
        done = 0
        for parsed in (True, False):
            coder = load or CoderLoad(None, overlay, reading=not parsed)
            for stories, failures in rebuilding.go(parsed, coder, processes):
                done += stories
                refused += failures
                if progress:
                    progress(done, len(refused))
        merged = merge_new(writer)
        writer.end_run(run)
    return Rebuilt(done, tuple(refused), merged, time.monotonic() - started)


def count_work(store: Path, *, everything: bool = False, overlay: Overlay = NONE) -> int:
    """How many stories `rebuild_store` would code. Raises StoreError when there is no such store."""
    with Desk(store) as desk:
        return count_outdated(desk, None if everything else tell_made(overlay), list_coded())


def tell_made(overlay: Overlay = NONE) -> Made:
    """What records are made with today, with this overlay."""
    codebook, atlas = load_codebook(overlay=overlay), load_atlas(overlay)
    return Made(__version__, codebook.profile, atlas.version, overlay.version or "")


def pack_alone(story: Story, parse: Parse, record: StoryRecord) -> PackedRecord:
    """What a process sends back of a story whose parse is kept already."""
    return pack_record(record)


class _Rebuilding:
    """One pass over the stories with a parse, and one over those without."""

    def __init__(self, desk: Desk, writer: Writer, run: int, made: Made | None) -> None:
        self._desk = desk
        self._writer = writer
        self._run = run
        self._made = made
        self._waiting: deque[Outdated] = deque()

    def go(self, parsed: bool, load: Load, processes: int | None) -> Iterator[tuple[int, list[Refusal]]]:
        """For each batch how many stories got new records, and what could not be coded."""
        given = self._give(parsed)
        if parsed:
            for records in code_batches(given, load, pack_alone, processes=processes):
                yield self._put(records)
        else:
            for coded in code_batches(given, load, pack_story, processes=processes):
                yield self._put(coded)

    def _give(self, parsed: bool) -> Iterator[Given]:
        """The stories to be coded; what is known of each waits until its outcome comes, in the same order."""
        for one in list_outdated(self._desk, self._made, list_coded(), parsed=parsed):
            self._waiting.append(one)
            yield Kept(one.story, one.parse) if one.parse is not None else one.story

    def _put(self, outcomes: Sequence[Coded | PackedRecord | Refusal]) -> tuple[int, list[Refusal]]:
        recoded: list[Recoded] = []
        refused: list[Refusal] = []
        for outcome in outcomes:
            one = self._waiting.popleft()
            if isinstance(outcome, Refusal):
                refused.append(outcome)
                continue
            record = outcome.record if isinstance(outcome, Coded) else outcome
            parse = outcome.parse if isinstance(outcome, Coded) else None
            recoded.append(Recoded(story=one.key, origin=one.origin, record=record, parse=parse))
        return self._writer.recode(self._run, recoded), refused
