"""The frame: each page with its JSON twin and downloads, errors that tell, addresses that hold it all."""

from __future__ import annotations

from pathlib import Path

import duckdb
import msgspec
import pytest
from web.conftest import Ask

from dragoman.web.addresses import Address, point
from dragoman.web.app import PAGES


def test_the_json_twin_is_the_context_of_the_page(ask: Ask) -> None:
    answer = ask("/events.json?type=THREATEN")
    assert answer.headers["content-type"] == "application/json"
    assert msgspec.json.decode(answer.content)["total"] == {"rows": 3, "more": False}


def test_a_table_is_downloaded_whole(ask: Ask) -> None:
    answer = ask("/events.csv?type=THREATEN,ASSAULT")
    assert answer.headers["content-disposition"] == 'attachment; filename="dragoman-events.csv"'
    assert len(answer.text.splitlines()) == 1 + 6


def test_a_table_is_parquet_where_its_columns_have_types(ask: Ask, tmp_path: Path) -> None:
    answer = ask("/events.parquet?type=THREATEN")
    path = tmp_path / "events.parquet"
    path.write_bytes(answer.content)
    assert duckdb.sql(f"SELECT DISTINCT type, actors FROM '{path}'").fetchall() == [("THREATEN", ["RUR"])]
    assert ask("/sql.parquet?sql=SELECT%201").status_code == 404


def test_a_wrong_question_is_told_on_the_page_and_in_json(ask: Ask) -> None:
    assert ask("/events?since=yesterday").status_code == 400
    assert "is not a date" in ask("/events?since=yesterday").text
    assert "is not a date" in ask("/events.json?since=yesterday").json()["error"]
    assert ask("/events?page=-1").status_code == 400
    assert ask("/events?confidence=much").status_code == 400


def test_what_is_not_there_is_a_page_that_says_so(ask: Ask) -> None:
    answer = ask("/nothing")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_every_context_tells_what_it_is(page: str) -> None:
    context = next(one.ask for one in PAGES if one.name == page)
    assert context.__doc__


def test_the_language_is_kept_when_it_was_asked_for(ask: Ask) -> None:
    answer = ask("/?lang=nl")
    assert 'lang="nl"' in answer.text
    assert any("dragoman_language=nl" in one for one in answer.headers.get_list("set-cookie"))


def test_static_files_may_be_kept(ask: Ask) -> None:
    assert "immutable" in ask("/static/desk.css").headers["cache-control"]


def test_an_address_is_changed_without_losing_the_rest() -> None:
    address = Address("/events", (("actor", "USA"), ("page", "3")))
    assert str(address.narrow("type", "AID")) == "/events?actor=USA&type=AID"
    assert str(address.widen("actor", "USA")) == "/events"
    assert str(address.change(page=None)) == "/events?actor=USA"
    assert str(point("story", id="a b/c?d=e&f#g")) == "/story?id=a%20b%2Fc%3Fd%3De%26f%23g"
