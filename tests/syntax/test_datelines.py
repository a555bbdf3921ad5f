"""Datelines: cut off before the sentence they open, and only where there is one."""

from __future__ import annotations

import pytest

from dragoman.syntax.datelines import find_dateline
from dragoman.syntax.segments import segment_story
from dragoman.syntax.words import cut_words


def count(text: str) -> int:
    return find_dateline(text, list(cut_words(text, 0, len(text), "en")))


@pytest.mark.parametrize(
    "text",
    [
        "LIMA, Peru (AP) — Chile recalled its envoy.",
        "OSLO - Noorwegen sluit zijn grens.",
        "DEN HAAG, 3 mei (ANP) - Het kabinet valt.",
        "Lima (Reuters) – Peru closed the border.",
        'MALI/NIGER — "We will stay," said the junta.',
    ],
)
def test_a_dateline_reaches_to_its_dash(text: str) -> None:
    words = list(cut_words(text, 0, len(text), "en"))
    assert text[slice(*words[count(text) - 1])] in "-–—"


@pytest.mark.parametrize(
    "text",
    [
        "NATO – the alliance of the West – met in Oslo.",
        "Peru, the poorer of the two – Chile is rich – gave in.",
        "Chile-Peru relations are good.",
        "LIMA is the capital of Peru.",
        "",
    ],
)
def test_a_dash_inside_a_sentence_is_none(text: str) -> None:
    assert count(text) == 0


def test_the_sentence_begins_behind_the_dateline() -> None:
    text = "LIMA, Peru (AP) — Chile recalled its envoy. Peru regrets that."
    assert [text[one.start : one.end] for one in segment_story(text, "en")] == [
        "LIMA, Peru (AP) —",
        "Chile recalled its envoy.",
        "Peru regrets that.",
    ]
