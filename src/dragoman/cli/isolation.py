"""`dragoman isolation`: how others deal with an actor, against its past and its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json, Since, Store, Until, settle_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from dragoman.analysis.isolation import Isolation, Measure


def isolation(
    actor: Annotated[
        str | None, typer.Argument(help="An actor: a code or a name; without it, all are ranked.")
    ] = None,
    since: Since = None,
    until: Until = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show how isolated an actor stands: cooperation and condemnation received, partners, meetings.

    Without --since the time is the last twelve months of the stories read; it is held against the twelve
    months before it, and against all other states (or groups) that enough is told of.

    [bold]Examples[/bold]

      dragoman isolation RUS

      dragoman isolation Rusland --since 2022-02-24 --until 2022-12

      dragoman isolation --since 2022 --json
    """
    import msgspec

    import dragoman
    from dragoman.analysis.actors import settle_actor
    from dragoman.analysis.isolation import rank_isolation
    from dragoman.errors import StoreError

    code = settle_actor(actor) if actor is not None else None
    with dragoman.open(settle_store(store)) as desk:
        ranked = rank_isolation(desk, since, until)
    found = [one for one in ranked if code in (None, one.code)]
    if json:
        for one in found:
            print(msgspec.json.encode(one).decode())
        return
    if not found:
        raise StoreError(
            f"nothing is told of {code or 'anybody'} in that time", remedy="ask of a longer time"
        )
    from rich.console import Console

    console = Console(highlight=False)
    if code is None:
        _show_ranking(console, found)
    else:
        _show_actor(console, found[0])


def _show_actor(console: Console, one: Isolation) -> None:
    from rich import box
    from rich.table import Table

    from dragoman.analysis.actors import name_actor

    now, past = one.standing, one.past
    console.print(f"[bold]{name_actor(one.code)}[/bold]  [dim]{one.since} to {one.until}[/dim]")
    if one.place is not None:
        console.print(
            f"place {one.place} of {one.peers} peers, 1 the most isolated [dim](index {one.index:.2f})[/dim]"
        )
    else:
        console.print("too few stories to be ranked; a longer time may have enough (--since)", style="dim")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("of its dealings with others")
    for column in ("now", "95 %", "year before", "peers less isolated"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_row("cooperation, of what it received", *_show_measure(one.cooperation))
    table.add_row("condemnation, of what it received", *_show_measure(one.condemnation))
    table.add_row("partners, of those it dealt with", *_show_measure(one.partners))
    table.add_row("meetings, of all dealings", *_show_measure(one.meetings))
    console.print(table)
    told = (
        f"stories: {now.stories} (year before: {past.stories})",
        f"condemned by: {now.condemners} ({past.condemners})",
        f"sanctions received: {now.sanctions} ({past.sanctions})",
        f"partners: {now.partners} ({past.partners})",
        f"meetings: {now.meetings} ({past.meetings})",
    )
    console.print("  " + "; ".join(told), style="dim")


def _show_measure(measure: Measure) -> tuple[str, str, str, str]:
    band, before = measure.band, measure.before.share
    return (
        _tell_share(measure.now.share),
        f"{band[0]:.0%} to {band[1]:.0%}" if band else "too few",
        _tell_share(before) + (" *" if measure.changed else ""),
        _tell_share(measure.rank),
    )


def _tell_share(share: float | None) -> str:
    return f"{share:.0%}" if share is not None else "–"


def _show_ranking(console: Console, found: Sequence[Isolation]) -> None:
    from rich import box
    from rich.table import Table

    from dragoman.analysis.actors import name_actor

    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("place", justify="right")
    table.add_column("actor", no_wrap=True)
    for column in ("index", "cooperation", "condemned", "partners", "meetings", "stories"):
        table.add_column(column, justify="right", no_wrap=True)
    ranked = [one for one in found if one.index is not None]
    for at, one in enumerate(ranked):
        if at and one.kind != ranked[at - 1].kind:
            table.add_section()
        shares = (one.cooperation, one.condemnation, one.partners, one.meetings)
        table.add_row(
            str(one.place),
            f"{one.code} {name_actor(one.code)}" if console.width >= 100 else one.code,
            f"{one.index:.2f}",
            *(_tell_share(share.now.share) for share in shares),
            str(one.standing.stories),
        )
    console.print(f"{found[0].since} to {found[0].until}", style="dim")
    console.print(table)
    console.print(f"  {len(found) - len(ranked)} more of whom too little is told to be ranked", style="dim")
