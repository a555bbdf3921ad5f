"""Identity on real stories: the gold is of offsets alone, and its pairs are counted as they should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from told import make_event

from dragoman.errors import DataError
from evaluation.identity import Telling
from evaluation.real_identity import Told, count_judged, find_stories, list_faults, read_tellings

GOLD = read_tellings()


def tell(event: str, story: str, affair: str = "x") -> Told:
    return Told(affair, event, story, 0, 5)


def code(key: str | None, story: str, cluster: int) -> Telling:
    return Telling(story, make_event("ACCUSE", "NOR", "SWE"), key, cluster)


def test_the_gold_has_offsets_and_no_words() -> None:
    assert len(GOLD) > 300
    assert all(0 <= one.start < one.end for one in GOLD)
    assert len({(one.story, one.start, one.end, one.key) for one in GOLD}) == len(GOLD)


def test_the_gold_has_pairs_of_both_kinds() -> None:
    counted = count_judged(GOLD, [], "")
    assert counted.pairs >= 150
    assert counted.apart >= 1000


def test_pairs_are_counted_within_their_affair_and_across_stories() -> None:
    told = [tell("a", "f/1"), tell("a", "f/2"), tell("b", "f/2"), tell("c", "f/3", "y")]
    counted = count_judged(told, [], "")
    assert (counted.pairs, counted.apart) == (1, 1)


def test_what_was_made_one_is_right_wrong_or_unjudged() -> None:
    told = [tell("a", "f/1"), tell("a", "f/2"), tell("b", "f/3")]
    coded = [code("x.a", "f/1", 7), code("x.a", "f/2", 7), code("x.b", "f/3", 7), code(None, "f/4", 7)]
    counted = count_judged(told, coded, "f")
    assert (counted.coded, counted.found, counted.made, counted.right, counted.unjudged) == (1, 1, 3, 1, 3)
    assert sorted(fault.split()[0] for fault in list_faults(coded)) == ["unjudged"] * 3 + ["wrong"] * 2


def test_what_was_not_made_one_is_missed() -> None:
    coded = [code("x.a", "f/1", 7), code("x.a", "f/2", 8)]
    assert [fault.split()[0] for fault in list_faults(coded)] == ["missed"]


def test_stories_are_found_by_file_and_id_and_a_missing_one_is_told(tmp_path: Path) -> None:
    line = {"id": "1", "language": "en", "published": "2024-02-05", "text": "Norway accused Sweden."}
    (tmp_path / "f.jsonl").write_text(json.dumps(line))
    (found,) = find_stories([tell("a", "f/1")], tmp_path)
    assert (found.story.id, found.marks[0].key) == ("f/1", "x.a")
    with pytest.raises(DataError, match="the story f/2 is not there"):
        find_stories([tell("a", "f/2")], tmp_path)
