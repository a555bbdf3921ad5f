"""Polling against a real server on this machine: what is asked, what goes in, what is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stand_in import load_stand_in
from web_server import WebServer, serve

from dragoman.store.desk import Desk
from dragoman.store.writer import Writer
from dragoman.watching.feeds_file import Feeds, Watched
from dragoman.watching.watch import tell_states, watch_feeds
from dragoman.watching.watcher import Polled, Watcher

TEXT = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."
WIRE = TEXT + " " + " ".join(f"Woord{at} staat{at % 7} in{at % 5} het{at % 11} bericht." for at in range(40))
FINNISH = "Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa Tukholmassa."


class Bench:
    """A server with a feed, a store, and a clock that is set by hand."""

    def __init__(self, server: WebServer, store: Path) -> None:
        self.server = server
        self.store = store
        self.now = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
        self.items: dict[str, str] = {}

    def source(self, **changes: object) -> Watched:
        fields: dict[str, object] = {"url": f"{self.server.root}/feed", "name": "Bode", "every": 900}
        return Watched(**(fields | changes))  # type: ignore[arg-type]

    def put_page(self, name: str, text: str = TEXT, stamp: str = "Fri, 27 Nov 2026 10:00:00 +0100") -> None:
        body = f"<article><h1>{name}</h1><p>{text} {name}.</p><p>{text}</p></article>"
        self.server.pages[f"/{name}"] = f"<html><head><title>{name}</title></head>{body}</html>".encode()
        link = f"{self.server.root}/{name}"
        self.items[name] = f"<item><title>{name}</title><link>{link}</link><pubDate>{stamp}</pubDate></item>"
        self.put_feed()

    def put_feed(self, etag: str = '"1"') -> None:
        feed = f'<rss version="2.0"><channel><title>B</title>{"".join(self.items.values())}</channel></rss>'
        self.server.pages["/feed"] = (200, {"ETag": etag, "Last-Modified": "then"}, feed.encode())

    def poll(self, **changes: object) -> Polled:
        with Writer(self.store) as writer:
            run = writer.begin_run("watch", [])
            fetcher = self.server.make_fetcher()
            watcher = Watcher(writer, run, fetcher, load_stand_in, now=lambda: self.now)
            return watcher.poll(self.source(**changes))

    def stories(self) -> list[str]:
        with Desk(self.store) as desk:
            return sorted(story.title or "" for story in desk.stories())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with serve() as server:
        yield Bench(server, tmp_path / "news.db")


def test_new_stories_go_in_and_no_page_is_asked_twice(bench: Bench) -> None:
    for name in ("een", "twee"):
        bench.put_page(name)
    first = bench.poll()
    assert (first.added, first.known, first.problem, first.due) == (2, 0, None, "2026-11-27T12:15:00Z")
    bench.put_page("drie")
    assert bench.poll().added == 1
    assert bench.stories() == ["drie", "een", "twee"]
    assert bench.server.asked() == ["/feed", "/een", "/twee", "/feed", "/drie"]


def test_what_came_in_is_held_against_the_others(bench: Bench) -> None:
    bench.put_page("een", WIRE)
    assert bench.poll().copies == 0
    bench.put_page("een-ook", WIRE)
    polled = bench.poll()
    assert (polled.added, polled.copies) == (1, 1)
    with Writer(bench.store) as writer:
        assert writer.connection.execute("SELECT count(*) FROM unmerged").fetchone() == (0,)


def test_merging_may_be_left_to_later(bench: Bench) -> None:
    bench.put_page("een")
    with Writer(bench.store) as writer:
        run, fetcher = writer.begin_run("watch", []), bench.server.make_fetcher()
        Watcher(writer, run, fetcher, load_stand_in, merging=False).poll(bench.source(days=0))
        assert writer.connection.execute("SELECT count(*) FROM unmerged").fetchone() == (1,)


def test_a_feed_is_asked_whether_it_changed(bench: Bench) -> None:
    bench.put_page("een")
    bench.poll()
    bench.server.pages["/feed"] = (304, {}, b"")
    polled = bench.poll()
    assert polled.unchanged and polled.added == 0
    headers = bench.server.requests[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "then")


def test_a_page_that_is_out_of_order_is_tried_again_and_the_feed_is_not_taken_for_done(bench: Bench) -> None:
    bench.put_page("een")
    page = bench.server.pages["/een"]
    bench.server.pages["/een"] = (500, {}, b"")
    first = bench.poll()
    assert (first.added, first.waiting, first.problem) == (0, 1, None)
    bench.server.pages["/een"] = page
    assert bench.poll().added == 1
    assert "If-None-Match" not in [r for r in bench.server.requests if r[0] == "/feed"][-1][1]


def test_a_page_is_given_up_after_five_tries(bench: Bench) -> None:
    bench.put_page("een")
    bench.server.pages["/een"] = (500, {}, b"")
    told = [bench.poll() for _ in range(6)]
    assert [one.waiting for one in told] == [1, 1, 1, 1, 0, 0]
    assert [one.refused for one in told] == [0, 0, 0, 0, 1, 0]


def test_a_site_that_asks_for_a_pause_is_left_alone(bench: Bench) -> None:
    for name in ("een", "twee", "drie"):
        bench.put_page(name)
    bench.server.pages["/twee"] = (429, {"Retry-After": "7200"}, b"")
    polled = bench.poll()
    assert (polled.added, polled.left, polled.due) == (1, 2, "2026-11-27T14:00:00Z")
    assert "429" in str(polled.problem) and "/drie" not in bench.server.asked()


def test_a_feed_that_fails_is_asked_later_each_time_and_again_in_time_once_it_works(bench: Bench) -> None:
    bench.server.pages["/feed"] = (500, {}, b"")
    assert [bench.poll().due[11:16] for _ in range(3)] == ["12:30", "13:00", "14:00"]
    bench.put_page("een")
    assert bench.poll().due[11:16] == "12:15"
    (state,) = tell_states(Feeds((bench.source(),)), bench.store)
    assert (state.failures, state.problem, state.taken) == (0, None, 1)


@pytest.mark.parametrize("body", [b"<html><body>a page</body></html>", b"<rss", b"\x00\x01"])
def test_what_is_no_feed_is_a_problem_of_the_source(bench: Bench, body: bytes) -> None:
    bench.server.pages["/feed"] = body
    assert bench.poll().problem


def test_robots_txt_closes_pages_and_feeds(bench: Bench) -> None:
    bench.server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /een"
    bench.put_page("een")
    assert bench.poll().refused == 1
    bench.server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /"
    assert "robots.txt" in str(bench.poll().problem)


def test_a_story_in_a_language_that_is_not_coded_is_kept(bench: Bench) -> None:
    bench.put_page("yksi", FINNISH)
    assert (bench.poll().kept, bench.stories()) == (1, ["yksi"])


def test_no_more_stories_are_taken_than_was_said_and_the_rest_at_the_next_poll(bench: Bench) -> None:
    for name in ("een", "twee", "drie"):
        bench.put_page(name)
    first = bench.poll(most=2)
    assert (first.added, first.left) == (2, 1)
    assert bench.poll(most=2).added == 1


def test_old_stories_are_left(bench: Bench) -> None:
    bench.put_page("oud", stamp="Fri, 02 Oct 2026 10:00:00 +0100")
    bench.put_page("nieuw")
    assert bench.poll().added == 1
    assert bench.poll(days=0).added == 1


def test_a_page_that_the_site_says_it_changed_is_read_anew(bench: Bench) -> None:
    def put(text: str, stamp: str) -> None:
        link = f"{bench.server.root}/een"
        urls = f"<urlset><url><loc>{link}</loc><lastmod>{stamp}</lastmod></url></urlset>"
        bench.server.pages["/feed"] = urls.encode()
        bench.server.pages["/een"] = f"<article><h1>een</h1><p>{text}</p><p>{TEXT}</p></article>".encode()

    put("Eerst stond er dit in het bericht.", "2026-11-27T08:00:00Z")
    assert bench.poll().added == 1
    assert bench.poll().added == 0
    put("Later stond er iets anders in.", "2026-11-27T09:00:00Z")
    assert bench.poll().revised == 1


def test_without_pages_the_feed_s_own_text_is_taken(bench: Bench) -> None:
    bench.put_page("een")
    bench.items["een"] = bench.items["een"].replace(
        "</item>", f"<description>{TEXT} Kort.</description></item>"
    )
    bench.put_feed()
    assert bench.poll(pages=False).added == 1
    assert bench.server.asked() == ["/feed"]


def test_the_round_asks_only_what_is_due_and_once_ends(bench: Bench) -> None:
    bench.put_page("een")
    feeds = Feeds((bench.source(),))

    def go_round() -> list[Polled]:
        fetcher = bench.server.make_fetcher()
        return list(watch_feeds(feeds, bench.store, load_stand_in, once=True, fetcher=fetcher))

    assert [polled.added for polled in go_round()] == [1]
    assert go_round() == []


def test_the_round_sleeps_until_the_next_is_due(bench: Bench) -> None:
    class Ended(Exception):
        pass

    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        raise Ended

    bench.put_page("een")
    feeds = Feeds((bench.source(every=60 + int(timedelta(hours=1).total_seconds())),))
    fetcher = bench.server.make_fetcher()
    with pytest.raises(Ended):
        for _ in watch_feeds(feeds, bench.store, load_stand_in, fetcher=fetcher, sleep=sleep):
            pass
    assert slept == [30.0]
