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
)
from dragoman.cli.progress import show_progress
from dragoman.cli.stopping import stop_cleanly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.cluster.run import Archived
    from dragoman.record_file import Summary
    from dragoman.sources import Refusal

Refused = Annotated[
    Path | None,
    typer.Option("--refused", help="File for what is refused and why, one JSON object a line."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a run that was cut off.")]
Restart = Annotated[bool, typer.Option("--restart", help="Throw an unfinished run away and begin anew.")]


def code(
    inputs: Inputs,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help="File for the records, one JSON object a line, or - to print them. A folder, a name ending "
            "in / or an address like s3://bucket/news is made an archive of Parquet parts: ask it, show it "
            "with dragoman desk, or take it into a store with dragoman add.",
        ),
    ] = "-",
    refused: Refused = None,
    resume: Resume = False,
    restart: Restart = False,
    processes: Annotated[
        int | None,
        typer.Option("--processes", "-p", min=1, help="Worker processes (default: one a core)."),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="What carries the work of an archive: local, dask or spark.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            "--address", help="Where the engine's scheduler is; else it runs here.", show_default=False
        ),
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
    """Code stories into records, one JSON object a line, in input order, or into an archive.

    One bad story does not stop the rest: it is listed at the end, and the exit status is then 1. A run that
    is cut off is taken up with --resume, and the output is the same as of a run nobody disturbed.

    [bold]Examples[/bold]

      dragoman code stories.jsonl --output records.jsonl

      dragoman code decade/ -o records.jsonl --refused refused.jsonl --resume

      dragoman code decade/ -o archive/ --processes 8

      dragoman code decade/ -o s3://bucket/archive --engine dask --address tcp://head:8786

      dragoman code archive/ --language nl --published 2022-07 -o records.jsonl

      dragoman parse stories.jsonl -o parses.parquet && dragoman code stories.jsonl --parses parses.parquet

      dragoman code kept.parquet -o records.jsonl

      dragoman code archive.csv --columns text=body,published=date -o records.jsonl

      cat story.txt | dragoman code - | jq '.events[].type'
    """
    from dragoman.archive.folder import is_folder
    from dragoman.coders import CoderLoad
    from dragoman.errors import DragomanError
    from dragoman.inputs import count_given, is_kept, take_inputs
    from dragoman.record_file import code_stories

    overlay = settle_overlay(with_)
    settled = settle_columns(columns)
    target = None if output == "-" else output
    archives = target is not None and is_folder(target)
    if not archives and (engine != "local" or address is not None):
        raise DragomanError("an engine writes an archive", remedy="name a folder: --output archive/")
    if resume and target is not None and tell_finished(Path(target)):
        return
    with (
        stop_cleanly(resumable=target is not None),
        show_progress("coding", lambda: count_given(inputs), shown=target is not None) as progress,
    ):
        if target is not None and archives:
            from dragoman.cluster.run import code_archive
            from dragoman.versions import digest_data, tell_versions

            if restart:
                remedy = "remove the folder yourself, or name a new one"
                raise DragomanError("an archive is not thrown away", where=target, remedy=remedy)
            done = code_archive(
                take_inputs(inputs, language, published=published, columns=settled, leave_out=[Path(target)]),
                target,
                CoderLoad(parses, overlay, reading=not all(map(is_kept, inputs))),
                tell_versions(overlay),
                data=digest_data(overlay),
                engine=engine,
                address=address,
                processes=processes,
                resume=resume,
                progress=progress,
            )
        else:
            summary = code_stories(
                inputs,
                Path(target) if target else None,
                language=language,
                published=published,
                processes=processes,
                progress=progress,
                parses=parses,
                overlay=overlay,
                columns=settled,
                refused=refused,
                resume=resume,
                restart=restart,
            )
    if archives:
        tell_archived(done, output, refused)
    else:
        tell_summary(summary, Path(target) if target else None)


def tell_finished(output: Path) -> bool:
    """Whether there is nothing to resume because the output is whole; it is then said on standard error."""
    from dragoman.unfinished import is_finished

    if not is_finished(output):
        return False
    told = "is there and no unfinished run beside it; leave out --resume to code it anew"
    print(f"{output} {told}", file=sys.stderr)
    return True


def tell_summary(summary: Summary, target: Path | None) -> None:
    """Say on standard error what a run did; ends the command with status 1 if anything was refused."""
    new = summary.coded + summary.refusals - summary.before
    _tell_coded(summary.coded, summary.events, summary.before, new, summary.seconds, str(target or ""))
    _tell_refused(summary.refusals, summary.refused, str(summary.listed or ""))


def tell_archived(done: Archived, root: str, refused: Path | None) -> None:
    """Say on standard error what a run into an archive did, and list what it refused in the file `refused`;
    ends the command with status 1 if anything was."""
    from itertools import islice

    from dragoman.archive.refusals import list_refused
    from dragoman.record_file import SHOWN
    from dragoman.unfinished import encode_refusal

    counts, before = done.counts, done.before.coded + done.before.refused
    _tell_coded(
        counts.coded, counts.events, before, counts.coded + counts.refused - before, done.seconds, root
    )
    if refused is not None:
        with refused.open("wb") as file:
            file.writelines(map(encode_refusal, list_refused(root)))
    first = tuple(islice(list_refused(root), SHOWN)) if counts.refused else ()
    _tell_refused(counts.refused, first, str(refused or f"the table refusals of {root}"))


def _tell_coded(coded: int, events: int, before: int, new: int, seconds: float, target: str) -> None:
    pace = f", {new / seconds:.1f} stories a second" if new > 1 else ""
    earlier = f" ({before:,} of them before)" if before else ""
    print(
        f"Coded {coded:,} {'story' if coded == 1 else 'stories'}{earlier} with {events:,} events in "
        f"{seconds:.1f} s{pace}{f' → {target}' if target else ''}",
        file=sys.stderr,
    )


def _tell_refused(count: int, first: Sequence[Refusal], listed: str) -> None:
    if not count:
        return
    print(f"Refused: {count:,}{f', listed in {listed}' if listed else ''}", file=sys.stderr)
    for refusal in first:
        print(f"  {refusal}", file=sys.stderr)
    if count > len(first):
        print(f"  and {count - len(first):,} more", file=sys.stderr)
    raise typer.Exit(1)
