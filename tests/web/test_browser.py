"""The desk in a real browser (Debian's chromium): no error, no outside request, phone width, keyboard."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hand_filled import fill_store
from web.test_archive import fill_part, list_stories
from web.test_safety import list_links

from dragoman.web.app import PAGES, build_app
from dragoman.web.safety import make_door

CHROMIUM = Path("/usr/bin/chromium")
UNNAMED = """() =>
    [...document.querySelectorAll('input, select, textarea, button, a, [role=img]')]
    .filter(one => one.type !== 'hidden' && !one.labels?.length)
    .filter(one => !one.getAttribute('aria-label') && !one.title && !one.textContent.trim())
    .map(one => one.outerHTML.slice(0, 120))"""
"""What a screen reader would have no name for."""
WIDTHS = {"desk": 1280, "phone": 390}

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}: apt install chromium")


@contextmanager
def serve_desk(store: Path) -> Iterator[str]:
    """The address of a desk that is served over `store`."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = build_app(store, make_door("127.0.0.1"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over a store of its own."""
    with serve_desk(fill_store(tmp_path_factory.mktemp("browser") / "news.db")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


class Sheet:
    """A page of the browser that writes down what it should not do."""

    def __init__(self, browser: Any, address: str, width: int, language: str = "en") -> None:
        self.address = address
        self.width = width
        context = browser.new_context(viewport={"width": width, "height": 800}, locale=language)
        context.set_default_timeout(20_000)
        self.page = context.new_page()
        self.problems: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self._watch)
        self.page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        drawn = "[...document.querySelectorAll('.chart-place')].every(one => one.childElementCount)"
        self.page.wait_for_function(drawn)
        return self.page

    def close(self) -> None:
        self.page.context.close()

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.problems.append(f"asks elsewhere: {request.url}")


@pytest.fixture(params=WIDTHS)
def sheet(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Sheet]:
    opened = Sheet(browser, address, WIDTHS[request.param])
    yield opened
    opened.close()


def list_pages(address: str) -> list[str]:
    """An address of each page, and those of the hostile story."""
    found = {f"/{page.name}" for page in PAGES if page.listed}
    linked: set[str] = set()
    for page in sorted(found):
        linked |= list_links(httpx.get(address + page).text)
    for page in PAGES:
        of_page = sorted(link for link in linked if link.startswith(f"/{page.name}?"))
        hostile = [link for link in of_page if "script" in link]
        found |= {*of_page[:1], *hostile[:1]}
    return sorted(found)


def test_no_page_fails_asks_elsewhere_or_is_wider_than_its_screen(sheet: Sheet) -> None:
    for path in list_pages(sheet.address):
        page = sheet.open(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > sheet.width:
            sheet.problems.append(f"{path} is {width} wide")
        unnamed = page.evaluate(UNNAMED)
        sheet.problems += [f"{path} has no name for {one}" for one in unnamed]
        assert page.locator("h1, h2").count() > 0
    assert not sheet.problems


def test_no_page_of_an_archive_fails_either(browser: Any, tmp_path: Path) -> None:
    fill_part(tmp_path, 0, list_stories())
    with serve_desk(tmp_path) as served:
        sheet = Sheet(browser, served, WIDTHS["desk"])
        for path in list_pages(served):
            assert sheet.open(path).locator("h1, h2").count() > 0
        note = sheet.open("/event?story=quiet&id=e2").locator(".judge .note")
        assert "dragoman add" in note.inner_text()
        assert not sheet.problems
        sheet.close()


def test_the_keyboard_steps_opens_and_shuts(sheet: Sheet) -> None:
    page = sheet.open("/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.evaluate("[...document.querySelectorAll('[data-step]')].indexOf(document.activeElement)")
    assert first == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer h2")
    assert "open=" in page.url
    page.keyboard.press("j")
    page.wait_for_selector("li[data-open]:nth-child(2)")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('#drawer').childElementCount === 0")
    assert "open=" not in page.url
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    assert not sheet.problems


def test_an_open_record_is_an_address_of_its_own(sheet: Sheet) -> None:
    page = sheet.open("/events?story=quiet&open=e2:quiet")
    assert "THREATEN" in page.inner_text("#drawer h2")
    page.click("#drawer [data-close]")
    page.wait_for_function("document.querySelector('#drawer').childElementCount === 0")
    assert not sheet.problems


def test_words_of_a_story_show_their_whole_record(sheet: Sheet) -> None:
    page = sheet.open("/story?id=quiet")
    words = page.locator(".m-trigger[data-record=e1]").first
    if sheet.width > 1000:
        words.hover()
    else:
        words.click()
    page.wait_for_selector("#whole h2")
    assert "ASSAULT" in page.inner_text("#whole h2")
    assert "Strelsau" in page.inner_text("#whole")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_function(
        "document.querySelector('#whole h2')?.textContent.includes('THREATEN') || "
        "document.querySelector('.card.lit')"
    )
    assert page.locator(".reading .lit").count() > 0
    assert not sheet.problems


def test_claimed_denied_and_threatened_words_look_different(browser: Any, address: str) -> None:
    sheet = Sheet(browser, address, 1280)
    page = sheet.open("/story?id=quiet")
    looks = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.reading .m-event')].map(one =>
        [one.dataset.record, getComputedStyle(one).textDecorationStyle]))"""
    )
    assert looks == {"e1": "dotted", "e2": "solid", "e3": "wavy"}
    sheet.close()


def test_a_record_is_judged_where_it_is_shown(browser: Any, address: str) -> None:
    sheet = Sheet(browser, address, 1280)
    page = sheet.open("/events?story=quiet&open=e2:quiet")
    page.fill("#drawer [name=user]", "Ann")
    page.click("#drawer button[value=right]")
    page.wait_for_selector("#drawer .judged.right")
    assert "Ann" in page.inner_text("#drawer .said-of")
    assert not sheet.problems
    sheet.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_contents(browser: Any, address: str) -> None:
    sheet = Sheet(browser, address, 1280)
    page = sheet.open("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    sheet.close()


def test_without_scripts_the_desk_still_works(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/events?story=quiet")
    page.click("[data-step] >> nth=0")
    page.wait_for_url("**open=**")
    assert page.locator("#drawer h2").count() == 1
    context.close()


def test_both_languages_are_shown(browser: Any, address: str) -> None:
    sheet = Sheet(browser, address, 1280, "nl")
    assert sheet.open("/events").inner_text("h1") == "Gebeurtenissen"
    assert sheet.open("/events?lang=en").inner_text("h1") == "Events"
    assert sheet.open("/statements").inner_text("h1") == "Who said what about whom"
    sheet.close()
