"""`dragoman merge`, `dragoman same`: one event in many stories, found here and corrected by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Store, settle_store

if TYPE_CHECKING:
    from dragoman.store.tellings import OneEvent
    from dragoman.store.verdicts import Verdict


def merge(
    store: Store = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON object.")] = False,
) -> None:
    """Hold new stories against the others: copies of one text, tellings of one event.

    `dragoman add` does so itself; this takes up what was cut off. Doing it again changes nothing.

    [bold]Examples[/bold]

      dragoman merge

      dragoman merge --store desk.db --json
    """
    import msgspec

    from dragoman.store.database import check_store
    from dragoman.store.merging import merge_new
    from dragoman.store.writer import Writer

    path = settle_store(store)
    check_store(path)
    with Writer(path) as writer:
        done = merge_new(writer)
    if json:
        print(msgspec.json.encode(done).decode())
    else:
        print(
            f"Held {done.stories:,} stories against the others: {done.copies:,} copies of another text, "
            f"{done.retold:,} events told before → {path}",
            file=sys.stderr,
        )


def same(
    one: Annotated[str, typer.Argument(help="An event, as STORY/EVENT by its ids.", show_default=False)],
    other: Annotated[
        str | None, typer.Argument(help="Another event, told to be the same one.", show_default=False)
    ] = None,
    store: Store = None,
    not_: Annotated[bool, typer.Option("--not", help="They are not the same event.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was said of the two.")] = False,
    note: Annotated[str | None, typer.Option("--note", help="Why, for others to read.")] = None,
    user: Annotated[str | None, typer.Option("--user", help="Who says so (default: your login).")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the event as one JSON object.")] = False,
) -> None:
    """Show an event with all stories that tell it; with a second event, say that the two are one, or are not.

    What a person says takes the place of what the program found, and outlives a rebuild.

    [bold]Examples[/bold]

      dragoman same nl-haven/3f2a91c04d77

      dragoman same nl-haven/3f2a91c04d77 en-port/90b1d2e4aa31

      dragoman same nl-haven/3f2a91c04d77 en-port/90b1d2e4aa31 --not --note "another ship"
    """
    import getpass

    import msgspec

    from dragoman.store.desk import Desk
    from dragoman.store.verdicts import judge_same
    from dragoman.store.writer import Writer

    path = settle_store(store)
    name = _split(one)
    if other is not None:
        with Desk(path) as desk:  # a store that is not there is not made
            desk.one_event(*name)
        with Writer(path) as writer:
            verdict: Verdict = "withdrawn" if withdraw else "apart" if not_ else "same"
            judge_same(writer, name, _split(other), verdict, user=user or getpass.getuser(), note=note)
    with Desk(path) as desk:
        found = desk.one_event(*name)
    if json:
        print(msgspec.json.encode(found).decode())
    else:
        _print_event(found)


def _split(stated: str) -> tuple[str, str]:
    """Story and event: what stands before and after the last stroke."""
    from dragoman.errors import StoreError

    story, stroke, event = stated.rpartition("/")
    if not (story and stroke and event):
        raise StoreError(f"“{stated}” names no event", remedy="write STORY/EVENT, by their ids")
    return story, event


def _print_event(found: OneEvent) -> None:
    from rich.console import Console
    from rich.table import Table

    event = found.event
    sides = " → ".join(side for side in (", ".join(event.actors), ", ".join(event.recipients)) if side)
    mode = f"/{event.modes[0]}" if event.modes else ""
    console = Console()
    console.print(f"[bold]{event.type}{mode}[/bold]  {sides}  {event.date or ''}", highlight=False)
    told = f"told by {found.stories} {'story' if found.stories == 1 else 'stories'}"
    parts = [told, f"published by {', '.join(found.publishers)}" if found.publishers else ""]
    parts += [f"claimed by {', '.join(found.claimed_by)}" if found.claimed_by else ""]
    parts += [f"denied by {', '.join(found.denied_by)}" if found.denied_by else ""]
    console.print("  " + "; ".join(part for part in parts if part), highlight=False)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("published", "publisher", "event", "stands", "evidence"):
        table.add_column(title, overflow="fold")
    for telling in found.tellings:
        row = telling.event
        stands = telling.stand + (f" ({telling.by})" if telling.stand != "tells" and telling.by else "")
        copied = f" (copy of {telling.copy_of})" if telling.copy_of else ""
        table.add_row(
            row.published or "", row.publisher or "", f"{row.story}/{row.id}", stands + copied, row.evidence
        )
    console.print(table)
