"""The measuring of identity itself: marks are read, pairs counted, translations paired by their ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import make_event, make_record, make_story

from dragoman.errors import DataError
from dragoman.records import Story
from evaluation.identity import Mark, Telling, compare_translations, count_pairs, list_errors, read_gold

STORY = (
    '[[story]]\nid = "a"\nlanguage = "en"\npublished = "2023-04-11"\npublisher = "P"\ntext = """\n{}\n"""\n'
)


def test_marks_are_taken_out_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "dev.toml").write_text(STORY.replace("{}", "{x.one|Norway condemned {x.two|the raid}}."))
    (one,) = read_gold("dev", tmp_path)
    assert one.story.text == "Norway condemned the raid."
    assert one.marks == (Mark("x.two", 17, 25), Mark("x.one", 0, 25))


@pytest.mark.parametrize("text", ["{x.one|Norway condemned.", "Norway} condemned."])
def test_a_mark_that_is_not_closed_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "dev.toml").write_text(STORY.replace("{}", text))
    with pytest.raises(DataError):
        read_gold("dev", tmp_path)


@pytest.mark.parametrize("split", ["dev", "dev2", "test"])
def test_the_gold_has_events_told_by_three_outlets_in_two_languages(split: str) -> None:
    gold = read_gold(split)
    sets = {key.partition(".")[0] for one in gold for key in {mark.key for mark in one.marks}}
    assert len(sets) >= 12
    assert {one.story.language for one in gold} == {"en", "nl"}
    assert len({one.story.id for one in gold}) == len(gold) >= 3 * len(sets)


def test_pairs_are_counted_across_stories(tmp_path: Path) -> None:
    texts = ["{x.one|Norway condemned Russia}. {x.two|Sweden left}."] * 3
    (tmp_path / "dev.toml").write_text(
        "".join(STORY.replace("{}", text).replace('"a"', f'"{at}"') for at, text in enumerate(texts))
    )
    gold = read_gold("dev", tmp_path)
    event = make_event("ACCUSE", "NOR", "RUS")
    told = [
        Telling("0", event, "x.one", 1),
        Telling("1", event, "x.one", 1),
        Telling("2", event, "x.one", 2),
        Telling("2", event, None, 1),
    ]
    pairs = count_pairs(gold, told)
    assert (pairs.made, pairs.right, pairs.coded, pairs.found, pairs.whole) == (3, 1, 3, 1, 6)
    assert (round(pairs.precision, 2), round(pairs.recall, 2)) == (0.33, 0.33)
    assert [error.split()[0] for error in list_errors(told)] == ["missed", "wrong", "missed", "wrong"]


def test_translations_are_paired_by_their_ids() -> None:
    event = make_event("SANCTION/expel", "AUT", "RUS", frame="expel")
    other = make_event("CONSULT", "NOR;SWE")
    dutch = [make_record("x", event), make_record("y", other)]
    english = [make_record("x", event, language="en"), make_record("y", language="en")]
    texts: list[Story] = [make_story(one, f"{one.language} {one.id}") for one in (*dutch, *english)]
    found = compare_translations(dutch, english, texts)
    assert (found.both, found.one, found.made, found.wrong) == (1, 1, 1, ())
