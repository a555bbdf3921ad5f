"""The round: which source is asked next, and waiting until it is due."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from dragoman.coders import Load
from dragoman.sources.fetching import Fetcher
from dragoman.store.watched import SourceState
from dragoman.store.writer import Writer
from dragoman.watching.feeds_file import Feeds
from dragoman.watching.schedule import read_stamp
from dragoman.watching.watcher import Polled, Watcher

_NAP = 30.0
"""The longest sleep in seconds: a clock that was set, or a machine that slept, costs no more than this."""


def watch_feeds(
    feeds: Feeds,
    store: Path,
    load: Load,
    *,
    once: bool = False,
    merging: bool = True,
    fetcher: Fetcher | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Polled]:
    """What each poll did, as it is done. With `once` each source that is due is asked once; else this goes
    on for ever, and may be ended at any moment. With `merging`, new stories are held against the others.

    Raises DragomanError when the store or the coder cannot be used.
    """
    with Writer(store) as writer:
        run = writer.begin_run("watch", [source.url for source in feeds.sources])
        watcher = Watcher(writer, run, fetcher or Fetcher(contact=feeds.contact), load, merging=merging)
        while True:
            for source in feeds.sources:
                if watcher.is_due(source):
                    yield watcher.poll(source)
            if once:
                break
            sleep(_tell_pause([watcher.tell_state(source) for source in feeds.sources]))
        writer.end_run(run)


def tell_states(feeds: Feeds, store: Path) -> list[SourceState]:
    """Where each source stands. Raises StoreError when the store cannot be used."""
    from dragoman.store.database import open_reader
    from dragoman.store.watched import SourceBook

    connection = open_reader(store)
    try:
        book = SourceBook(connection)
        return [book.read(source.url, source.name) for source in feeds.sources]
    finally:
        connection.close()


def _tell_pause(states: list[SourceState]) -> float:
    now = datetime.now(UTC)
    waits = [(read_stamp(state.due) - now).total_seconds() for state in states if state.due]
    return min(max(min(waits, default=_NAP), 1.0), _NAP)
