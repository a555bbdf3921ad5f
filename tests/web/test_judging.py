"""Judgements made on the page: kept, shown on the record, and refused when another site makes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hand_filled import fill_store
from starlette.types import ASGIApp
from web.conftest import send

import dragoman
from dragoman.scoring.gold import GoldRelation
from dragoman.store.judgements import list_judgements
from dragoman.web.app import build_app
from dragoman.web.safety import make_door

EVENT = {"kind": "event", "story": "quiet", "id": "e2", "user": "Ann <b>"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return fill_store(tmp_path / "news.db")


@pytest.fixture
def desk(store: Path) -> ASGIApp:
    return build_app(store, make_door("127.0.0.1"))


def open_form(desk: ASGIApp) -> tuple[str, dict[str, str]]:
    """The proof that a form carries, and the header of the visit it belongs to."""
    page = send(desk, "GET", "/event?story=quiet&id=e2")
    proof = re.search(r'name="proof" value="(\w+)"', page.text)
    assert proof is not None
    visit = next(one for one in page.headers.get_list("set-cookie") if one.startswith("dragoman_visit"))
    return proof[1], {"cookie": visit.split(";")[0]}


def test_a_judgement_is_kept_and_shown(desk: ASGIApp, store: Path) -> None:
    proof, headers = open_form(desk)
    answer = send(desk, "POST", "/judge", data={**EVENT, "verdict": "wrong", "proof": proof}, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/event?story=quiet&id=e2")
    with dragoman.open(store) as kept:
        assert [(one.id, one.verdict, one.user) for one in list_judgements(kept)] == [
            ("e2", "wrong", "Ann <b>")
        ]
    page = send(desk, "GET", "/event?story=quiet&id=e2").text
    assert "✗ wrong" in page
    assert "Ann &lt;b&gt;" in page
    assert "✗ wrong" in send(desk, "GET", "/events?story=quiet").text


def test_a_correction_keeps_only_what_was_changed(desk: ASGIApp, store: Path) -> None:
    proof, headers = open_form(desk)
    form = {**EVENT, "verdict": "corrected", "proof": proof, "note": "an envoy", "to_recipient": "DEU GOV"}
    form |= {"to_type": "THREATEN", "to_mode": "expel"}
    answer = send(desk, "POST", "/judge", data=form, headers={**headers, "hx-request": "true"})
    assert answer.status_code == 200
    assert "✎ corrected" in answer.text
    with dragoman.open(store) as kept:
        (one,) = list_judgements(kept)
    assert (one.note, one.gold.recipient) == ("an envoy", ("DEU GOV",))  # type: ignore[union-attr]


def test_what_cannot_be_said_is_told_beside_the_form(desk: ASGIApp) -> None:
    proof, headers = open_form(desk)
    form = {**EVENT, "verdict": "corrected", "proof": proof, "to_type": "NONSENSE"}
    answer = send(desk, "POST", "/judge", data=form, headers={**headers, "hx-request": "true"})
    assert 'role="alert"' in answer.text
    assert "is no type of event" in answer.text
    assert send(desk, "POST", "/judge", data=form, headers=headers).status_code == 400


@pytest.mark.parametrize("proof", ["", "0" * 64])
def test_a_form_without_the_visits_proof_is_refused(desk: ASGIApp, proof: str) -> None:
    _, headers = open_form(desk)
    form = {**EVENT, "verdict": "wrong", "proof": proof}
    assert send(desk, "POST", "/judge", data=form, headers=headers).status_code == 403


def test_a_proof_holds_for_its_own_visit_only(desk: ASGIApp) -> None:
    proof, _ = open_form(desk)
    _, other = open_form(desk)
    form = {**EVENT, "verdict": "wrong", "proof": proof}
    assert send(desk, "POST", "/judge", data=form, headers=other).status_code == 403


def test_a_form_that_is_too_long_or_odd_is_refused(desk: ASGIApp) -> None:
    proof, headers = open_form(desk)
    form = {**EVENT, "verdict": "wrong", "proof": proof, "note": "x" * 70_000}
    assert send(desk, "POST", "/judge", data=form, headers=headers).status_code == 413
    form = {**EVENT, "kind": "story", "verdict": "wrong", "proof": proof}
    assert send(desk, "POST", "/judge", data=form, headers=headers).status_code == 400


def test_a_relation_is_judged_as_other_records_are(desk: ASGIApp, store: Path) -> None:
    proof, headers = open_form(desk)
    form = {"kind": "relation", "story": "quiet", "id": "r1", "user": "ann", "verdict": "corrected"}
    form |= {"to_change": "strained", "to_actors": "RUR; GRA", "to_issues": "", "to_since": "2014/.."}
    answer = send(desk, "POST", "/judge", data={**form, "proof": proof}, headers=headers)
    assert answer.headers["location"] == "/relation?story=quiet&id=r1"
    with dragoman.open(store) as kept:
        (one,) = list_judgements(kept)
    gold = one.gold
    assert isinstance(gold, GoldRelation)
    assert (gold.actors, gold.change, gold.issues, gold.since) == (("RUR", "GRA"), "strained", (), "2014/..")
    assert "✎ corrected" in send(desk, "GET", "/relation?story=quiet&id=r1").text
    assert "✎ corrected" in send(desk, "GET", "/dyad?one=RUR&other=GRA&since=2024-01-01").text


def test_a_relation_leads_from_its_story_to_its_form(desk: ASGIApp) -> None:
    assert "/relation?story=quiet&amp;id=r1" in send(desk, "GET", "/story?id=quiet").text
    page = send(desk, "GET", "/relation?story=quiet&id=r1")
    assert 'name="to_change"' in page.text
    assert send(desk, "GET", "/relation?story=quiet&id=e1").status_code == 400


def test_a_dyad_of_few_stories_says_so(desk: ASGIApp) -> None:
    assert "No period has five stories" in send(desk, "GET", "/dyad?one=RUR&other=GRA&since=2024-01-01").text
