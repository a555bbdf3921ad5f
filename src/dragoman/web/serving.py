"""The desk served over HTTP, by uvicorn."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from dragoman.errors import DragomanError
from dragoman.web.app import build_app
from dragoman.web.safety import TOKEN, make_door


def serve(store: Path, host: str, port: int, names: frozenset[str] = frozenset()) -> None:
    """Show the store or archive at `store` on `host` and `port` (0: any free one) until interrupted.

    Prints the address, once, with its token where one is asked for. Raises StoreError when there is neither,
    DragomanError when the port cannot be used.
    """
    door = make_door(host, names)
    app = build_app(store, door)
    listener = _listen(host, port)
    told = f"[{host}]" if ":" in host else host
    address = f"http://{told}:{listener.getsockname()[1]}/"
    print(f"Desk of {store}: {address}{f'?{TOKEN}={door.token}' if door.token else ''}", flush=True)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, date_header=False, access_log=False
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise DragomanError(
            f"port {port} of {host} cannot be used ({error.strerror})", remedy="give another --port or --host"
        ) from error
    return listener
