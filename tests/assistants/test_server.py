"""The server, asked by the protocol's own client in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from store_by_hand import fill_store, make_event, make_record, make_statement

from dragoman.errors import StoreError

pytest.importorskip("mcp")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    events = [make_event("USA", "CHN", "ACCUSE/allege"), make_event("CHN", "USA", "SANCTION")]
    records = [
        make_record(
            f"story-{at}",
            events=events,
            statements=[make_statement("CHN", "USA", "Taiwan", side="against")],
            url=f"https://news.example/{at}",
        )
        for at in range(6)
    ]
    return fill_store(tmp_path_factory.mktemp("store") / "news.db", records)


def call(store: Path, tool: str, **arguments: Any) -> Any:
    """What the tool answers; the text of the error when it is one."""
    from mcp import Client

    from dragoman.assistants.server import make_server

    async def ask() -> Any:
        async with Client(make_server(store)) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return result.content[0].text
            told = result.structured_content
            return told["result"] if told is not None and set(told) == {"result"} else told

    return asyncio.run(ask())


def test_the_tools_are_told_with_what_they_do(store: Path) -> None:
    from mcp import Client

    from dragoman.assistants.server import make_server

    async def ask() -> dict[str, str]:
        async with Client(make_server(store)) as client:
            return {tool.name: tool.description for tool in (await client.list_tools()).tools}

    tools = asyncio.run(ask())
    assert {
        "search_stories",
        "search_events",
        "search_statements",
        "sum_up_dyad",
        "sum_up_actor",
        "ask_sql",
    } <= set(tools)
    assert all(tools.values())


def test_stories_come_with_the_passage(store: Path) -> None:
    [first, *_] = call(store, "search_stories", words="SANCTION")["stories"]
    assert "SANCTION" in first["passage"] and first["url"].startswith("https://news.example/")


def test_events_come_with_their_words(store: Path) -> None:
    events = call(store, "search_events", actor="United States", recipient="China")["events"]
    assert len(events) == 6
    assert (events[0]["evidence"], events[0]["publisher"]) == ("USA ACCUSE/allege CHN", "The Daily")


def test_statements_come_in_their_own_words(store: Path) -> None:
    statements = call(store, "search_statements", speaker="CHN", issue="Taiwan", side="against")["statements"]
    assert statements[0]["content"] == "CHN on USA Taiwan"


def test_a_dyad_is_summed_up_with_evidence(store: Path) -> None:
    told = call(store, "sum_up_dyad", one="USA", other="CHN")
    assert (told["events"], told["stories"], told["periods"][0]["score_mean"]) == (12, 6, -4.75)
    assert told["evidence"][0]["story"] == "story-5" and told["issues"][0]["issue"] == "Taiwan"


def test_an_actor_is_summed_up_with_evidence(store: Path) -> None:
    told = call(store, "sum_up_actor", actor="China")
    assert told["code"] == "CHN" and told["standing"]["standing"]["received"] == 6
    assert told["evidence"][0]["evidence"]


def test_a_story_is_read_whole(store: Path) -> None:
    told = call(store, "read_story", story="story-0")
    assert told["story"]["text"].startswith("story-0") and len(told["events"]) == 2


def test_a_brief_is_told(store: Path) -> None:
    assert "The United States accused China" in call(store, "brief", since="2023-05")


def test_sql_can_only_read(store: Path) -> None:
    assert call(store, "ask_sql", sql="SELECT count(*) AS n FROM events_once")["rows"] == [{"n": 12}]
    assert "read" in call(store, "ask_sql", sql="DELETE FROM events")
    assert "events_once" in call(store, "list_tables")


def test_an_error_says_what_to_do(store: Path) -> None:
    assert "no actor “Narnia”" in call(store, "sum_up_actor", actor="Narnia")


def test_without_a_store_there_is_no_server(tmp_path: Path) -> None:
    from dragoman.assistants.server import make_server

    with pytest.raises(StoreError, match="no such store"):
        make_server(tmp_path / "none.db")
