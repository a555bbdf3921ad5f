"""Fetching from a real server on this machine: polite, bounded, and never led inwards."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from web_server import Handler, WebServer, serve

from dragoman.sources.fetching import Fetched, Fetcher, FetchError, Limits
from dragoman.sources.fetching.fetcher import read_retry

PAGE = b"<html><p>Rusland</p></html>"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serve() as running:
        yield running


def fail(server: WebServer, path: str, limits: Limits | None = None, **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        server.make_fetcher(limits, **options).fetch(server.root + path)
    return caught.value


# ── what comes back ──────────────────────────────────────────────────────────


def test_an_answer_carries_its_body_and_what_it_says_of_itself(server: WebServer) -> None:
    told = {"Content-Type": 'text/html; charset="ISO-8859-1"', "ETag": '"1"', "Last-Modified": "x"}
    server.pages["/a?b=c"] = (200, told, PAGE)
    assert server.make_fetcher().fetch(f"{server.root}/a?b=c#part") == Fetched(
        asked=f"{server.root}/a?b=c#part",
        url=f"{server.root}/a?b=c",
        body=PAGE,
        media="text/html",
        charset="iso-8859-1",
        etag='"1"',
        modified="x",
    )


def test_the_request_says_who_asks_and_for_what(server: WebServer) -> None:
    server.pages["/"] = PAGE
    server.make_fetcher(contact="mailto:desk@bode.example").fetch(server.root, etag='"1"', modified="then")
    headers = server.requests[-1][1]
    assert headers["User-Agent"].startswith("Dragoman/") and "desk@bode.example" in headers["User-Agent"]
    assert headers["Host"] == f"127.0.0.1:{server.place[1]}"
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "then")


def test_what_has_not_changed_comes_without_a_body(server: WebServer) -> None:
    server.pages["/"] = (304, {"ETag": '"1"'}, b"")
    answer = server.make_fetcher().fetch(server.root, etag='"1"')
    assert (answer.changed, answer.body, answer.etag) == (False, b"", '"1"')


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("gzip", gzip.compress(PAGE[:5]) + gzip.compress(PAGE[5:])),
    ],
)
def test_a_compressed_answer_is_unpacked(server: WebServer, encoding: str, packed: bytes) -> None:
    server.pages["/"] = (200, {"Content-Encoding": encoding}, packed)
    assert server.make_fetcher().fetch(server.root).body == PAGE


def test_redirects_are_followed(server: WebServer) -> None:
    server.pages |= {"/a": (301, {"Location": "b"}, b""), "/b": (302, {"Location": "/c"}, b""), "/c": PAGE}
    answer = server.make_fetcher().fetch(f"{server.root}/a")
    assert (answer.asked, answer.url) == (f"{server.root}/a", f"{server.root}/c")


# ── what is barred ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_never_asked(host: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        Fetcher().fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "inside", ["http://169.254.169.254/latest/meta-data/", "http://2130706433/", "file:///etc/passwd"]
)
def test_a_redirect_leads_nowhere_inside(server: WebServer, inside: str) -> None:
    server.pages["/"] = (302, {"Location": inside}, b"")
    assert fail(server, "/").lasting


def test_a_redirect_to_another_port_of_this_machine_is_barred(server: WebServer) -> None:
    with serve() as other:
        other.pages["/"] = PAGE
        server.pages["/"] = (302, {"Location": other.root}, b"")
        fail(server, "/")
        assert not other.requests


def test_a_name_that_leads_here_is_barred(server: WebServer) -> None:
    limits = Limits(ports=frozenset({server.place[1]}))
    with pytest.raises(FetchError, match="not a public address"):
        Fetcher(limits, resolve=lambda *_: ["127.0.0.1"]).fetch(f"http://turn.example:{server.place[1]}/")
    assert not server.requests


def test_a_name_is_asked_once_a_connection_and_what_was_checked_is_connected_to(server: WebServer) -> None:
    server.pages["/"] = PAGE
    port = server.place[1]
    limits = Limits(ports=frozenset({port}))
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server.make_fetcher(limits, resolve=resolve).fetch(f"http://bode.example:{port}/")
    assert asked == ["bode.example"] * 2  # robots.txt and the page
    assert server.requests[-1][1]["Host"] == f"bode.example:{port}"


def test_redirects_end(server: WebServer) -> None:
    server.pages["/"] = (302, {"Location": "/"}, b"")
    assert "without end" in str(fail(server, "/"))


# ── what is bounded ──────────────────────────────────────────────────────────

SMALL = Limits(bytes=100_000, seconds=0.5, silence=0.3)


def test_a_large_answer_is_refused_by_its_stated_length(server: WebServer) -> None:
    server.pages["/"] = b"x" * 200_000
    assert "too large" in str(fail(server, "/", SMALL))


def test_an_endless_stream_is_cut_off(server: WebServer) -> None:
    def stream(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    server.pages["/"] = stream
    assert "too large" in str(fail(server, "/", SMALL))


def test_a_compression_bomb_is_refused_before_it_bursts(server: WebServer) -> None:
    server.pages["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)))
    assert "too large" in str(fail(server, "/", SMALL))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_packing_that_was_not_asked_for_is_refused(server: WebServer, encoding: str) -> None:
    server.pages["/"] = (200, {"Content-Encoding": encoding}, PAGE)
    assert "not asked for" in str(fail(server, "/"))


@pytest.mark.parametrize("packed", [gzip.compress(PAGE)[:-9], b"no gzip at all"])
def test_packing_that_is_broken_is_refused(server: WebServer, packed: bytes) -> None:
    server.pages["/"] = (200, {"Content-Encoding": "gzip"}, packed)
    fail(server, "/")


def trickle_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def trickle_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nA: ")
    for _ in range(40):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def say_nothing(handler: Handler) -> None:
    time.sleep(1)


@pytest.mark.parametrize("slow", [trickle_body, trickle_head, say_nothing])
def test_a_slow_answer_ends_at_the_limit(server: WebServer, slow: object) -> None:
    server.pages["/"] = slow  # type: ignore[assignment]
    started = time.monotonic()
    error = fail(server, "/", SMALL)
    assert "no whole answer" in str(error) and not error.lasting
    assert time.monotonic() - started < 1


def test_what_is_no_answer_at_all_is_an_error(server: WebServer) -> None:
    server.pages["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-hello\r\n\r\n") and None
    assert "cannot be reached" in str(fail(server, "/"))


# ── what is polite ───────────────────────────────────────────────────────────


def test_robots_txt_is_obeyed_and_asked_once(server: WebServer) -> None:
    server.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /in", "/in": PAGE, "/out": PAGE}
    fetcher = server.make_fetcher()
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher.fetch(f"{server.root}/in")
        fetcher.fetch(f"{server.root}/out")
    assert [path for path, _ in server.requests] == ["/robots.txt", "/out", "/out"]


def test_robots_txt_holds_for_where_a_redirect_leads(server: WebServer) -> None:
    server.pages |= {
        "/robots.txt": b"User-agent: dragoman\nDisallow: /in",
        "/out": (301, {"Location": "/in"}, b""),
    }
    assert "robots.txt" in str(fail(server, "/out"))
    assert server.asked() == ["/out"]


def test_a_robots_txt_that_is_out_of_order_closes_the_site_for_now(server: WebServer) -> None:
    server.pages |= {"/robots.txt": (503, {}, b""), "/": PAGE}
    assert "robots.txt" in str(fail(server, "/"))


def test_requests_to_one_host_keep_their_pause(server: WebServer) -> None:
    server.pages |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 3", "/": PAGE}
    slept: list[float] = []
    fetcher = server.make_fetcher(pause=1.0, sleep=slept.append)
    for _ in range(2):
        fetcher.fetch(server.root)
    assert [round(seconds) for seconds in slept] == [1, 4]  # no time passes where sleeping is only noted


@pytest.mark.parametrize(
    ("status", "lasting"), [(404, True), (410, True), (403, True), (429, False), (500, False), (503, False)]
)
def test_a_status_says_whether_it_lasts(server: WebServer, status: int, lasting: bool) -> None:
    server.pages["/"] = (status, {"Retry-After": "120"}, b"")
    error = fail(server, "/")
    assert (error.status, error.lasting, error.retry_after) == (status, lasting, 120)


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert read_retry(format_datetime(datetime(2026, 1, 1, 0, 1, tzinfo=UTC)), lambda: now) == 60
    assert read_retry(format_datetime(datetime(2025, 1, 1, tzinfo=UTC)), lambda: now) == 0
    assert read_retry("soon") is None
