"""Kill -9 at random moments: afterwards a store must equal that of a run nobody disturbed.

    python -m benchmarks.kill add --times 200
    python -m benchmarks.kill watch --times 200

Each round starts `add` or `watch` on a new store and kills it, with its workers, again and again until it
comes through; then every row of the store is compared with those of an unbroken run. `watch` is served its
feeds and pages from this machine. A stand-in codes the stories, so that the kills fall on fetching and
writing and not on the loading of the model (--real: the coder).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

_KEYS = {
    "story": "(SELECT id FROM stories k WHERE k.story = t.story)",
    "event": "(SELECT s.id || ' ' || e.id FROM events e JOIN stories s USING (story) "
    "WHERE e.event = t.event)",
    "statement": "(SELECT s.id || ' ' || e.id FROM statements e JOIN stories s USING (story) "
    "WHERE e.statement = t.statement)",
}
"""By column, what stands for a row key: keys are given in the order rows came, which a kill may change."""
_OWN = {"run", "version", "relation", "added", "replaced", "polled", "due", "started", "finished", "made"}
"""Columns that say when and in which run: those differ between two runs by their nature."""
_LOGS = {"runs", "refusals"}


def dump_store(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """By table, the rows of the store at `path` in an order of their own, without keys, runs and moments.

    Raises AssertionError when SQLite finds the file or its full-text indexes unsound.
    """
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        listed = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        indexes = [name for name, sql in listed if "USING fts5" in (sql or "")]
        for index in indexes:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
        tables = [
            name
            for name, _ in listed
            if not name.startswith("sqlite_")
            if not any(name == index or name.startswith(f"{index}_") for index in indexes)
        ]
        return {name: _dump_table(connection, name) for name in sorted(set(tables) - _LOGS)}
    finally:
        connection.close()


def _dump_table(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    told = connection.execute(f"PRAGMA table_info({table})").fetchall()
    columns = [row[1] for row in told if row[1] not in _OWN]
    chosen = ", ".join(_KEYS.get(name, f'"{name}"') for name in columns)
    rows = connection.execute(f"SELECT {chosen} FROM {table} t").fetchall()
    return sorted(rows, key=repr)


def kill_until_through(
    start: Callable[[], subprocess.Popen[bytes]],
    longest: float,
    chance: random.Random,
    most: int | None = None,
) -> int:
    """Start a process and kill it at a random moment of its first `longest` seconds, until one comes
    through before its moment or `most` were killed; how many were. Raises AssertionError when a process
    fails by itself."""
    killed = 0
    while True:
        process = start()
        try:
            process.wait(timeout=chance.uniform(0, longest) if most is None or killed < most else None)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too
            process.wait()
            killed += 1
            # Work gets less with each start, or there would be no end: a run that never gets far is given
            # more and more of its time.
            longest *= 1.05
            continue
        assert process.returncode == 0, f"ended with {process.returncode}"
        return killed


def compare_stores(broken: Path, whole: Path, *, leaving: Collection[str] = ()) -> None:
    """Raises AssertionError with the first difference when two stores do not hold the same, the tables
    in `leaving` aside."""
    ours, theirs = dump_store(broken), dump_store(whole)
    assert ours.keys() == theirs.keys()
    for table in ours.keys() - set(leaving):
        extra = [row for row in ours[table] if row not in theirs[table]]
        missing = [row for row in theirs[table] if row not in ours[table]]
        assert not extra and not missing, f"{table}: extra {extra[:2]}, missing {missing[:2]}"
        assert len(ours[table]) == len(theirs[table]), f"{table}: rows doubled"


# ── watch ────────────────────────────────────────────────────────────────────

_TEXT = (
    "China veroordeelt de sancties van het Westen tegen Rusland. Moskou vindt dat de maatregel niet werkt."
)


def kill_watch(
    folder: Path,
    chance: random.Random,
    *,
    real: bool = False,
    stories: int = 30,
    most: int | None = None,
    language: str = "",
) -> int:
    """One round of killing `watch` in `folder`; how many were killed. AssertionError tells a difference."""
    stated = f'language = "{language}"\n' if language else ""
    with serve_feeds(stories) as port:
        feeds = folder / "feeds.toml"
        feeds.write_text(
            "".join(
                f'[[source]]\nurl = "http://127.0.0.1:{port}/{name}"\nname = "{name}"\ndays = 0\n{stated}'
                for name in ("feed.xml", "sitemap.xml")
            ),
            encoding="utf-8",
        )

        def start(store: str) -> subprocess.Popen[bytes]:
            return start_child("watch", str(feeds), str(folder / store), str(port), real=real)

        began = time.monotonic()
        assert start("whole.db").wait() == 0
        killed = kill_until_through(lambda: start("broken.db"), time.monotonic() - began, chance, most)
        compare_stores(folder / "broken.db", folder / "whole.db")
    return killed


def start_child(*arguments: str, real: bool = False) -> subprocess.Popen[bytes]:
    """This module as a process that leads a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kill", "child", *arguments, *(["--real"] if real else [])],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT, ROOT / "tests")))},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def watch_once(feeds: Path, store: Path, port: int, *, real: bool) -> None:
    """What the killed process does: one round of `dragoman watch --once` against the server on `port`."""
    from dragoman.coders import CoderLoad
    from dragoman.sources.fetching import Fetcher
    from dragoman.watching.feeds_file import read_feeds
    from dragoman.watching.watch import watch_feeds

    place = (("127.0.0.1", port),)
    if real:
        load: Any = CoderLoad()
    else:
        from stand_in import load_stand_in as load  # tests/ is on the path of this process
    listed = read_feeds(feeds, trusted=place)
    for polled in watch_feeds(listed, store, load, once=True, fetcher=Fetcher(trusted=place, pause=0.0)):
        assert polled.problem is None, polled.problem


@contextmanager
def serve_feeds(stories: int) -> Iterator[int]:
    """The port of a server on this machine with a feed, a sitemap, and their pages: some in both, one that
    is no story, one in a language that is not coded."""
    pages = {f"/{number}": _make_page(number) for number in range(stories)}
    pages["/1"] = b"<html><body><nav>nothing</nav></body></html>"
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    root = f"http://127.0.0.1:{server.server_address[1]}"
    half = range(stories * 2 // 3)
    items = "".join(f"<item><title>Story {n}</title><link>{root}/{n}</link></item>" for n in half)
    pages["/feed.xml"] = f'<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'.encode()
    urls = "".join(f"<url><loc>{root}/{n}</loc></url>" for n in range(stories // 2, stories))
    pages["/sitemap.xml"] = f"<urlset>{urls}</urlset>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def _make_page(number: int) -> bytes:
    text = "Suomen ulkoministeri tapasi keskiviikkona Ruotsin kollegansa." if number == 2 else _TEXT
    title = f"Sancties {number}"
    words = f"<p>{text} Dit is bericht {number}.</p><p>{text}</p>"
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{words}</article>".encode()
    )


# ── add ──────────────────────────────────────────────────────────────────────


def kill_add(
    folder: Path,
    chance: random.Random,
    *,
    real: bool = False,
    stories: int = 300,
    most: int | None = None,
    processes: int = 1,
) -> int:
    """One round of killing `add` in `folder`; how many were killed. AssertionError tells a difference."""
    write_stories(folder / "in", stories)

    def start(store: str) -> subprocess.Popen[bytes]:
        return start_child("add", str(folder / "in"), str(folder / store), str(processes), real=real)

    began = time.monotonic()
    assert start("whole.db").wait() == 0
    killed = kill_until_through(lambda: start("broken.db"), time.monotonic() - began, chance, most)
    compare_stores(folder / "broken.db", folder / "whole.db")
    return killed


def write_stories(folder: Path, stories: int) -> None:
    """Two files: among their stories are some that take the place of others, share an id with another, are in
    a language that is not coded, cannot be coded, or are no stories."""
    folder.mkdir()
    for name, numbers in (("a", range(0, stories, 2)), ("b", range(1, stories, 2))):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for number in numbers:
                file.write(json.dumps(_write_story(number)) + "\n")
                if number % 50 == 0:
                    file.write('{"id": "broken", "te\n')


def _write_story(number: int) -> dict[str, str]:
    story = {"id": f"s{number // 2}", "language": "nl", "text": f"{_TEXT} Dit is bericht {number}."}
    if number % 7 == 0:
        story["url"] = f"https://example.org/{number % 5}"
    if number % 11 == 0:
        story |= {"language": "fi", "text": f"Suomen ulkoministeri tapasi Ruotsin kollegansa {number}."}
    if number % 13 == 0:
        story["text"] += " CRASH"  # the stand-in cannot code it
    return story


def add_all(source: Path, store: Path, processes: int, *, real: bool) -> None:
    """What the killed process does: `dragoman add`, in small batches for many moments to be killed at."""
    from dragoman import batch
    from dragoman.ingest import add_stories

    batch._STORIES, batch._ALONE = 5, 0
    if real:
        add_stories(store, [source], processes=processes)
    else:
        from stand_in import load_stand_in  # tests/ is on the path of this process

        add_stories(store, [source], processes=processes, load=load_stand_in)


# ── the command ──────────────────────────────────────────────────────────────


def main() -> None:
    """Run rounds until enough processes were killed, or be the process that is killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["add", "watch", "child"])
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1, help="of add")
    parser.add_argument("--real", action="store_true")
    given = parser.parse_args()
    if given.what == "child":
        what, source, store, number = given.rest
        child = add_all if what == "add" else watch_once
        child(Path(source), Path(store), int(number), real=given.real)
        return
    chance = random.Random(given.seed)
    killed = rounds = 0
    began = time.monotonic()
    while killed < given.times:
        with tempfile.TemporaryDirectory() as folder:
            if given.what == "add":
                killed += kill_add(Path(folder), chance, real=given.real, processes=given.processes)
            else:
                killed += kill_watch(Path(folder), chance, real=given.real)
        rounds += 1
    seconds = time.monotonic() - began
    print(f"{given.what}: killed {killed} times in {rounds} rounds, {seconds:.0f} s; every store was equal")


if __name__ == "__main__":
    main()
