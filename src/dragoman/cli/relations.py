"""`dragoman relations`: how two actors stand over time, as a table, a chart, or for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Json, Since, Store, Until, settle_store


def relations(
    one: Annotated[str, typer.Argument(help="An actor: a code (USA, NATO) or a name.", show_default=False)],
    other: Annotated[str, typer.Argument(help="The other actor.", show_default=False)],
    since: Since = None,
    until: Until = None,
    by: Annotated[str, typer.Option("--by", help="Periods: day, week, month or year.")] = "month",
    direction: Annotated[
        str, typer.Option("--direction", help="Count what went both ways, was sent, or was received.")
    ] = "both",
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Draw the series too: a file in .svg, .png or .pdf.")
    ] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show how two actors stand: what they did and said to one another, period by period.

    Each event counts once, however many stories tell it, and only when it is told as a fact; what only a
    source claims is counted apart. Scores run from -10 (assault) to +10 (aid). Ranges hold 95 % of draws of
    the stories; with fewer than five stories nothing is said of a mean.

    [bold]Examples[/bold]

      dragoman relations USA CHN --since 2018

      dragoman relations Rusland Oekraïne --by week --since 2022-02 --until 2022-04

      dragoman relations USA CHN --by year --chart usa-china.svg

      dragoman relations USA CHN --json | jq '.changes'
    """
    import msgspec

    import dragoman
    from dragoman.analysis.actors import name_actor
    from dragoman.analysis.drawing import draw_dyad, save_chart
    from dragoman.analysis.dyads import check_direction, trace_dyad

    with dragoman.open(settle_store(store)) as desk:
        way = check_direction(direction)
        series = trace_dyad(desk, one, other, since=since, until=until, by=by, direction=way)
        names = name_actor(series.one), name_actor(series.other)
        if chart is not None:
            save_chart(draw_dyad(series), chart, " – ".join(names))
        if json:
            print(msgspec.json.encode(series).decode())
            return
        from rich.console import Console

        from dragoman.analysis.evidence import list_evidence
        from dragoman.cli.relations_view import show_series

        told = desk.relations(
            between=(series.one, series.other), since=series.since, until=series.until, limit=5
        )
        span = {"since": series.since, "until": series.until}
        newest = list_evidence(desk, series.one, series.other, **span, limit=3)
        show_series(Console(highlight=False), series, names, told, newest)
