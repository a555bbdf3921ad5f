"""`dragoman check`: whether a folder of one's own words does what its examples say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Json


def check(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of your own words; the later lie over the earlier.")
    ],
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Try the shipped examples too: what did the folder break?")
    ] = False,
    json: Json = False,
) -> None:
    """Check a folder of your own words: its files, and every example through the whole pipeline.

    Each example must give what its entry says. The exit status is 1 when one does not.

    [bold]Examples[/bold]

      dragoman check my-words

      dragoman check my-words --shipped
    """
    import msgspec

    from dragoman.editing.proving import prove_overlay
    from dragoman.overlay import open_overlay

    proof = prove_overlay(open_overlay(folders), shipped=shipped)
    if json:
        print(msgspec.json.encode(proof).decode())
    else:
        for failure in proof.failures:
            claim = failure.claim
            print(f"{claim.where}\n  {claim.example}\n  wanted {claim.gives}\n  got    {failure.got}")
        tried = f"{proof.own} own" + (f" and {proof.shipped} shipped" if shipped else "")
        examples = "example" if proof.own + proof.shipped == 1 else "examples"
        print(f"{tried} {examples}: {len(proof.failures) or 'none'} failed")
    if proof.failures:
        raise typer.Exit(1)
