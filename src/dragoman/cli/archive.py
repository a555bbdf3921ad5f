"""`dragoman archive`: what an archive holds, whether it is whole, and its many files made few."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.progress import show_progress

if TYPE_CHECKING:
    from dragoman.archive.checking import Info

archive = typer.Typer(
    name="archive",
    help="Archives, folders of Parquet that dragoman code writes: look into them, check and compact them.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Folder = Annotated[
    str,
    typer.Argument(help="The archive: a folder, or an address such as s3://bucket/news.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]


@archive.command()
def info(folder: Folder, json: Json = False) -> None:
    """Tell what an archive holds: stories, records, days, size, parts, and what its records were made with.

    [bold]Examples[/bold]

      dragoman archive info decade/

      dragoman archive info s3://news/decade --json
    """
    import msgspec

    from dragoman.archive.checking import describe_archive

    found = describe_archive(folder)
    if json:
        print(msgspec.json.encode(found).decode())
    else:
        _show_info(found)


@archive.command()
def check(folder: Folder, json: Json = False) -> None:
    """Read every file of an archive: all there, as they were written, nothing beside them, no id twice.

    Ends with status 1 when something is amiss.

    [bold]Examples[/bold]

      dragoman archive check decade/

      dragoman archive check decade/ --json | jq '.problems'
    """
    import msgspec

    from dragoman.archive.checking import check_archive, describe_archive

    with show_progress("checking", lambda: describe_archive(folder).files, shown=not json) as progress:
        problems = check_archive(folder, progress=progress)
    if json:
        print(msgspec.json.encode({"whole": not problems, "problems": problems}).decode())
    else:
        for one in problems:
            print(f"{one.where}: {one.what} — {one.remedy}")
        told = f"{len(problems)} problems" if problems else "Whole: every file is as it was written"
        print(f"{told} → {folder}", file=sys.stderr)
    if problems:
        raise typer.Exit(1)


@archive.command()
def compact(
    folder: Folder,
    size: Annotated[
        str, typer.Option("--size", help="How large packs become, their files together: 64MB, 1GB.")
    ] = "128MB",
    json: Json = False,
) -> None:
    """Put small parts together in large packs, sorted by day: few files are opened, and most of them skipped.

    The rows stay the same. It may be cut off at any moment and run again; who reads meanwhile sees each row
    once.

    [bold]Examples[/bold]

      dragoman archive compact decade/

      dragoman archive compact s3://news/decade --size 512MB
    """
    import msgspec

    from dragoman.archive.compacting import compact_archive
    from dragoman.archive.manifests import list_parts

    bytes_ = read_size(size)
    with show_progress("packing", lambda: len(list_parts(folder)), shown=not json) as progress:
        done = compact_archive(folder, size=bytes_, progress=progress)
    if json:
        print(msgspec.json.encode(done).decode())
    else:
        what = f"{done.parts:,} parts into {done.packs:,} {'pack' if done.packs == 1 else 'packs'}"
        print(f"Packed {what}; {done.files:,} files now → {folder}", file=sys.stderr)


def read_size(stated: str) -> int:
    """The bytes that `128MB`, `1.5 GB` or a bare number means; raises StoreError for anything else."""
    from dragoman.errors import StoreError

    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmg]?)b?\s*", stated, re.IGNORECASE)
    if not found or float(found[1]) == 0:
        raise StoreError(f"“{stated}” is no size", remedy="write 64MB or 1GB")
    return int(float(found[1]) * {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}[found[2].lower()])


def _show_info(found: Info) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    counts = found.counts
    span = f"{found.first_day} to {found.last_day}" if found.first_day else "without days"
    console.print(f"[bold]{found.address}[/bold]  [dim]begun {found.begun}, schema {found.schema}[/dim]")
    uncoded = counts.stories - counts.coded
    told = [
        f"{counts.stories:,} stories, {span}",
        f"{uncoded:,} of them not coded" if uncoded else "",
        f"{counts.events:,} events, {counts.statements:,} statements, {counts.relations:,} relations",
        f'{counts.refused:,} refused (dragoman ask sql "SELECT * FROM refusals" --store …)'
        if counts.refused
        else "",
        f"{found.parts:,} part{'' if found.parts == 1 else 's'}"
        + (f", {found.packs:,} packs" if found.packs else "")
        + f", {found.files:,} files",
    ]
    for line in filter(None, told):
        console.print(f"  {line}")
    for version in found.versions:
        parts = [f"dragoman {version.dragoman}", f"codebook {version.codebook}", f"atlas {version.atlas}"]
        parts += [version.model, *([version.overlay] if version.overlay else [])]
        console.print("  made with " + ", ".join(parts), style="dim")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("table")
    for column in ("MB", "bytes a story"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, bytes_ in (*found.bytes.items(), ("all", found.size)):
        table.add_row(name, f"{bytes_ / 1e6:,.1f}", f"{bytes_ / max(1, counts.stories):,.0f}")
    console.print(table)
