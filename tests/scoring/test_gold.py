"""Gold is read, checked and found again in its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.scoring.gold import Participant, locate_parts, parse_participant, read_gold

EVENT = {
    "type": "AID|SUPPORT",
    "mode": [],
    "actor": ["USA GOV (Joe Biden)"],
    "recipient": [],
    "factuality": "actual",
    "said_by": None,
    "evidence": "helps",
    "core": True,
    "note": "kept out of the score",
}
STORY = {"id": "one", "language": "en", "published": None, "text": "America helps.", "events": [EVENT]}


def write(folder: Path, name: str, *stories: dict[str, object]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    return path


def test_lines_lists_and_folders_are_read(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", STORY, STORY | {"id": "two"})
    (tmp_path / "b.json").write_text(json.dumps([STORY | {"id": "three"}]), encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps(STORY | {"id": "four"}), encoding="utf-8")
    assert [story.id for story in read_gold(tmp_path)] == ["one", "two", "three", "four"]


def test_a_folder_passes_over_files_that_annotate_stories_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", STORY)
    write(tmp_path, "spans.jsonl", {"story": "one", "statements": []})
    write(tmp_path, "marks.jsonl", {"id": "two", "language": "en", "text": "[[She=LVA GOV]] left."})
    assert [story.id for story in read_gold(tmp_path)] == ["one"]


def test_folders_beneath_a_folder_can_be_left_out_and_be_read_by_name(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "en"
    kept.mkdir(parents=True)
    write(tmp_path, "a.jsonl", STORY)
    write(kept, "b.jsonl", STORY | {"id": "two"})
    without = frozenset({"kept"})
    assert [story.id for story in read_gold(tmp_path, without)] == ["one"]
    assert [story.id for story in read_gold(tmp_path / "kept", without)] == ["two"]


def test_a_folder_does_not_pass_over_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.jsonl"):
        read_gold(tmp_path)


def test_a_type_may_offer_a_choice(tmp_path: Path) -> None:
    (story,) = read_gold(write(tmp_path, "a.jsonl", STORY))
    assert story.events[0].types == {"AID", "SUPPORT"}


def test_statements_nobody_annotated_are_not_the_same_as_none(tmp_path: Path) -> None:
    without, empty = read_gold(write(tmp_path, "a.jsonl", STORY, STORY | {"statements": []}))
    assert (without.statements, empty.statements) == (None, ())


def test_the_story_goes_to_the_coder_without_its_answers(tmp_path: Path) -> None:
    (story,) = read_gold(write(tmp_path, "a.jsonl", STORY))
    assert (story.story.id, story.story.text, story.story.language) == ("one", "America helps.", "en")


def test_a_participant_is_code_sector_and_name() -> None:
    assert parse_participant("USA GOV (Joe Biden)") == Participant("USA", "GOV", "Joe Biden")
    assert parse_participant("NGO (Red Cross)") == Participant("NGO", None, "Red Cross")
    assert parse_participant("CYP (Greek)") == Participant("CYP", None, "Greek")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"actor": ["the Americans"]}, "'the Americans' is not of the form"),
        ({"evidence": "hinders"}, "'hinders' does not stand in the text"),
    ],
)
def test_a_wrong_record_is_told_with_file_and_story(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    path = write(tmp_path, "a.jsonl", STORY | {"events": [EVENT | change]})
    with pytest.raises(DataError) as caught:
        read_gold(path)
    assert f"{path}: one: {told}" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")


def test_the_same_words_twice_are_two_places() -> None:
    assert locate_parts("tit for tit", ("tit", "tit")) == [(0, 3), (8, 11)]
    assert locate_parts("tit for tat", ("tit", "tit")) == [(0, 3), (0, 3)]
