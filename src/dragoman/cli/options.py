"""The options that several commands share, and how refusals are told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.overlay import Overlay
    from dragoman.sources import Refusal

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Stories: files (.jsonl, .json, .csv, .tsv, .parquet, .txt, .md, .html, .rss, .atom, .eml, "
        ".mbox, .warc, also .gz), folders of these, kept parses (.parquet), web addresses of pages, feeds "
        "and sitemaps, or - for standard input.",
        show_default=False,
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        help="Which column or key of tables and JSON is which part of a story: text=body,published=date. "
        "Parts: text, title, id, published, language, url, publisher.",
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--language", "-l", help="Language of stories that state none; else it is detected."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", help="Date of stories that state none: YYYY, YYYY-MM or YYYY-MM-DD."),
]
With = Annotated[
    list[Path] | None,
    typer.Option(
        "--with",
        help="A folder of your own words, types and actors (repeatable); else those of the nearest "
        "dragoman.toml. `none` for neither.",
        show_default=False,
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        "-s",
        help="The store; else the one the nearest dragoman.toml names (\\[store] path), else news.db here.",
        show_default=False,
    ),
]
Merging = Annotated[
    bool,
    typer.Option(
        "--merge/--no-merge",
        help="Whether new stories are held against the others: what several tell is one.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead, one object a line.")]

Since = Annotated[
    str | None,
    typer.Option("--since", help="From this day on: YYYY, YYYY-MM or YYYY-MM-DD.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option("--until", help="Up to and with this day, as for --since.", show_default=False),
]


def settle_overlay(folders: Sequence[Path] | None) -> Overlay:
    """The overlay of the folders given, or of the nearest dragoman.toml when none is; raises DataError."""
    from dragoman.overlay import NONE, find_overlay, open_overlay

    if folders and [str(folder) for folder in folders] == ["none"]:
        return NONE
    return open_overlay(folders) if folders else find_overlay(Path.cwd())


def settle_store(path: Path | None) -> Path:
    """The store given, else that of the nearest dragoman.toml, else `news.db` here; raises DataError."""
    from dragoman.settings import find_store

    return path if path is not None else find_store(Path())


def settle_columns(stated: str | None) -> dict[str, str] | None:
    """The mapping of columns that an option states, or None; raises SourceError when it is none."""
    from dragoman.sources.columns import read_columns

    return read_columns(stated) if stated else None


def tell_refusals(refused: Sequence[Refusal]) -> None:
    """List on standard error what was refused and why; ends the command with status 1 if anything was."""
    if not refused:
        return
    print(f"Refused: {len(refused)}", file=sys.stderr)
    for refusal in refused:
        print(f"  {refusal}", file=sys.stderr)
    raise typer.Exit(1)
