"""How the store bears a million events: `python -m benchmarks.store_speed small.db big.db`.

Give stores that `benchmarks.store_generator` made. Each store has a process of its own, each question a
connection of its own: it is asked once with nothing kept but what the operating system has of the file, and
then `AGAIN` times more; shown are the first and the median of the others, in milliseconds of
processor time, so that other work on the machine counts as little as can be. Pages are asked
for as JSON through the desk itself, so with whatever it keeps between requests in the second figure.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from dragoman.store.desk import Desk
from dragoman.web.app import build_app
from dragoman.web.safety import make_door

AGAIN = 5
PAGE_GOAL, SEARCH_GOAL = 200.0, 50.0  # milliseconds at a million events
Question = Callable[[Desk], object]

DESK: dict[str, Question] = {
    "events, newest 50": lambda desk: desk.events(limit=50),
    "events, sheet 200": lambda desk: desk.events(limit=50, offset=9_950),
    "events of the most frequent actor": lambda desk: desk.events(party=often(desk), limit=50),
    "events of a rare actor": lambda desk: desk.events(party=seldom(desk), limit=50),
    "events of a person": lambda desk: desk.events(actor=f"{often(desk)}-1", limit=50),
    "events between the two most frequent": lambda desk: desk.events(between=two_often(desk), limit=50),
    "events by type": lambda desk: desk.events(type="ACCUSE", limit=50),
    "events by mode": lambda desk: desk.events(mode="allege", limit=50),
    "events by a rare mode": lambda desk: desk.events(mode="hunger", limit=50),
    "events by quad and factuality": lambda desk: desk.events(
        quad="material conflict", factuality="negated", limit=50
    ),
    "events by context": lambda desk: desk.events(context="military", limit=50),
    "events by country and year": lambda desk: desk.events(
        country=often(desk), since="2022", until="2022", limit=50
    ),
    "events by publisher": lambda desk: desk.events(publisher="Courier 1", limit=50),
    "events by language": lambda desk: desk.events(language="nl", limit=50),
    "events, oldest 50 claimed": lambda desk: desk.events(claimed=True, order="oldest", limit=50),
    "events: actor, type, month": lambda desk: desk.events(
        actor=often(desk), type="SANCTION", since="2023-05", until="2023-05", limit=50
    ),
    "statements, newest 50": lambda desk: desk.statements(limit=50),
    "statements of the most frequent speaker": lambda desk: desk.statements(speaker=often(desk), limit=50),
    "statements about the most frequent": lambda desk: desk.statements(about=often(desk), limit=50),
    "statements for somebody": lambda desk: desk.statements(side="for", limit=50),
    "relations, newest 50": lambda desk: desk.relations(limit=50),
    "stories, newest 50": lambda desk: desk.stories(limit=50),
    "stories of a publisher": lambda desk: desk.stories(publisher="Courier 1", limit=50),
    "actors, most often met": lambda desk: desk.actors(limit=100),
    "actors, unlinked": lambda desk: desk.actors("", limit=100),
    "one story with its record": lambda desk: (desk.story("made-0000777"), desk.record("made-0000777")),
}
PAGES = (
    "/briefing",
    "/events",
    "/events?party=USA",
    "/events?text=government&type=ACCUSE",
    "/statements",
    "/statements?speaker=USA",
    "/search?text=government",
    "/search?text=inspectors",
    "/network",
    "/network?since=2020-01-01",
    "/map",
    "/map?since=2020-01-01",
    "/actor?code=USA",
    "/actor?code=USA&since=2020-01-01",
    "/dyad?one=USA&other=CHN",
    "/dyad?one=USA&other=CHN&since=2020-01-01",
    "/isolation",
    "/blocs",
    "/pledges",
    "/brief",
    "/health",
    "/story?id=made-0000777",
)
"""Pages as they open, and with all the time there is where they open with less."""

COUNTS: dict[str, Question] = {
    "count: all events": lambda desk: desk.count("events"),
    "count: the most frequent actor": lambda desk: desk.count("events", party=often(desk)),
    "count: two conditions that seldom meet": lambda desk: desk.count(
        "events", actor=often(desk), type="RETREAT", language="nl", factuality="negated"
    ),
    "facets: all events": lambda desk: desk.facets(),
    "facets: the most frequent actor": lambda desk: desk.facets(party=often(desk)),
    "facets: a frequent word": lambda desk: desk.facets(text="government"),
}
SEARCH: dict[str, Question] = {
    "stories: a rare word": lambda desk: desk.stories(text="inspectors ceasefire", limit=50),
    "stories: a frequent word": lambda desk: desk.stories(text="government", limit=50),
    "stories: a phrase": lambda desk: desk.stories(text='"foreign minister"', limit=50),
    "stories: a beginning": lambda desk: desk.stories(text="minist*", limit=50),
    "events: a rare word": lambda desk: desk.events(text="inspectors", limit=50),
    "events: a frequent word": lambda desk: desk.events(text="government", limit=50),
    "events: a word of an actor": lambda desk: desk.events(text="government", party=often(desk), limit=50),
    "statements: a frequent word": lambda desk: desk.statements(text="government", limit=50),
}


def often(desk: Desk, rank: int = 0) -> str:
    """The code met most often."""
    return ranked(desk)[rank]


def two_often(desk: Desk) -> tuple[str, str]:
    """The two codes met most often."""
    return often(desk), often(desk, 1)


def seldom(desk: Desk) -> str:
    """The code met least."""
    return ranked(desk)[-1]


_RANKED: dict[Path, list[str]] = {}


def ranked(desk: Desk) -> list[str]:
    """All codes, most often met first; asked once, outside of what is timed."""
    if desk.path not in _RANKED:
        rows = desk.fetch(
            "SELECT code FROM met WHERE code <> '' GROUP BY code ORDER BY sum(times) DESC, code"
        )
        _RANKED[desk.path] = [code for (code,) in rows]
    return _RANKED[desk.path]


def time_question(path: Path, ask: Question) -> tuple[float, float]:
    """Milliseconds of the first answer, and the median of those after it."""
    with Desk(path) as desk:
        ranked(desk)
    spent = []
    with Desk(path) as desk:
        for _ in range(1 + AGAIN):
            started = time.process_time()
            ask(desk)
            spent.append(1000 * (time.process_time() - started))
            if spent[0] > 5_000:
                break
    return spent[0], statistics.median(spent[1:] or spent)


def time_pages(path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds of each page's data: asked first, and the median of those after it."""
    app = build_app(path, make_door("127.0.0.1"))
    times = {}

    async def ask_all() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8642") as client:
            await client.get("/events.json?limit=1")  # what a server loads once
            await client.get("/actor.json?id=Q7747")
            for page in PAGES:
                name, mark, query = page.partition("?")
                spent = []
                for _ in range(1 + AGAIN):
                    started = time.process_time()
                    answer = await client.get(f"{name}.json{mark}{query}")
                    spent.append(1000 * (time.process_time() - started))
                    answer.raise_for_status()
                times[page] = (spent[0], statistics.median(spent[1:]))

    asyncio.run(ask_all())
    return times


def describe_store(path: Path) -> dict[str, float]:
    """Rows and megabytes."""
    with Desk(path) as desk:
        told = {
            table: desk.fetch(f"SELECT count(*) FROM {table}")[0][0]
            for table in ("stories", "events", "statements")
        }
    return {**told, "MB": path.stat().st_size / 1e6}


def measure_here(path: Path) -> dict[str, object]:
    """All questions of one store, and the memory this process came to need."""
    times = {name: time_question(path, ask) for name, ask in (DESK | COUNTS | SEARCH).items()}
    return {
        "path": path.name,
        **describe_store(path),
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "times": {**times, **time_pages(path)},
    }


def measure(path: Path) -> dict[str, object]:
    """As `measure_here`, in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.store_speed", str(path), "--here"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    told: dict[str, object] = json.loads(answer)
    return told


def show(measured: list[dict[str, object]]) -> None:
    """One table of Markdown for sizes, one for times."""
    heads = [f"{one['events']:,} events" for one in measured]
    print("| what | " + " | ".join(heads) + " |\n|---|" + "---:|" * len(heads))
    for name in ("stories", "statements", "MB", "memory MB"):
        print(f"| {name} | " + " | ".join(f"{one[name]:,.0f}" for one in measured) + " |")
    print("\n| question, ms: first / again | " + " | ".join(heads) + " |\n|---|" + "---:|" * len(heads))
    for name in measured[0]["times"]:  # type: ignore[attr-defined]
        cells = []
        for one in measured:
            first, again = one["times"][name]  # type: ignore[index]
            cells.append(f"{first:,.1f} / {again:,.1f}")
        print(f"| {name} | " + " | ".join(cells) + " |")


def main() -> None:
    """Parse the command line, measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stores", nargs="+", type=Path)
    parser.add_argument("--here", action="store_true", help="in this process, as JSON")
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(measure_here(asked.stores[0])))
        return
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}\n"
    )
    show([measure(path) for path in asked.stores])


if __name__ == "__main__":
    main()
