"""The pages on how actors stand: isolation, blocs, pledges, and the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from store_by_hand import fill_store, make_event, make_record

from dragoman.web.app import build_app
from dragoman.web.safety import make_door


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    records = [
        make_record(
            f"s{at}",
            f"2023-05-{at + 1:02}",
            [
                make_event("NOR", "ISL", "ACCUSE/disapprove", f"2023-05-{at + 1:02}"),
                make_event("DNK", "ISL", "ACCUSE/disapprove", f"2023-05-{at + 1:02}"),
                make_event("NOR DNK", "", "CONSULT", f"2023-05-{at + 1:02}"),
                make_event("NOR DNK", "FIN", "ACCUSE", f"2023-05-{at + 1:02}"),
                make_event("ISL", "NOR", "THREATEN/restrict", f"2023-05-{at + 1:02}", id=f"t{at}"),
                make_event(
                    "ISL", "NOR", "SANCTION", f"2023-05-{at + 1:02}", factuality="hypothetical", of=f"t{at}"
                ),
            ],
        )
        for at in range(8)
    ]
    store = fill_store(tmp_path_factory.mktemp("desk") / "news.db", records)
    with TestClient(build_app(store, make_door("127.0.0.1")), base_url="http://localhost:8642") as client:
        yield client


def ask(desk: TestClient, address: str) -> Any:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_condemned_one_is_the_most_isolated(desk: TestClient) -> None:
    told = ask(desk, "/isolation.json?code=IJsland")
    assert (told["code"], told["chosen"]["place"], told["states"][-1]["place"] > 1) == ("ISL", 1, True)
    assert "Iceland" in desk.get("/isolation?code=ISL").text


def test_an_actor_of_whom_nothing_is_told_is_told_so(desk: TestClient) -> None:
    assert ask(desk, "/isolation.json?code=BRA")["chosen"] is None
    assert "Nothing is told of Brazil" in desk.get("/isolation?code=BRA").text


def test_friends_stand_in_one_bloc_apart_from_their_foe(desk: TestClient) -> None:
    told = ask(desk, "/blocs.json")
    assert ["DNK", "NOR"] in told["balance"]["friends"] and ["ISL", "NOR"] in told["balance"]["foes"]
    assert told["balance"]["blocs"][0] == ["DNK", "NOR"]
    assert told["joint"][0]["condemned"] == ["FIN", "ISL"]


def test_an_open_threat_is_listed_and_a_promise_of_nobody_is_not(desk: TestClient) -> None:
    told = ask(desk, "/pledges.json")
    assert {(*one["actors"], *one["recipients"]) for one in told["pledges"]} == {("ISL", "NOR")}
    assert told["pledges"][0]["pledge"]["content"] == ["SANCTION"]
    assert ask(desk, "/pledges.json?actor=NOR")["pledges"] == []
    assert desk.get("/pledges?state=maybe").status_code == 400


def test_the_report_is_told_in_the_readers_language_with_links_to_its_words(desk: TestClient) -> None:
    assert ask(desk, "/brief.json?lang=nl")["brief"]["language"] == "nl"
    page = desk.get("/brief?lang=en&days=30").text
    assert 'href="/story?id=s' in page and "What happened" in page
    assert desk.get("/brief?days=8").status_code == 400


@pytest.mark.parametrize("name", ["isolation", "blocs", "pledges"])
def test_the_tables_can_be_taken_away(desk: TestClient, name: str) -> None:
    assert len(desk.get(f"/{name}.csv").text.splitlines()) > 1
