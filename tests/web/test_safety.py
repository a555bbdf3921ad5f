"""Who may come in, and what a page may do: host names, token, forms of other sites, hostile stories."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest
from starlette.types import ASGIApp
from web.conftest import Ask, send

from dragoman.web.addresses import point_outside
from dragoman.web.app import PAGES
from dragoman.web.safety import make_door


class Reader(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8642", "localhost.evil.example", "10.0.0.7", ""]
)
def test_another_host_name_is_refused(ask: Ask, host: str) -> None:
    assert ask("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1:8642", "[::1]:8642", "LOCALHOST"])
def test_this_machine_is_answered(ask: Ask, host: str) -> None:
    assert ask("/", headers={"host": host}).status_code == 200


def test_elsewhere_than_loopback_a_token_is_asked_for() -> None:
    assert make_door("127.0.0.1").token is None
    assert make_door("::1").token is None
    assert len(make_door("0.0.0.0").token or "") > 20
    assert make_door("0.0.0.0").token != make_door("0.0.0.0").token


@pytest.mark.parametrize("address", ["/", "/?token=wrong", "/events.json", "/static/desk.css"])
def test_without_the_token_nothing_is_shown(guarded: ASGIApp, address: str) -> None:
    assert send(guarded, "GET", address, base="http://newsroom.example").status_code == 401


def test_the_token_opens_the_door_and_leaves_the_address(guarded: ASGIApp) -> None:
    entered = send(guarded, "GET", "/events?type=AID&token=right-token", base="http://newsroom.example")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/events?type=AID"
    cookie = next(one for one in entered.headers.get_list("set-cookie") if one.startswith("dragoman_token"))
    assert "HttpOnly" in cookie
    again = send(
        guarded, "GET", "/", base="http://newsroom.example", headers={"cookie": cookie.split(";")[0]}
    )
    assert again.status_code == 200
    assert again.headers["cache-control"] == "no-store"


def test_with_a_token_a_name_nobody_gave_is_still_refused(guarded: ASGIApp) -> None:
    assert send(guarded, "GET", "/?token=right-token", base="http://evil.example").status_code == 421


def test_a_form_of_another_site_is_refused(ask: Ask) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert ask("/events", "POST", headers=headers).status_code == 403


def test_another_site_may_link_to_a_page_but_not_embed_it(ask: Ask) -> None:
    site = {"sec-fetch-site": "cross-site"}
    assert ask("/", headers={**site, "sec-fetch-mode": "navigate"}).status_code == 200
    assert ask("/events.json", headers={**site, "sec-fetch-mode": "no-cors"}).status_code == 403


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/desk.css", "/events.json", "/events?page=x"])
def test_every_answer_carries_the_policy(ask: Ask, address: str) -> None:
    headers = ask(address).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def list_addresses(ask: Ask) -> list[str]:
    """Every page of the navigation, every page it links to, and those that its stories link to."""
    seen = {f"/{page.name}" for page in PAGES if page.listed}
    for page in sorted(seen):
        seen |= list_links(ask(page).text)
    for page in sorted(seen):
        if page.startswith("/story?"):
            seen |= list_links(ask(page).text)
    return sorted(seen)


def list_links(page: str) -> set[str]:
    """The pages of the desk that a page links to."""
    links = {attributes.get("href") or "" for _, attributes in Reader(page).tags}
    return {link.partition("#")[0] for link in links if re.match(r"/(?!static)", link)}


def test_no_story_puts_anything_but_text_into_a_page(ask: Ask) -> None:
    for address in list_addresses(ask):
        answer = ask(address)
        if "html" not in answer.headers["content-type"]:
            continue
        for tag, attributes in Reader(answer.text).tags:
            told = f"{address}: <{tag} {attributes}>"
            assert tag != "script" or attributes.get("type") == "application/json" or attributes["src"], told
            assert not [name for name in attributes if name.startswith("on") or name == "style"], told
            assert tag != "img", told
            for name in ("href", "src", "action", "hx-get", "hx-post"):
                link = attributes.get(name) or "/"
                assert re.match(r"/(?!/)|#|\?|https?://", link), told


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/b?c", "https://a.example/b?c"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("http:", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(address: str | None, link: str | None) -> None:
    assert point_outside(address) == link


def test_a_page_asks_nothing_of_other_hosts(ask: Ask) -> None:
    for page in PAGES:
        answer: httpx.Response = ask(f"/{page.name}")
        for tag, attributes in Reader(answer.text).tags:
            if tag in ("script", "link", "img", "iframe", "form"):
                for name in ("src", "href", "action"):
                    assert (attributes.get(name) or "/").startswith("/")


def test_every_page_that_is_linked_to_is_there(ask: Ask) -> None:
    broken = {address: ask(address).status_code for address in list_addresses(ask)}
    assert not {address: status for address, status in broken.items() if status != 200}
