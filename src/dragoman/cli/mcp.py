"""`dragoman mcp`: the store for assistants that speak the Model Context Protocol."""

from __future__ import annotations

from dragoman.cli.options import Store, settle_store


def mcp(store: Store = None) -> None:
    """Serve a store to an assistant over standard input and output (Model Context Protocol).

    It may search stories, events and statements, sum up dyads and actors, tell a brief, and ask read-only
    SQL; every answer carries its evidence. Needs the extra: pip install 'dragoman\\[mcp]'.

    [bold]Examples[/bold]

      dragoman mcp --store news.db

      In an assistant's settings: {"command": "dragoman", "args": \\["mcp", "--store", "/path/to/news.db"]}
    """
    from dragoman.assistants.server import make_server

    make_server(settle_store(store)).run("stdio")
