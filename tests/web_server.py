"""A real web server on this machine for tests: each path has its answer, each request is remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dragoman.sources.fetching import Fetcher, Limits

Answer = bytes | tuple[int, dict[str, str], bytes] | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers.items())))
        answer = self.server.pages.get(self.path)
        if answer is None:
            self.give(404, {}, b"")
        elif callable(answer):
            answer(self)
        elif isinstance(answer, bytes):
            self.give(200, {"Content-Type": "text/html; charset=utf-8"}, answer)
        else:
            self.give(*answer)

    def give(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class WebServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_: object) -> None:
        pass  # a client that hangs up is what many of these tests are about

    @property
    def place(self) -> tuple[str, int]:
        return ("127.0.0.1", self.server_address[1])

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked(self) -> list[str]:
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def make_fetcher(self, limits: Limits | None = None, **options: object) -> Fetcher:
        given: dict[str, object] = {"trusted": [self.place], "pause": 0.0}
        return Fetcher(limits, **(given | options))  # type: ignore[arg-type]


@contextmanager
def serve() -> Iterator[WebServer]:
    server = WebServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
