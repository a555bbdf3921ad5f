"""Quotations of every style, unbalanced ones too; no mark may lose a story or shift an offset."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.languages.function import load_function
from dragoman.pipeline import Coder
from dragoman.records import Sentence, Story, Token
from dragoman.stages.speech.quotations import find_quotations
from dragoman.stages.trees.tree import Tree
from dragoman.syntax.segments import segment_story

MARKS = ('"', "'", "“", "”", "„", "«", "»", "‘", "’", "``", "''", "`", "‹", "›")
PASSAGES = {
    "en": (
        'Iran "never" attacked the ship, Tehran said. "We want peace," its minister told Oman. '
        '"Nobody believes him," said the Saudi king.\n\n"War would be a mistake," he added.'
    ),
    "nl": (
        "Iran heeft het schip 'nooit' aangevallen, zei Teheran. „Wij willen vrede”, aldus de minister. "
        "„Niemand gelooft hem”, zei de Saudische koning.\n\n„Oorlog zou een vergissing zijn.”"
    ),
}


def find(text: str) -> list[str]:
    """The words of the outer quotations of a text."""
    function = load_function("en")
    trees = []
    for number, segment in enumerate(segment_story(text, "en")):
        tokens = tuple(
            Token(word.form, word.start, word.end, word.form, "X", "", place - 1, "dep")
            for place, word in zip(count(1), segment.words, strict=False)
        )
        sentence = Sentence(segment.start, segment.end, segment.paragraph, tokens)
        trees.append(Tree(sentence, number, function))
    return [text[one.start : one.end] for one in find_quotations(text, trees) if not one.inner]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "no deal" twice.', ["no deal"]),
        ("He said “no deal” twice.", ["no deal"]),
        ("He said „no deal” twice.", ["no deal"]),
        ("He said «no deal» twice.", ["no deal"]),
        ("He said »no deal« twice.", ["no deal"]),
        ("He said ``no deal'' twice.", ["no deal"]),
        ("He said 'no deal' twice.", ["no deal"]),
        ("He said “he called it ‘a trap’ then” twice.", ["he called it ‘a trap’ then"]),
        ('He said: "No deal. No talks.', ["No deal. No talks."]),
        ('No deal," he said.', ["No deal,"]),
        ("It is the workers' own ship.", []),
    ],
)
def test_marks_of_every_style_hold_their_words(text: str, words: list[str]) -> None:
    assert find(text) == words


def test_a_paragraph_that_reopens_goes_on_with_the_quotation() -> None:
    text = 'He said: "No deal.\n\n"No talks." She left.'
    assert find(text) == ['No deal.\n\n"No talks.']


def test_a_quotation_that_is_not_reopened_ends_with_its_paragraph() -> None:
    assert find('He said: "No deal.\n\nShe left.') == ["No deal."]


def test_one_that_nothing_closes_costs_only_its_sentence_when_others_follow() -> None:
    text = "“We are ready, she said. The talks failed. ‘Nobody listens,’ she said. ‘It is late.’"
    assert find(text) == ["We are ready, she said.", "Nobody listens,", "It is late."]


def test_marks_within_the_same_marks_are_inner_when_both_are_closed() -> None:
    text = '"He told me: "Leave the bridge!" So I left it," she said. "It fell."'
    assert find(text) == ['He told me: "Leave the bridge!" So I left it,', "It fell."]


@cache
def coder() -> Coder:
    return Coder.load()


def list_spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"} and value["start"] is not None:
            yield value
        for inner in value.values():
            yield from list_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_spans(inner)


@st.composite
def damaged_passages(draw: st.DrawFn) -> tuple[str, str]:
    """A language and its passage with marks added, removed and doubled at random places."""
    language = draw(st.sampled_from(sorted(PASSAGES)))
    text = PASSAGES[language]
    for _ in range(draw(st.integers(1, 6))):
        places = [at for at, letter in enumerate(text) if letter in "\"'“”„‘’"]
        change = draw(st.sampled_from(("add", "remove", "double")))
        if change == "add" or not places:
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(MARKS)) + text[at:]
        else:
            at = draw(st.sampled_from(places))
            text = text[:at] + (text[at] * 2 if change == "double" else "") + text[at + 1 :]
    return language, text


@settings(max_examples=40, deadline=None)
@given(damaged_passages())
def test_no_mark_loses_a_story_or_shifts_an_offset(given_passage: tuple[str, str]) -> None:
    language, text = given_passage
    story = Story(id="marks", text=text, language=language, published="2024-03-05")
    record = coder().code(story, coder().read([story])[0])
    spans = list(list_spans(msgspec.json.decode(msgspec.json.encode(record))))
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
