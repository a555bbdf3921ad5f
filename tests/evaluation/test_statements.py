"""Statements are paired, counted and blamed rightly; the gold of real stories fits its texts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.records import Actor, Span, Statement

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.statements import (
    GOLD,
    STORIES,
    Figures,
    SpokenStory,
    SpokenWords,
    read_annotations,
    score_statements,
    take_texts,
)

TEXT = "The bridge is safe, minister Ilze Ozola said. Critics fear that it will fall."
SAFE, FALL = "The bridge is safe", "it will fall"
LANGUAGES = ("en", "nl")


def wanted(content: str, speaker: str | None, kind: str = "indirect") -> SpokenWords:
    start = TEXT.index(content)
    return SpokenWords(speaker, kind, (0, 0), (start, start + len(content)))


def given(content: str, country: str | None, name: str = "Ilze Ozola") -> Statement:
    start = TEXT.index(content)
    return Statement(
        id=content,
        speaker=Actor(text=name, start=0, end=0, name=name, country=country),
        cue=None,
        content=Span(start, start + len(content), content),
        kind="indirect",
        act="claim",
        addressee=(),
        events=(),
    )


def score(*coded: Statement, overlap: float = 0.5) -> Figures:
    words = (wanted(SAFE, "LVA GOV (Ilze Ozola)"), wanted(FALL, None))
    story = SpokenStory("one", "mine.jsonl", len(TEXT), "", words)
    return score_statements([story], {"one": TEXT}, {"one": coded}, overlap)


def list_faults(figures: Figures) -> list[str]:
    return [fault.kind for fault in figures.faults]


def test_what_is_found_with_its_speaker_is_right() -> None:
    row = score(given(SAFE, "LVA"), given(FALL, None)).summarise()["all"]
    shares = {"precision": 1.0, "recall": 1.0, "f1": 1.0, "speaker": 1.0, "public": 1.0, "name": 1.0}
    assert row == {"wanted": 2, **shares}


def test_a_wrong_country_is_a_wrong_speaker_though_the_name_is_right() -> None:
    figures = score(given(SAFE, "LTU"), given(FALL, None))
    row = figures.summarise()["all"]
    assert (row["f1"], row["speaker"], row["name"], list_faults(figures)) == (1.0, 0.0, 1.0, ["speaker"])


def test_other_edges_are_told_apart_from_what_is_missed_and_what_is_extra() -> None:
    figures = score(given("The bridge", "LVA"), given("Critics", None), overlap=0.8)
    assert list_faults(figures) == ["edges", "missed", "extra"]


def test_the_overlap_decides_what_is_found() -> None:
    coded = given("The bridge", "LVA")
    assert score(coded, overlap=0.3).balance["all"].right == 1
    assert score(coded, overlap=0.8).balance["all"].right == 0


def test_of_two_with_the_same_content_each_gets_its_speaker() -> None:
    words = (wanted(SAFE, "LVA GOV"), wanted(SAFE, "EST JRN"))
    story = SpokenStory("one", "mine.jsonl", len(TEXT), "", words)
    coded = (given(SAFE, "EST"), given(SAFE, "LVA"))
    figures = score_statements([story], {"one": TEXT}, {"one": coded}, 0.5)
    assert figures.summarise()["all"]["speaker"] == 1.0


def test_each_of_joint_speakers_is_right() -> None:
    assert wanted(SAFE, "LVA GOV (Ilze Ozola); EST GOV (Jaan Tamm)").codes == {"LVA", "EST"}


@pytest.mark.parametrize(
    ("speaker", "public"),
    [
        ("LVA GOV (Ilze Ozola)", True),
        ("LVA", True),
        ("NATO (Jaan Tamm)", True),
        ("LVA (Ilze Ozola)", False),
        ("LVA CVL (Ilze Ozola)", False),
        (None, False),
    ],
)
def test_who_speaks_with_office_or_power(speaker: str | None, public: bool) -> None:
    assert wanted(SAFE, speaker).is_public is public


def test_texts_that_are_not_there_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    story = SpokenStory("one", "mine.jsonl", 1, "", ())
    with pytest.raises(DataError, match="--stories"):
        take_texts([story], tmp_path / "nowhere")


def test_another_text_than_the_annotated_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(
        '{"id": "one", "language": "en", "text": "Rain."}\n', encoding="utf-8"
    )
    with pytest.raises(DataError, match="another text"):
        take_texts([SpokenStory("one", "mine.jsonl", 5, "0", ())], tmp_path)


@pytest.mark.parametrize(("language", "stories", "statements"), [("en", 25, 250), ("nl", 13, 150)])
def test_the_gold_is_as_large_as_promised(language: str, stories: int, statements: int) -> None:
    gold = read_annotations(GOLD / f"{language}.jsonl")
    assert len(gold) == stories
    assert sum(len(story.statements) for story in gold) >= statements


@pytest.mark.skipif(
    not STORIES.is_dir(), reason="the texts of the statement gold, ../shared/stories, are not here"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_and_contents_stand_in_their_texts_as_whole_words(language: str) -> None:
    gold = read_annotations(GOLD / f"{language}.jsonl")
    for story, text in zip(gold, take_texts(gold, STORIES), strict=True):
        assert len(text.text) == story.length
        for statement in story.statements:
            for start, end in (statement.cue, statement.content):
                piece = text.text[start:end]
                assert piece and piece == piece.strip()
                assert not (text.text[start - 1 : start].isalnum() and piece[0].isalnum())
                assert not (piece[-1].isalnum() and text.text[end : end + 1].isalnum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_speakers_are_of_the_right_form(language: str) -> None:
    for story in read_annotations(GOLD / f"{language}.jsonl"):
        for statement in story.statements:
            assert statement.speaker is None or statement.codes
