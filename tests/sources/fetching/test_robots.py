"""robots.txt: whose rules hold, which rule decides, and nonsense passed over."""

from __future__ import annotations

import time

import pytest

from dragoman.sources.fetching.robots import NOTHING, read_robots

RULES = """
User-agent: *
Disallow: /

User-agent: other
User-agent: DRAGOMAN   # us
Crawl-delay: 5
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Disallow: /search?*q=
Allow: /café
Disallow: /caf
nonsense
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/a", False),
        ("/private/press/1", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/search?a=1&q=x", False),
        ("/caf%C3%A9", True),
        ("/cafeteria", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_for_us_decides(path: str, allowed: bool) -> None:
    assert read_robots(RULES.encode(), "Dragoman").allow(path) is allowed


def test_the_rules_for_all_hold_where_none_are_for_us() -> None:
    robots = read_robots(RULES.encode(), "Someone")
    assert not robots.allow("/a")


def test_a_pause_that_is_asked_for_is_kept_up_to_a_minute() -> None:
    assert read_robots(RULES.encode(), "Dragoman").pause == 5
    assert read_robots(b"User-agent: *\nCrawl-delay: 86400", "Dragoman").pause == 60
    assert read_robots(b"User-agent: *\nCrawl-delay: soon", "Dragoman").pause == 0


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"User-agent: *\nDisallow:", b"<html>no</html>"])
def test_what_forbids_nothing_allows_all(body: bytes) -> None:
    assert read_robots(body, "Dragoman").allow("/a")


def test_a_hostile_pattern_costs_no_time() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$", "Dragoman")
    started = time.monotonic()
    assert robots.allow("/" + "a" * 5000 + "b")
    assert time.monotonic() - started < 1


def test_nothing_is_nothing() -> None:
    assert not NOTHING.allow("/a")
