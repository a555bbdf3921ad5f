"""The pages that sum events: dyad, network, map, actor, data health."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.types import ASGIApp
from store_by_hand import fill_store, make_actor, make_event, make_record
from web.conftest import send

from dragoman.records import Relation, Span, Statement, Topic, Where
from dragoman.web.app import build_app
from dragoman.web.safety import make_door


def make_statement(identity: str) -> Statement:
    return Statement(
        id=identity,
        speaker=make_actor("USA"),
        cue=None,
        content=Span(0, 3, "China must leave"),
        kind="direct",
        act="demand",
        addressee=(),
        events=(),
        about=(make_actor("CHN"),),
        issues=(Topic("Taiwan", 0, 3, "it"),),
    )


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """Two years of stories; half of them tell of Washington and Beijing."""
    town = Where("Harbour", "CHN", 31.2, 121.5, "7", 0, 4, "point")
    land = Where("China", "CHN", None, None, None, 0, 4, "country")
    person = make_actor("USA", id="Q6279", name="Joe Biden", sector="GOV", via="atlas")
    person = replace(person, start=10, end=13)
    records = []
    for n in range(24):
        day = f"{2022 + n // 12}-{n % 12 + 1:02}-10"
        events = [
            make_event("USA", "CHN", "SANCTION/discontinue", day, place=town if n % 2 else land),
            make_event("CHN USA", "", "CONSULT", day, actor=(make_actor("CHN"), person)),
            make_event("RUS", "UKR", "ASSAULT/drone", day),
        ]
        relation = Relation(
            actors=("CHN", "USA"),
            change="worse",
            issues=(),
            evidence=Span(0, 3, "ties are souring"),
            id=f"r{n}",
        )
        records.append(make_record(f"story-{n}", day, events[n % 3 :], [make_statement(f"s{n}")], [relation]))
    return build_app(
        fill_store(tmp_path_factory.mktemp("views") / "news.db", records), make_door("127.0.0.1")
    )


def ask(app: ASGIApp, address: str) -> dict[str, object]:
    answer = send(app, "GET", address)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_dyad_counts_both_directions_apart(app: ASGIApp) -> None:
    ways = ask(app, "/dyad.json?one=USA&other=CHN")["ways"]
    assert [way["events"] for way in ways] == [24, 16]  # type: ignore[attr-defined]


def test_a_point_of_the_chart_leads_to_the_events_of_its_month(app: ASGIApp) -> None:
    dyad = ask(app, "/dyad.json?one=USA&other=CHN")
    href = dyad["chart"]["datasets"]["periods"][0]["href"]  # type: ignore[index]
    assert href == "/dyad?one=USA&other=CHN&period=2022-01-01#events"
    month = ask(app, href.replace("/dyad?", "/dyad.json?").partition("#")[0])
    assert {row["date"] for row in month["rows"]} == {"2022-01-10"}  # type: ignore[attr-defined]


def test_a_dyad_tells_issues_relations_and_statements(app: ASGIApp) -> None:
    page = send(app, "GET", "/dyad?one=CHN&other=USA").text
    assert "Taiwan" in page and "ties are souring" in page and "China must leave" in page


def test_a_typed_address_leads_to_the_dyad(app: ASGIApp) -> None:
    answer = send(app, "GET", "/dyad/USA/CHN")
    assert answer.headers["location"] == "/dyad?one=USA&other=CHN"


@pytest.mark.parametrize(
    "address",
    [
        "/dyad?one=USA&other=USA",
        "/dyad?one=USA",
        "/dyad?one=USA&other=CHN&by=decade",
        "/dyad?one=USA&other=CHN&period=1999-01-01",
        "/network?quad=peace",
        "/map?quad=peace",
        "/map?since=2024&until=2023",
        "/actor?code=Nowhereland",
        "/actor?id=Q0",
    ],
)
def test_a_wrong_question_is_told(app: ASGIApp, address: str) -> None:
    assert send(app, "GET", address).status_code == 400


def test_the_network_has_its_ties_as_a_table_too(app: ASGIApp) -> None:
    network = ask(app, "/network.json?least=20")["network"]
    assert [(edge["actor"], edge["recipient"]) for edge in network["edges"]] == [  # type: ignore[index]
        ("RUS", "UKR"),
        ("USA", "CHN"),
    ]
    assert "USA,CHN,24" in send(app, "GET", "/network.csv").text


def test_the_map_keeps_points_and_countries_apart(app: ASGIApp) -> None:
    spots = ask(app, "/map.json")["spots"]
    assert [(spot["place"], spot["lat"], spot["events"]) for spot in spots] == [  # type: ignore[attr-defined]
        (None, None, 4),
        ("Harbour", 31.2, 4),
    ]


def test_a_place_tells_its_events(app: ASGIApp) -> None:
    assert ask(app, "/place.json?place=7")["total"] == 4


def test_an_actor_has_names_offices_and_partners(app: ASGIApp) -> None:
    actor = ask(app, "/actor.json?code=USA")
    assert [one["code"] for one in actor["partners"]] == ["CHN"]  # type: ignore[attr-defined]
    assert {one["person"] for one in actor["terms"]} >= {"Joe Biden", "Antony Blinken"}  # type: ignore[attr-defined]
    assert [one["entity"] for one in actor["persons"]] == ["Q6279"]  # type: ignore[attr-defined]


def test_a_person_has_offices_with_their_days(app: ASGIApp) -> None:
    person = ask(app, "/actor.json?id=Q6279")
    assert (person["name"], person["kind"], person["code"]) == ("Joe Biden", "person", "USA")
    assert "2021-01-20" in [one["since"] for one in person["terms"]]  # type: ignore[attr-defined]


def test_health_counts_what_came_in(app: ASGIApp) -> None:
    health = ask(app, "/health.json")
    assert (health["stories"], health["coded"], len(health["months"])) == (24, 24, 24)  # type: ignore[arg-type]
    assert health["publishers"] == [{"name": "The Daily", "stories": 24, "coded": 24}]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "page", ["/network", "/map", "/health", "/actor?code=USA", "/actor?id=Q6279", "/dyad?one=USA&other=CHN"]
)
def test_every_page_speaks_both_languages(app: ASGIApp, page: str, language: str) -> None:
    separator = "&" if "?" in page else "?"
    answer = send(app, "GET", f"{page}{separator}lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_a_store_without_stories_says_what_to_do(tmp_path: Path) -> None:
    app = build_app(fill_store(tmp_path / "news.db", []), make_door("127.0.0.1"))
    assert send(app, "GET", "/health").status_code == 200
    assert "dragoman add" in send(app, "GET", "/network").text
