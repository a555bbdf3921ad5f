"""`dragoman code`: many stories to records, for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    Columns,
    Inputs,
    Language,
    Published,
    With,
    settle_columns,
    settle_overlay,
    tell_refusals,
)
from dragoman.cli.progress import show_progress

if TYPE_CHECKING:
    from dragoman.batch import Summary


def code(
    inputs: Inputs,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File for the records, one JSON object a line; - prints them."),
    ] = Path("-"),
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="Worker processes (default: one a core)."),
    ] = None,
    parses: Annotated[
        Path | None,
        typer.Option("--parses", help="Parses kept by `dragoman parse -o FILE.parquet`: not read again."),
    ] = None,
    with_: With = None,
    language: Language = None,
    published: Published = None,
    columns: Columns = None,
) -> None:
    """Code stories into records, one JSON object a line, in input order.

    One bad story does not stop the rest: it is listed at the end, and the exit status is then 1.

    [bold]Examples[/bold]

      dragoman code stories.jsonl --output records.jsonl

      dragoman code archive/ --language nl --published 2022-07 -o records.jsonl

      dragoman parse stories.jsonl -o parses.parquet && dragoman code stories.jsonl --parses parses.parquet

      dragoman code kept.parquet -o records.jsonl

      dragoman code archive.csv --columns text=body,published=date -o records.jsonl

      cat story.txt | dragoman code - | jq '.events[].type'
    """
    from dragoman.batch import code_stories
    from dragoman.inputs import count_given

    overlay = settle_overlay(with_)
    target = None if str(output) == "-" else output
    with show_progress("coding", lambda: count_given(inputs), shown=target is not None) as progress:
        summary = code_stories(
            inputs,
            target,
            language=language,
            published=published,
            processes=processes,
            progress=progress,
            parses=parses,
            overlay=overlay,
            columns=settle_columns(columns),
        )
    tell_summary(summary, target)


def tell_summary(summary: Summary, target: Path | None) -> None:
    """Say on standard error what a run did; ends the command with status 1 if anything was refused."""
    pace = f", {summary.coded / summary.seconds:.1f} stories a second" if summary.coded > 1 else ""
    print(
        f"Coded {summary.coded:,} {'story' if summary.coded == 1 else 'stories'} with {summary.events:,} "
        f"events in {summary.seconds:.1f} s{pace}{f' → {target}' if target else ''}",
        file=sys.stderr,
    )
    tell_refusals(summary.refused)
