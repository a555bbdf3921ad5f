"""Web addresses: page, feed or sitemap by what comes back, and the pages these lead to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from web_server import WebServer, serve

from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.web import read_address

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serve() as running:
        yield running


def make_page(title: str, head: str = "") -> bytes:
    page = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
    return f"{page}<p>{DUTCH} {title}.</p><p>{DUTCH}</p></article></body></html>".encode()


def make_feed(server: WebServer, *items: str) -> bytes:
    listed = "".join(
        f"<item><title>{name} in de feed</title><link>{server.root}/{name}</link>"
        f"<pubDate>Sat, 09 Jul 2022 23:30:00 +0200</pubDate><description>{DUTCH} Kort.</description></item>"
        for name in items
    )
    return f"<rss><channel><title>De Bode</title>{listed}</channel></rss>".encode()


def take(server: WebServer, path: str) -> list[Story | Refusal]:
    return list(take_in([server.root + path], fetcher=server.make_fetcher()))


def test_a_page_is_a_story_named_by_its_own_address(server: WebServer) -> None:
    server.pages["/a?utm=1"] = make_page("Sancties", f'<link rel="canonical" href="{server.root}/a">')
    (story,) = take(server, "/a?utm=1")
    assert isinstance(story, Story)
    assert (story.id, story.url, story.title) == (f"{server.root}/a", f"{server.root}/a", "Sancties")


def test_a_page_is_read_in_the_encoding_the_server_states(server: WebServer) -> None:
    body = make_page("Oekraïne").decode().encode("cp1252")
    server.pages["/a"] = (200, {"Content-Type": "text/html; charset=windows-1252"}, body)
    (story,) = take(server, "/a")
    assert isinstance(story, Story) and story.title == "Oekraïne"


def test_a_feed_leads_to_its_pages_and_fills_what_they_leave_open(server: WebServer) -> None:
    server.pages |= {"/feed": make_feed(server, "a", "b"), "/a": make_page("Een"), "/b": make_page("Twee")}
    first, second = take(server, "/feed")
    assert isinstance(first, Story) and isinstance(second, Story)
    assert (first.title, first.publisher) == ("Een", "De Bode")
    assert (first.published, first.published_at) == ("2022-07-09", "2022-07-09T23:30:00+02:00")
    assert not first.partial


def test_a_page_that_is_closed_gives_way_to_what_the_feed_holds(server: WebServer) -> None:
    server.pages |= {"/feed": make_feed(server, "a"), "/a": (403, {}, b"")}
    (story,) = take(server, "/feed")
    assert isinstance(story, Story)
    assert (story.text, story.partial, story.title) == (f"{DUTCH} Kort.", True, "a in de feed")


def test_a_page_that_fails_for_now_costs_only_itself(server: WebServer) -> None:
    server.pages |= {"/feed": make_feed(server, "a", "b"), "/a": (503, {}, b""), "/b": make_page("Twee")}
    first, second = take(server, "/feed")
    assert isinstance(first, Refusal) and isinstance(second, Story)
    assert "status 503" in first.reason


def test_an_index_of_sitemaps_leads_to_pages(server: WebServer) -> None:
    urls = f"<urlset><url><loc>{server.root}/a</loc><lastmod>2022-07-09</lastmod></url></urlset>"
    index = f"<sitemapindex><sitemap><loc>{server.root}/1.xml.gz</loc></sitemap></sitemapindex>"
    server.pages |= {
        "/index.xml": index.encode(),
        "/1.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(urls.encode())),
        "/a": make_page("Een"),
    }
    (story,) = take(server, "/index.xml")
    assert isinstance(story, Story) and (story.title, story.published) == ("Een", "2022-07-09")


def test_no_more_pages_are_asked_than_was_said(server: WebServer) -> None:
    server.pages |= {"/feed": make_feed(server, "a", "b", "c"), "/a": make_page("Een")}
    taken = list(read_address(f"{server.root}/feed", server.make_fetcher(), most=1))
    assert server.asked() == ["/feed", "/a"]
    assert isinstance(taken[-1], Refusal) and "2 more pages" in taken[-1].reason


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/json", f'{{"id": "a", "text": "{DUTCH}"}}'),
        ("application/x-ndjson", f'{{"id": "a", "text": "{DUTCH}"}}\n'),
        ("text/plain; charset=utf-8", DUTCH),
    ],
)
def test_json_and_plain_text_are_read_as_such(server: WebServer, media: str, body: str) -> None:
    server.pages["/a"] = (200, {"Content-Type": media}, body.encode())
    (story,) = take(server, "/a")
    assert isinstance(story, Story) and story.text == DUTCH


def test_what_is_nothing_of_these_is_refused(server: WebServer) -> None:
    server.pages["/a"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    (refusal,) = take(server, "/a")
    assert isinstance(refusal, Refusal) and "image/png" in refusal.reason


def test_an_address_inside_is_refused_and_the_other_inputs_go_on(server: WebServer) -> None:
    server.pages["/a"] = make_page("Een")
    taken = list(take_in(["http://127.0.0.1:9/", server.root + "/a"], fetcher=server.make_fetcher()))
    assert [type(one) for one in taken] == [Refusal, Story]
