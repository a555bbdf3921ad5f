"""Time expressions of plain text: what is found, what it means, and what must never happen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.languages.times import load_times
from dragoman.stages.times.edtf import read_edtf
from dragoman.stages.times.finder import find_expressions, tell_times
from dragoman.stages.times.grammar import load_grammar
from dragoman.stages.times.runs import list_stretches

LANGUAGES = ("nl", "en")
WORDS = {
    language: [*sorted(load_grammar(language).forms), "2019", "12", "3", "31", "22/04", "2016-11-02", "\n"]
    for language in LANGUAGES
}
RELATIVE = {
    "nl": ("gisteren", "eergisteren", "morgen", "vanochtend", "drie dagen geleden", "over vijf dagen"),
    "en": ("yesterday", "tomorrow", "tonight", "three days ago", "in five days", "two days before today"),
}
some_language = st.sampled_from(LANGUAGES)
some_date = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def tell(text: str, language: str = "en", published: str | None = "2022-07-07") -> list[str]:
    return [edtf for _, _, edtf in tell_times(text, language, published)]


@given(st.text(), some_language, st.none() | some_date.map(str))
def test_random_text_is_never_an_error(text: str, language: str, published: str | None) -> None:
    for start, end, edtf in tell_times(text, language, published):
        assert 0 <= start < end <= len(text)
        read_edtf(edtf)


@settings(deadline=None)
@given(st.data(), some_language, st.none() | some_date.map(str))
def test_time_words_in_any_order_give_valid_dates(
    data: st.DataObject, language: str, published: str | None
) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=12))
    text = " ".join(words)
    last = 0
    for start, end, edtf in tell_times(text, language, published):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        read_edtf(edtf)
        last = end


@given(some_language, st.data(), some_date, st.integers(-1000, 1000))
def test_shifting_the_story_shifts_what_is_counted_in_days(
    language: str, data: st.DataObject, published: date, days: int
) -> None:
    phrase = data.draw(st.sampled_from(RELATIVE[language]))
    (before,) = tell(phrase, language, str(published))
    (after,) = tell(phrase, language, str(published + timedelta(days=days)))
    assert date.fromisoformat(after) - date.fromisoformat(before) == timedelta(days=days)


def test_figures_without_end_take_no_endless_time() -> None:
    assert len(tell("1 " * 3000 + "may " * 3000)) < 6000


@pytest.mark.parametrize(
    ("text", "language", "published", "edtf"),
    [
        ("Dat was gisteren.", "nl", "2022-07", "2022-07"),
        ("Dat was gisteren.", "nl", "2022", "2022"),
        ("Dat was vorige maand.", "nl", "2022-07", "2022-06"),
        ("Dat was vorig jaar.", "nl", "2022-07", "2021"),
        ("It was on Thursday.", "en", "2022-07", "2022-07"),
        ("It was in March 2019.", "en", "2022", "2019-03"),
    ],
)
def test_a_partial_publication_date_gives_a_partial_answer(
    text: str, language: str, published: str, edtf: str
) -> None:
    assert tell(text, language, published) == [edtf]


def test_without_publication_date_only_what_needs_none_is_told() -> None:
    assert tell("It began yesterday, on Monday, in May, and in June 2018.", "en", None) == ["2018-06"]


@pytest.mark.parametrize(
    "text",
    [
        "You may march in a second.",
        "Some 2000 soldiers, 2,019 tanks and 1500 men.",
        "It took three days.",
        "They won 3-2 and paid $2019.",
        "He is sat in the sun.",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert tell(text) == []


def test_a_day_that_the_calendar_does_not_have_is_none() -> None:
    assert tell("It was on 30 February 2019.") in ([], ["2019-02"])


def test_a_later_date_counts_from_the_one_told_before() -> None:
    assert tell("The city fell on 10 May 2020. Three days later it was free.")[1] == "2020-05-13"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_known_in_full(language: str) -> None:
    for number, forms in enumerate(load_times(language).months, start=1):
        assert tell(f"3 {forms[0].title()} 2019", language) == [f"2019-{number:02}-03"]


def test_an_expression_is_found_in_each_sentence_that_has_one_and_reaches_over_no_other() -> None:
    text = "He left on 3 May. He said so. Nobody saw him in June 2019. July was hot."
    starts = [0, 18, 30, 59]
    found = find_expressions(text, "en", (), starts)
    assert [text[one.start : one.readings[0][0]] for one in found] == ["3 May", "June 2019", "July"]
    assert list_stretches(text, "en", starts) == [(0, 18), (30, 59), (59, len(text))]


def test_the_same_words_are_found_again_where_they_stand() -> None:
    text = "They met on Tuesday. Others met on Tuesday, too."
    first, second = find_expressions(text, "en")
    assert [text[one.start : one.readings[0][0]] for one in (first, second)] == ["Tuesday", "Tuesday"]
    assert first.start < second.start
