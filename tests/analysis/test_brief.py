"""The brief: what is told, in what order, and the words each line stands on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from store_by_hand import fill_store, make_actor, make_event, make_record, make_statement

import dragoman
from dragoman.analysis.brief import make_brief
from dragoman.analysis.brief_lines import Brief
from dragoman.analysis.brief_text import write_markdown
from dragoman.analysis.periods import read_bound
from dragoman.errors import StoreError
from dragoman.records import Relation, Span, Step, StoryRecord


def brief(path: Path, *records: StoryRecord, language: str = "en", since: str = "2023-05") -> Brief:
    with dragoman.open(fill_store(path / "news.db", records)) as desk:
        return make_brief(desk, since, language=language)


def list_lines(made: Brief, kind: str) -> list[str]:
    return [
        line.sentence
        for section in made.sections
        if section.kind == kind
        for group in section.groups
        for line in group.lines
    ]


def test_each_sentence_has_the_words_it_stands_on(tmp_path: Path) -> None:
    record = make_record(
        "story", events=[make_event("USA", "CHN", "ACCUSE/allege")], url="https://news.example/1"
    )
    made = brief(tmp_path, record)
    assert list_lines(made, "between") == ["The United States accused China."]
    [source] = made.sections[-1].groups[0].lines[0].sources
    assert (source.story, source.publisher, source.start, source.text) == (
        "story", "The Daily", 0, "USA ACCUSE/allege CHN",
    )  # fmt: skip


def test_events_alike_are_one_line_with_several_sources(tmp_path: Path) -> None:
    records = [make_record(f"story-{at}", events=[make_event("USA", "CHN", "AID")]) for at in range(5)]
    made = brief(tmp_path, *records)
    [line] = [line for group in made.sections[-1].groups for line in group.lines]
    assert [source.story for source in line.sources] == ["story-0", "story-1", "story-2"]


def test_what_is_told_most_stands_first(tmp_path: Path) -> None:
    often = [
        make_record(f"often-{at}", events=[make_event("FRA", "DEU", "CONSULT/visit")]) for at in range(3)
    ]
    once = make_record("once", events=[make_event("USA", "CHN", "ASSAULT")])
    made = brief(tmp_path, once, *often)
    assert made.sections[-1].groups[0].title == "Germany – France"


def test_what_happens_within_a_state_stands_apart(tmp_path: Path) -> None:
    made = brief(tmp_path, make_record("story", events=[make_event("FRA", "FRA", "PROTEST/demo")]))
    assert list_lines(made, "within") == ["France demonstrated against France."]
    assert list_lines(made, "between") == []


def test_a_changed_dyad_is_told_with_its_figures(tmp_path: Path) -> None:
    told = [("SUPPORT", f"2022-{month:02}-09") for month in range(6, 13)] + [("SANCTION", "2023-05-09")] * 6
    records = [
        make_record(f"story-{at}", day, [make_event("USA", "CHN", type_, day)])
        for at, (type_, day) in enumerate(told)
    ]
    [sentence] = list_lines(brief(tmp_path, *records), "changed")
    assert sentence.startswith("China and the United States: worse than in the twelve months before.")
    assert "−6.0 against +5.0" in sentence and "6 stories" in sentence


def test_statements_and_relations_are_told(tmp_path: Path) -> None:
    said = make_statement("CHN", "USA", "Taiwan", kind="direct", side="against")
    said = type(said)(
        **{**{f: getattr(said, f) for f in said.__struct_fields__}, "content": Span(0, 50, "w" * 50)}
    )
    relation = Relation(id="r", actors=("CHN", "USA"), change="worse", issues=(), evidence=Span(0, 3, "bad"))
    made = brief(tmp_path, make_record("story", statements=[said], relations=[relation]))
    assert list_lines(made, "said") == ["China made a statement about the United States and Taiwan."]
    assert list_lines(made, "relations") == [
        "Relations between China and the United States have become worse."
    ]


def test_what_a_source_claims_is_told_as_its_claim(tmp_path: Path) -> None:
    event = make_event("USA", "CHN", "AID", said_by=make_actor("RUS"))
    assert list_lines(brief(tmp_path, make_record("story", events=[event])), "between") == [
        "The United States gave help to China, says Russia."
    ]


def test_a_pledge_on_a_condition_is_told_with_the_words_it_hangs_on(tmp_path: Path) -> None:
    path = (Step(0, 2, "if", "condition: hypothetical"),)
    events = [
        make_event("CHN", "USA", "THREATEN/expel", id="t"),
        make_event("CHN", "USA", "SANCTION/expel", id="c", of="t", factuality="hypothetical"),
        make_event("USA", "CHN", "CONCEDE", id="i", of="t", factuality="hypothetical", path=path),
    ]
    made = brief(tmp_path, make_record("story", events=events))
    assert list_lines(made, "pledged") == [
        "China threatened people from the United States with expulsion, on a condition."
    ]
    [line] = next(section for section in made.sections if section.kind == "pledged").groups[0].lines
    assert [source.text for source in line.sources] == ["CHN THREATEN/expel USA", "USA CONCEDE CHN"]


def test_other_publishers_of_an_event_are_named_before_more_of_the_same(tmp_path: Path) -> None:
    publishers = ["The Daily", "The Daily", "De Krant", "Le Journal"]
    records = [
        make_record(f"story-{at}", events=[make_event("USA", "CHN", "AID")], publisher=publisher)
        for at, publisher in enumerate(publishers)
    ]
    made = brief(tmp_path, *records)
    sources = made.sections[-1].groups[0].lines[0].sources
    assert {source.publisher for source in sources} == {"The Daily", "De Krant", "Le Journal"}


def test_an_unsure_event_is_not_told(tmp_path: Path) -> None:
    made = brief(tmp_path, make_record("story", events=[make_event("USA", "CHN", "AID", confidence=0.3)]))
    assert list_lines(made, "between") == []


def test_an_empty_time_tells_when_the_newest_story_is(tmp_path: Path) -> None:
    made = brief(tmp_path, make_record("story", events=[make_event("USA", "CHN", "AID")]), since="2024")
    assert "5 May 2023" in made.made and made.sections == ()


def test_markdown_takes_no_mark_from_a_story_for_its_own(tmp_path: Path) -> None:
    told = "a *bold* [claim](javascript:x) <b>"
    event = make_event("USA", "CHN", "AID", evidence=Span(0, len(told), told))
    text = write_markdown(brief(tmp_path, make_record("story", events=[event], url="javascript:alert(1)")))
    assert "\\*bold\\* \\[claim\\](javascript:x) \\<b\\>" in text
    assert "](javascript" not in text.replace("\\](", "")


def test_markdown_names_publisher_day_language_and_place(tmp_path: Path) -> None:
    record = make_record(
        "verhaal", events=[make_event("NLD", "BEL", "AID")], language="nl", url="https://krant.example/a"
    )
    text = write_markdown(brief(tmp_path, record))
    assert "The Daily, 5 May 2023, in Dutch · [verhaal 0–11](https://krant.example/a)" in text


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("last 7 days", "2022-06-30", "2022-07-07"),
        ("afgelopen 7 dagen", "2022-06-30", "2022-07-07"),
        ("last month", "2022-06-01", "2022-06-30"),
        ("2022-02", "2022-02-01", "2022-02-28"),
    ],
)
def test_a_time_may_be_stated_in_words(stated: str, first: str, last: str) -> None:
    today = date(2022, 7, 7)
    assert read_bound(stated, end=False, today=today) == first
    assert read_bound(stated, end=True, today=today) == last


def test_words_that_are_no_time_are_refused() -> None:
    with pytest.raises(StoreError, match="“soon enough” is not a date"):
        read_bound("soon enough", end=False)
