"""Pictures of every page of the desk, to be looked at: at the width of a screen and of a phone.

    python -m benchmarks.desk_pictures news.db pictures/
    python -m benchmarks.desk_pictures --readme        # docs/desk.png, from the example stories

Each page of the navigation is shown, and the first record, statement and story that they link to. What the
browser complains of is printed. Needs Debian's chromium and the playwright package.
"""

from __future__ import annotations

import re
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from dragoman.cli.main import main as run_dragoman
from dragoman.web.app import PAGES, build_app
from dragoman.web.safety import make_door

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (1280, 390)
ROOT = Path(__file__).parents[1]
EXAMPLES = ("examples/en-shoal.json", "examples/nl-haven.json")


def take_pictures(store: Path, folder: Path) -> None:
    """A picture of each page at each width, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with serve_desk(store) as address, open_browser() as browser:
        for width in WIDTHS:
            page = open_sheet(browser, width, 900)
            listed = [one.name for one in PAGES if one.listed]
            shown = {name: f"{address}/{name}" for name in listed}
            for name in listed:
                page.goto(shown[name])
                for link in page.eval_on_selector_all("main a", "all => all.map(one => one.href)"):
                    found = re.match(r".*?/(\w+)\?", link)
                    if found and found[1] in {one.name for one in PAGES}:
                        shown.setdefault(found[1], link)
            for name, link in shown.items():
                page.goto(link)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(folder / f"{name}-{width}.png"), full_page=True)


def picture_readme(target: Path) -> None:
    """The example story from the South China Sea with a record open, as the README shows it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        try:
            run_dragoman(["add", *(str(ROOT / name) for name in EXAMPLES), "--store", str(store)])
        except SystemExit as ended:
            if ended.code:
                raise
        with serve_desk(store) as address, open_browser() as browser:
            page = open_sheet(browser, 1280, 860)
            page.goto(f"{address}/story?id=en-shoal")
            page.locator(".m-trigger").nth(6).click()
            page.wait_for_selector("#whole h2")
            page.screenshot(path=str(target))


@contextmanager
def serve_desk(store: Path) -> Iterator[str]:
    """The address of a desk over the store."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build_app(store, make_door("127.0.0.1")), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def open_browser() -> Iterator[Any]:
    """The browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_sheet(browser: Any, width: int, height: int) -> Any:
    """A page of that size which prints what the browser complains of."""
    page = browser.new_context(viewport={"width": width, "height": height}, locale="en").new_page()
    page.on("console", lambda told: told.type in ("error", "warning") and print(width, page.url, told.text))
    page.on("pageerror", lambda error: print(width, page.url, error))
    return page


if __name__ == "__main__":
    if sys.argv[1:] == ["--readme"]:
        picture_readme(ROOT / "docs" / "desk.png")
    elif len(sys.argv) == 3:
        take_pictures(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(__doc__)
