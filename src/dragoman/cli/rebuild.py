"""`dragoman rebuild`: the records of a store made anew, after a change of words, types or actors."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.options import Store, With, settle_overlay, settle_store, tell_refusals
from dragoman.cli.progress import show_progress


def rebuild(
    store: Store = None,
    all_: Annotated[
        bool, typer.Option("--all", help="All stories, also those whose records are up to date.")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="Worker processes (default: one a core)."),
    ] = None,
    with_: With = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON object.")] = False,
) -> None:
    """Make the records of the store anew from its kept parses, without reading a story again.

    Only stories whose records were made with another version of the program, its codebook, its atlas or your
    own words are coded, so a run that was cut off is taken up by running it again. Stories that were only
    kept, or could not be coded, are coded where that is now possible. Judgements stay.

    [bold]Examples[/bold]

      dragoman rebuild

      dragoman rebuild --with my-words --store desk.db

      dragoman rebuild --all --json
    """
    import msgspec

    from dragoman.rebuild import count_work, rebuild_store

    path = settle_store(store)
    overlay = settle_overlay(with_)
    work = count_work(path, everything=all_, overlay=overlay)
    with show_progress("coding", lambda: work, shown=True) as move:
        done = rebuild_store(path, everything=all_, processes=processes, overlay=overlay, progress=move)
    if json:
        refused = [{"where": one.where, "reason": one.reason, "remedy": one.remedy} for one in done.refused]
        told = {
            "stories": done.stories,
            "seconds": round(done.seconds, 1),
            "store": str(path),
            "refusals": refused,
        }
        print(msgspec.json.encode(told).decode())
    else:
        stories = "story" if done.stories == 1 else "stories"
        pace = f", {done.stories / done.seconds:.0f} a second" if done.stories > 1 else ""
        print(
            f"Coded {done.stories:,} {stories} anew in {done.seconds:.1f} s{pace} → {path}", file=sys.stderr
        )
    tell_refusals(done.refused)
