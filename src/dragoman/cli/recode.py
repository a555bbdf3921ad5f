"""`dragoman recode`: records made anew from kept parses, after a change of words, types or actors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.code import Refused, Restart, Resume, tell_finished, tell_summary
from dragoman.cli.options import With, settle_overlay
from dragoman.cli.progress import show_progress
from dragoman.cli.stopping import stop_cleanly


def recode(
    parses: Annotated[
        list[Path],
        typer.Argument(help="Kept parses (.parquet), which hold their stories too.", show_default=False),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File for the records, one JSON object a line; - prints them."),
    ] = Path("-"),
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="Worker processes (default: one a core)."),
    ] = None,
    refused: Refused = None,
    resume: Resume = False,
    restart: Restart = False,
    with_: With = None,
) -> None:
    """Make the records anew from kept parses, without reading a story again.

    This is the loop of editing: change an entry, a type or an actor, recode, and look with dragoman diff at
    what was gained and lost.

    [bold]Examples[/bold]

      dragoman parse stories.jsonl -o kept.parquet

      dragoman recode kept.parquet -o old.jsonl

      dragoman recode kept.parquet -o new.jsonl && dragoman diff old.jsonl new.jsonl
    """
    from dragoman.inputs import check_kept, count_given
    from dragoman.record_file import code_stories

    check_kept(parses)
    overlay = settle_overlay(with_)
    target = None if str(output) == "-" else output
    if resume and target is not None and tell_finished(target):
        return
    with (
        stop_cleanly(resumable=target is not None),
        show_progress("coding", lambda: count_given(parses), shown=target is not None) as progress,
    ):
        summary = code_stories(
            parses,
            target,
            processes=processes,
            progress=progress,
            overlay=overlay,
            refused=refused,
            resume=resume,
            restart=restart,
        )
    tell_summary(summary, target)
