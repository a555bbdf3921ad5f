"""`dragoman issues`: over what two actors deal with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json, Since, Store, Until, settle_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from dragoman.analysis.issues import Issue


def issues(
    one: Annotated[str, typer.Argument(help="An actor: a code (USA, NATO) or a name.", show_default=False)],
    other: Annotated[str, typer.Argument(help="The other actor.", show_default=False)],
    since: Since = None,
    until: Until = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show the issues between two actors, how much is told of each, and whether that is more than before.

    Contexts are PLOVER's, of what the two did; issues are what they or the stories name ("Taiwan",
    "tariffs").

    [bold]Examples[/bold]

      dragoman issues USA CHN

      dragoman issues Nederland China --since 2019 --json
    """
    import msgspec

    import dragoman
    from dragoman.analysis.actors import name_actor, settle_pair
    from dragoman.analysis.issues import trace_issues

    codes = settle_pair(one, other)
    with dragoman.open(settle_store(store)) as desk:
        found = trace_issues(desk, *codes, since=since, until=until)
    if json:
        for issue in found:
            print(msgspec.json.encode(issue).decode())
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"[bold]{' – '.join(map(name_actor, codes))}[/bold]")
    if not found:
        console.print("no issue is told of between them", style="dim")
        return
    _show_issues(console, found)


def _show_issues(console: Console, found: Sequence[Issue]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("issue", no_wrap=True)
    for column in ("events", "said", "stories", "share", "mean", "before", "now"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("trend", no_wrap=True)
    styles = {"rising": "bold", "falling": "bold", "too few stories": "dim"}
    for one in found:
        table.add_row(
            one.issue.replace("_", " "),
            str(one.events or "–"),
            str(one.statements + one.relations or "–"),
            str(one.stories),
            _tell_share(one.share.share),
            f"{one.score_mean:+.1f}" if one.score_mean is not None else "",
            _tell_share(one.earlier.share),
            _tell_share(one.recent.share),
            Text(one.trend.removesuffix(" stories"), style=styles.get(one.trend, "")),
        )
    console.print(table)
    console.print(f"  now: since {found[0].turn}; shares are of the stories on the two", style="dim")


def _tell_share(share: float | None) -> str:
    return f"{share:.0%}" if share is not None else "–"
