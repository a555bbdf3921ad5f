"""Relations told in the text, held against gold."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.scoring.gold import GoldStory
from dragoman.scoring.output import Output
from dragoman.scoring.score import Score, score_stories
from dragoman.scoring.table import render_score, summarise_score

TEXT = "Ties between Paris and Rome cooled over borders. Oslo and Riga stay close."
COOLED = {"actors": ["FRA", "ITA"], "change": "worse", "evidence": TEXT[:47], "issues": ["borders"]}
CLOSE = {"actors": ["NOR", "LVA"], "change": "close", "evidence": TEXT[49:-1], "core": False}
TOLD = {
    "actors": ["ITA", "FRA"],
    "change": "worse",
    "issues": ["borders"],
    "evidence": {"start": 0, "end": 30},
}


def score(told: list[dict[str, Any]], *wanted: dict[str, Any]) -> Score:
    gold = msgspec.convert({"id": "s", "language": "en", "text": TEXT, "relations": wanted}, GoldStory)
    return score_stories([gold], {"s": msgspec.convert({"id": "s", "relations": told}, Output)})


def test_the_order_of_the_actors_is_free() -> None:
    found = score([TOLD], COOLED)
    assert (found.relations.right, found.relations.extra, found.relations.missed) == (1, 0, 0)
    assert (found.issues.value, found.since.value, found.standing.value) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    "change",
    [{"change": "better"}, {"actors": ["FRA", "ESP"]}, {"evidence": {"start": 50, "end": 60}}],
)
def test_another_relation_is_one_missed_and_one_too_many(change: dict[str, Any]) -> None:
    found = score([TOLD | change], COOLED)
    assert (found.relations.right, found.relations.extra, found.relations.missed) == (0, 1, 1)
    assert [fault.kind for fault in found.faults] == ["missed", "extra"]


def test_issues_beginning_and_factuality_are_counted_of_those_that_are_right() -> None:
    odd = {"issues": [], "since": {"edtf": "2014/.."}, "factuality": "negated"}
    found = score([TOLD | odd], COOLED)
    assert (found.relations.right, found.issues.value, found.since.value, found.standing.value) == (
        1, 0.0, 0.0, 0.0,
    )  # fmt: skip


def test_what_need_not_be_found_counts_neither_way() -> None:
    close = {"actors": ["NOR", "LVA"], "change": "close", "evidence": {"start": 49, "end": 70}}
    for told in ([], [close], [close, close]):
        assert score(told, CLOSE).relations == Score().relations


def test_stories_without_annotated_relations_have_no_line_of_them() -> None:
    gold = msgspec.convert({"id": "s", "language": "en", "text": TEXT}, GoldStory)
    none = score_stories([gold], {"s": msgspec.convert({"id": "s", "relations": [TOLD]}, Output)})
    assert none.relations == Score().relations
    assert "relations" not in render_score(none)
    assert "relations" in render_score(score([TOLD], COOLED))
    told = summarise_score(score([TOLD], COOLED))["relations"]
    assert isinstance(told, dict) and told["f1"] == 1.0
