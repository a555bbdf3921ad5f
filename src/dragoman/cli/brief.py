"""`dragoman brief`: what happened in a time, told from the records with the words they stand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Json, Store, settle_store


def brief(
    since: Annotated[
        str, typer.Option("--since", help="From when: a date, or words such as “last 7 days”, “vorige week”.")
    ] = "last 7 days",
    until: Annotated[
        str | None, typer.Option("--until", help="Up to and with this day; by default the newest story.")
    ] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Tell it in en or nl.")] = "en",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write Markdown to this file instead.")
    ] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Tell what happened: a page from the records alone, each sentence with its publisher, day and words.

    Stories of all languages are told in the one you read; the words below each line stay as they were
    written. What only a source claims is told as its claim. Which dyads changed is held against their own
    past.

    [bold]Examples[/bold]

      dragoman brief --since "last 7 days"

      dragoman brief --since "afgelopen maand" --language nl -o overzicht.md

      dragoman brief --since 2019-09 --until 2019-10-15 --json
    """
    import msgspec

    import dragoman
    from dragoman.analysis.brief import make_brief
    from dragoman.analysis.brief_text import write_markdown
    from dragoman.errors import DragomanError

    with dragoman.open(settle_store(store)) as desk:
        made = make_brief(desk, since, until, language=language)
    if json:
        print(msgspec.json.encode(made).decode())
        return
    text = write_markdown(made)
    if output is not None:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise DragomanError(f"cannot be written: {error.strerror}", where=str(output)) from error
        return
    from rich.console import Console
    from rich.markdown import Markdown

    from dragoman.cli.labels import mute_controls

    console = Console(highlight=False)
    if console.is_terminal:
        console.print(Markdown(mute_controls(text)))
    else:
        print(mute_controls(text), end="")
