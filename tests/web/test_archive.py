"""The desk over an archive: every page as over a store, nothing written down, parts that come are seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from archive_by_hand import parse_story
from hand_filled import list_entries
from starlette.types import ASGIApp
from store_by_hand import VERSIONS, make_event, make_record
from web.conftest import send
from web.test_serving import run_desk

from dragoman.archive import shared
from dragoman.archive.flat import CodedStory
from dragoman.archive.manifests import begin_archive
from dragoman.archive.parts import write_part
from dragoman.records import Story
from dragoman.sources.refusals import Refusal
from dragoman.store.writer import Entry, Refused, Writer
from dragoman.web.app import PAGES, build_app
from dragoman.web.safety import make_door

ADDRESSES = (
    "/briefing", "/briefing?days=365", "/brief?since=2024", "/events", "/events?actor=GRA&text=shell*",
    "/events?type=ACCUSE,ASSAULT&sort=oldest", "/events?mode=expel&page=1", "/statements?about=GRA",
    "/statements?text=shelling", "/network", "/blocs", "/isolation", "/isolation?code=ISL",
    "/pledges?state=all", "/map", "/place?place=1", "/search", "/search?text=envoy", "/health", "/sql",
    "/story?id=quiet", "/event?story=quiet&id=e1", "/statement?story=quiet&id=s1",
    "/relation?story=quiet&id=r1",
    "/dyad?one=NOR&other=ISL", "/dyad?one=RUR&other=GRA&by=year", "/actor?code=ISL", "/actor?code=RUR",
)  # fmt: skip
OWN = {"added", "begun", "started", "finished", "runs", "tables", "can_be_judged", "fields", "share", "known"}
"""What an archive has otherwise: moments, runs, further columns, no forms."""


def list_stories() -> list[Entry]:
    """A quiet and a hostile story, and a year of dealings between three states."""
    records = [
        make_record(
            f"s{n}",
            f"2023-{n % 12 + 1:02}-10",
            [
                make_event("NOR", "ISL", "ACCUSE/disapprove", f"2023-{n % 12 + 1:02}-09"),
                make_event("NOR DNK", "", "CONSULT", f"2023-{n % 12 + 1:02}-10"),
                make_event("ISL", "NOR", "THREATEN/restrict", f"2023-{n % 12 + 1:02}-08"),
            ],
        )
        for n in range(24)
    ]
    told = [Story(id=one.id, text=f"Words of {one.id}. NOR", language="en", title=one.title,
                  published=one.published, publisher=one.publisher) for one in records]  # fmt: skip
    more = [Entry(story=s, source="by hand", record=r) for s, r in zip(told, records, strict=True)]
    quiet, _, hostile, _ = list_entries()
    return [quiet, hostile, *more]


def fill_part(root: Path, number: int, entries: Sequence[Entry]) -> None:
    begin_archive(root, VERSIONS)
    coded = [
        CodedStory(one.story, parse_story(one.story), one.record, one.source) for one in entries if one.record
    ]
    write_part(root, number, coded, [Refusal("feed", "is no story", "give another")], f"of {number}")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desk") / "archive"
    fill_part(root, 0, list_stories())
    return root


@pytest.fixture(scope="module")
def both(archive: Path) -> tuple[ASGIApp, ASGIApp]:
    """The desk over a store, and over an archive with the same stories."""
    store = archive.parent / "news.db"
    with Writer(store) as writer:
        run = writer.begin_run("add", ["by hand"])
        writer.add(run, list_stories(), [Refused("feed", "is no story", "give another")])
    return build_app(store, make_door("127.0.0.1")), build_app(archive, make_door("127.0.0.1"))


def leave_own(told: Any) -> Any:
    """What is the same for a store and an archive."""
    if isinstance(told, dict):
        return {name: leave_own(value) for name, value in told.items() if name not in OWN}
    return [leave_own(one) for one in told] if isinstance(told, list) else told


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_tells_what_it_tells_of_a_store(both: tuple[ASGIApp, ASGIApp], address: str) -> None:
    page, _, query = address.partition("?")
    here, there = (send(desk, "GET", f"{page}.json?{query}") for desk in both)
    assert here.status_code == there.status_code == 200, there.text
    assert leave_own(there.json()) == leave_own(here.json())
    assert send(both[1], "GET", address).status_code == 200


def test_no_page_is_left_out() -> None:
    assert {page.name for page in PAGES} == {re.split(r"[/?]", address)[1] for address in ADDRESSES}


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.table and page.name != "sql"])
def test_every_table_is_that_of_a_store(both: tuple[ASGIApp, ASGIApp], page: str) -> None:
    address = next(one for one in ADDRESSES if re.match(rf"/{page}(\?|$)", one)).replace(
        page, f"{page}.csv", 1
    )
    here, there = (send(desk, "GET", address).text.splitlines() for desk in both)
    if page == "health":  # which tells when
        here, there = ([line.rpartition(",")[0] for line in lines] for lines in (here, there))
    elif page == "search":  # which tells when too
        here, there = ([line.partition(",")[0] for line in lines] for lines in (here, there))
    assert here == there


def test_sql_is_asked_and_only_read(both: tuple[ASGIApp, ASGIApp]) -> None:
    _, desk = both
    asked = send(desk, "GET", "/sql.json?sql=SELECT count(*) FROM events_once").json()
    assert asked["answer"]["rows"] == [[72 + 6]] and "dyads_once" in asked["tables"]
    for sql in ("DROP TABLE copies", "SELECT * FROM read_text('/etc/hostname')", "SET threads = 1"):
        told = send(desk, "GET", f"/sql.json?sql={sql}").json()
        assert told["answer"] is None and told["problem"]
    assert send(desk, "GET", "/sql.csv?sql=SELECT 7 AS seven").text.split() == ["seven", "7"]


def test_a_judgement_is_refused_with_what_to_do(both: tuple[ASGIApp, ASGIApp]) -> None:
    _, desk = both
    page = send(desk, "GET", "/event?story=quiet&id=e2")
    assert "<form method" not in page.text and "dragoman add" in page.text
    assert "Neem het" in send(desk, "GET", "/event?story=quiet&id=e2&lang=nl").text
    proof = re.search(r'name="proof" value="(\w+)"', send(both[0], "GET", "/event?story=quiet&id=e2").text)
    assert proof is not None
    form = {"kind": "event", "story": "quiet", "id": "e2", "user": "Ann", "verdict": "wrong"}
    other = send(desk, "POST", "/judge", data={**form, "proof": proof[1]})
    assert other.status_code == 403


def test_who_judges_all_the_same_is_told_why_not(archive: Path) -> None:
    from dragoman.errors import StoreError
    from dragoman.web.judging import write_judgement

    form = {"kind": "event", "story": "quiet", "id": "e2", "user": "Ann", "verdict": "wrong"}
    with pytest.raises(StoreError, match=r"an archive can be read.*dragoman add .*archive/ --store"):
        write_judgement(archive, form)


def test_parts_that_come_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_EVERY", 0.0)
    monkeypatch.setattr(shared, "_SHARE", 0.0)
    fill_part(tmp_path, 0, list_stories()[:1])
    desk = build_app(tmp_path, make_door("127.0.0.1"))
    assert send(desk, "GET", "/health.json").json()["stories"] == 1
    fill_part(tmp_path, 1, list_stories()[2:5])
    assert send(desk, "GET", "/health.json").json()["stories"] == 4
    assert send(desk, "GET", "/search.json").json()["total"]["rows"] == 4


def test_a_folder_that_is_no_archive_is_told(tmp_path: Path) -> None:
    from dragoman.errors import StoreError

    with pytest.raises(StoreError, match="is no archive"):
        build_app(tmp_path, make_door("127.0.0.1"))


def test_the_desk_of_an_archive_answers_where_it_says(archive: Path) -> None:
    with run_desk("--store", f"{archive}/") as address:
        assert "Briefing" in httpx.get(address).text
