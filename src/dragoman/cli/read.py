"""`dragoman read`: a story's records as a table, for people."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import (
    Columns,
    Inputs,
    Json,
    Language,
    Published,
    With,
    settle_columns,
    settle_overlay,
    tell_refusals,
)


def read(
    inputs: Inputs,
    json: Json = False,
    doubts: Annotated[bool, typer.Option("--doubts", help="List what was left out, and why.")] = False,
    with_: With = None,
    language: Language = None,
    published: Published = None,
    columns: Columns = None,
) -> None:
    """Read stories and show who did what to whom, who says so, and the words it rests on.

    [bold]Examples[/bold]

      dragoman read story.txt

      dragoman read page.html --published 2022-07-09

      dragoman read https://news.example/2026/11/a-story.html

      pbpaste | dragoman read - --language nl

      dragoman read story.txt --json
    """
    import msgspec
    from rich.console import Console

    from dragoman.batch import code_few
    from dragoman.cli.record_view import show_record
    from dragoman.sources import Refusal

    console = Console(highlight=False)
    refused: list[Refusal] = []
    overlay = settle_overlay(with_)
    mapped = settle_columns(columns)
    for made in code_few(inputs, language=language, published=published, overlay=overlay, columns=mapped):
        if isinstance(made, Refusal):
            refused.append(made)
        elif json:
            print(msgspec.json.encode(made[1]).decode())
        else:
            show_record(console, made[1], doubts=doubts)
    tell_refusals(refused)
