"""`dragoman add`: stories into the store, where they can be asked for and looked at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    Columns,
    Inputs,
    Language,
    Merging,
    Published,
    Store,
    With,
    settle_columns,
    settle_overlay,
    settle_store,
    tell_refusals,
)
from dragoman.cli.progress import show_progress

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.ingest import Added, Tally


def add(
    inputs: Inputs,
    store: Store = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="Worker processes (default: one a core)."),
    ] = None,
    with_: With = None,
    language: Language = None,
    published: Published = None,
    columns: Columns = None,
    merge: Merging = True,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON object.")] = False,
) -> None:
    """Read and code stories into the store: one SQLite file, made when it is not there.

    What the store knows already, by address (else id) and text, is passed over before it is read, so a run
    that was cut off is taken up by running it again. Stories in languages that are not coded are kept.
    Several runs may add to one store at once, while others read it. At the end the new stories are held
    against the others, so that a text printed twice is one source and what several tell is one event.

    An archive, a folder that dragoman code wrote, is taken in with its records, without coding again.

    [bold]Examples[/bold]

      dragoman add stories.jsonl archive/

      dragoman add kept.parquet --store desk.db

      dragoman add decade/ --store desk.db

      dragoman add stories.jsonl --json && dragoman ask events --actor CHN
    """
    from dragoman.ingest import add_stories
    from dragoman.inputs import count_given

    path = settle_store(store)
    overlay = settle_overlay(with_)
    with show_progress("adding", lambda: count_given(inputs), shown=True) as move:

        def progress(tally: Tally) -> None:
            if move:
                move(tally.stories - tally.refused, tally.refused)

        done = add_stories(
            path,
            inputs,
            language=language,
            published=published,
            columns=settle_columns(columns),
            processes=processes,
            overlay=overlay,
            progress=progress,
            merging=merge,
        )
    if json:
        _print_json(done, path)
    else:
        _tell_added(done, path)
    tell_refusals(done.refused)


def _print_json(done: Added, path: Path) -> None:
    import msgspec

    counts = msgspec.structs.asdict(done.tally)
    refused = [{"where": one.where, "reason": one.reason, "remedy": one.remedy} for one in done.refused]
    merged = {"copies": done.merged.copies, "retold": done.merged.retold}
    told = {**counts, **merged, "seconds": round(done.seconds, 1), "store": str(path), "refusals": refused}
    print(msgspec.json.encode(told).decode())


def _tell_added(done: Added, path: Path) -> None:
    tally = done.tally
    new = tally.added + tally.revised
    pace = f", {new / done.seconds:.1f} stories a second" if new > 1 and done.seconds else ""
    parts = [
        f"{number:,} {what}"
        for number, what in (
            (tally.revised, "with a new text"),
            (tally.kept, "kept in languages that are not coded"),
            (tally.failed, "could not be coded"),
            (tally.known, "known already"),
            (done.merged.copies, "copies of another text"),
            (done.merged.retold, "events told before"),
        )
        if number
    ]
    beside = f" ({'; '.join(parts)})" if parts else ""
    what = f"{new:,} {'story' if new == 1 else 'stories'} with {tally.events:,} events"
    print(f"Added {what}{beside} in {done.seconds:.1f} s{pace} → {path}", file=sys.stderr)
