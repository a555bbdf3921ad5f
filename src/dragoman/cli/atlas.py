"""`dragoman atlas`: the atlas of countries, groups, bodies and office holders, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json

if TYPE_CHECKING:
    from dragoman.atlas.checks import Report
    from dragoman.atlas.coverage import Series

atlas = typer.Typer(
    name="atlas",
    help="The atlas: who is who, with dates.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)


@atlas.callback()
def _group() -> None:
    """The atlas: who is who, with dates."""


@atlas.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of your own actors (default: the atlas that comes with the program)."),
    ] = None,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="List also what only asks for a look: names of several actors.")
    ] = False,
    json: Json = False,
) -> None:
    """Check the atlas: its schema, dates, offices held by two, names of several actors, sources and proofs.

    Faults make the exit status 1. How to add an actor: docs/add-an-actor.md.

    [bold]Examples[/bold]

      dragoman atlas check

      dragoman atlas check my-words/actors

      dragoman atlas check --json | jq '.findings[] | select(.kind == "ambiguous")'
    """
    import msgspec

    from dragoman.atlas.checks import check_atlas, check_own

    report = check_atlas() if folder is None else check_own(folder)
    if json:
        print(msgspec.json.encode(report).decode())
    else:
        _tell(report, remarks)
    if report.faults:
        raise typer.Exit(1)


def _tell(report: Report, remarks: bool) -> None:
    for finding in report.findings:
        if finding.fault or remarks:
            print(f"{finding.kind:9}  {finding.where}\n           {finding.what}")
    looks = len(report.findings) - report.faults
    print(
        f"{report.entries} entries, {report.offices} terms of office, {report.proofs} proofs: "
        f"{report.faults or 'no'} faults, {looks} remarks"
    )


@atlas.command()
def coverage(
    states: Annotated[
        list[str] | None,
        typer.Argument(help="Codes of states or groups, as NLD or UN (default: all that are meant)."),
    ] = None,
    json: Json = False,
) -> None:
    """Show of which offices the atlas knows every holder, year by year, and the months without one.

    A mark is a year: # known throughout, + in part, . not at all. What is meant to be known stands in
    atlas/coverage.toml.

    [bold]Examples[/bold]

      dragoman atlas coverage

      dragoman atlas coverage NLD BEL

      dragoman atlas coverage --json | jq -r '.[] | select(.known < 1) | [.state, .office, .holes[]] | @tsv'
    """
    import msgspec

    from dragoman.atlas.atlas import Atlas
    from dragoman.atlas.coverage import measure_coverage

    found = measure_coverage(Atlas.load(), states=[state.upper() for state in states or ()])
    if json:
        print(msgspec.json.encode(found).decode())
        return
    for series in found:
        print(_tell_series(series))
    if found:
        known = sum(series.known for series in found) / len(found)
        whole = sum(not series.holes for series in found)
        first, *_, last = found[0].years
        print(f"{len(found)} offices, {first} to {last}: {known:.1%} of the months, {whole} without a hole")


def _tell_series(series: Series) -> str:
    strip = "".join("#" if held == wanted else "+" if held else "." for held, wanted in series.years.values())
    return f"{series.state:18}{series.office:20}{strip}  {' '.join(series.holes)}".rstrip()
