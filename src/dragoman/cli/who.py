"""`dragoman who`: whom a name may mean on a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Json, With, settle_overlay

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.atlas.who import Answer


def who(
    name: Annotated[list[str], typer.Argument(help="A name, or an office with its country.")],
    on: Annotated[
        str | None, typer.Option("--on", help="The day asked about: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Language of the name.")] = "en",
    with_: With = None,
    json: Json = False,
) -> None:
    """Show whom a name may mean on a day: every candidate, the offices with their dates, and why.

    [bold]Examples[/bold]

      dragoman who Rutte --on 2025-03

      dragoman who Congo

      dragoman who "Dutch foreign minister" --on 2015-06-01

      dragoman who het Kremlin --language nl --json

      dragoman who "Skerry Commission" --with my-words
    """
    import msgspec

    from dragoman.atlas.overlay import load_atlas
    from dragoman.atlas.who import find_who

    answer = find_who(" ".join(name), load_atlas(settle_overlay(with_)), language, on)
    if json:
        print(msgspec.json.encode(answer).decode())
        return
    from rich.console import Console

    _show(Console(highlight=False), answer)


def _show(console: Console, answer: Answer) -> None:
    console.print(f"[bold]{answer.words}[/bold]  {answer.on or 'any day'} · {answer.language}")
    for one in answer.candidates:
        code = " ".join(filter(None, (one.code or "-", one.sector)))
        mark = "·" if one.holds else "×"
        console.print(f" {mark} {code:12} {one.name}  [dim]{one.why}[/dim]", soft_wrap=True)
        for term in one.terms:
            span = f"{term.since or '?'}..{term.until or ''}"
            console.print(f"                {span:24} {term.office}", style="dim", soft_wrap=True)
    console.print(answer.verdict, soft_wrap=True)
