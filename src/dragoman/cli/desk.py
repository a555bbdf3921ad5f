"""`dragoman desk`: the pages over a store, for a browser on this machine or, with a token, elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def desk(
    store: Annotated[
        Path, typer.Option("--store", "-s", help="The store to show, or the folder of an archive.")
    ] = Path("news.db"),
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; anything but this machine asks for a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port to listen on.")
    ] = 8642,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name under which others reach this desk (repeatable)."),
    ] = None,
) -> None:
    """Show a store or an archive in the browser: briefing, events, stories, statements, search.

    The pages send no request to anywhere else. With another --host than this machine a token is asked for;
    the address with it is printed once.

    [bold]Examples[/bold]

      dragoman desk

      dragoman desk --store china.db --port 8000

      dragoman desk --store decade/

      dragoman desk --host 0.0.0.0 --name newsroom.example
    """
    from dragoman.web.serving import serve

    serve(store, host, port, frozenset(name or ()))
