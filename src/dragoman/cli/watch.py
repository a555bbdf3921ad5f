"""`dragoman watch`: feeds and sitemaps polled into a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json, Merging, Store, With, settle_overlay, settle_store

if TYPE_CHECKING:
    from dragoman.store.watched import SourceState
    from dragoman.watching.watcher import Polled


def watch(
    feeds: Annotated[
        Path,
        typer.Argument(help="The file that lists the sources (see docs/watching.md).", show_default=False),
    ],
    store: Store = None,
    once: Annotated[
        bool, typer.Option("--once", help="Ask each source that is due, then end: for cron.")
    ] = False,
    state: Annotated[
        bool, typer.Option("--state", help="Show where each source stands; ask nothing.")
    ] = False,
    merge: Merging = True,
    json: Json = False,
    with_: With = None,
) -> None:
    """Watch feeds and sitemaps: read their new stories into the store, politely, until it is ended.

    It asks no page twice, obeys robots.txt and Retry-After, waits longer after each failure, and goes on
    where it was when it is killed at any moment. One line tells what each poll did.

    [bold]Examples[/bold]

      dragoman watch feeds.toml

      dragoman watch feeds.toml --once --store news.db

      dragoman watch feeds.toml --state

      */15 * * * *  dragoman watch /home/desk/feeds.toml --once --json >> watch.log
    """
    import msgspec

    from dragoman.coders import CoderLoad
    from dragoman.watching.feeds_file import read_feeds
    from dragoman.watching.watch import tell_states, watch_feeds

    listed = read_feeds(feeds)
    place = settle_store(store)
    if state:
        for one in tell_states(listed, place):
            print(msgspec.json.encode(one).decode() if json else _show_state(one))
        return
    load = CoderLoad(None, settle_overlay(with_))
    troubled = False
    try:
        for polled in watch_feeds(listed, place, load, once=once, merging=merge):
            print(msgspec.json.encode(polled).decode() if json else show_poll(polled), flush=True)
            troubled = troubled or polled.problem is not None
    except KeyboardInterrupt:
        print("Ended; the next watch goes on from here.", file=sys.stderr)
    if once and troubled:
        raise typer.Exit(1)


def show_poll(polled: Polled) -> str:
    """One line on what a poll did: the time, the source, what came in, and when it is asked again."""
    counts = (
        (polled.added, "new"),
        (polled.revised, "changed"),
        (polled.kept, "in other languages"),
        (polled.failed, "failed"),
        (polled.refused, "refused"),
        (polled.waiting, "to try again"),
        (polled.left, "left for later"),
        (polled.copies, "copies of another text"),
        (polled.retold, "events told before"),
    )
    told = [f"{count:,} {what}" for count, what in counts if count]
    if polled.problem:
        told.append(polled.problem)
    if not told:
        told.append("unchanged" if polled.unchanged else "nothing new")
    return f"{polled.at}  {polled.name}  {' · '.join(told)}  next {_clock(polled.due)}"


def _show_state(state: SourceState) -> str:
    if state.polled is None:
        return f"{state.name}  never asked"
    told = [f"asked {state.polled}", f"{state.taken:,} stories"]
    if state.problem:
        often = f" ({state.failures} times in a row)" if state.failures > 1 else ""
        told.append(f"{state.problem}{often}")
    return f"{state.name}  {' · '.join(told)}  next {state.due}"


def _clock(stamp: str) -> str:
    return f"{stamp[11:16]} UTC"
