"""`dragoman atlas`: the atlas of countries, groups, bodies and office holders, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json

if TYPE_CHECKING:
    from dragoman.atlas.checks import Report

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
