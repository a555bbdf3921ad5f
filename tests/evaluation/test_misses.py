"""Why a core record was missed: the first thing that went wrong with it."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.records import Doubt
from dragoman.scoring.gold import GoldStory
from dragoman.scoring.output import Output
from evaluation.misses import class_misses

TEXT = "Peru condemned Chile on Monday."
WANTED = {"type": "ACCUSE", "evidence": "Peru condemned Chile", "factuality": "actual", "core": True}
GIVEN = {
    "type": "ACCUSE",
    "factuality": "actual",
    "actor": [{"country": "PER"}],
    "recipient": [{"country": "CHL"}],
    "trigger": {"start": 5, "end": 14},
    "evidence": {"start": 0, "end": 20},
}
HERE = Doubt(5, 14, "condemned", "no recipient could be linked")
ELSEWHERE = Doubt(24, 30, "Monday", "nobody")


def judge(*doubts: Doubt, **changes: object) -> list[str]:
    events = [WANTED | {"actor": ["PER"], "recipient": ["CHL"]}]
    story = msgspec.convert({"id": "s", "language": "en", "text": TEXT, "events": events}, GoldStory)
    given = [GIVEN | changes] if changes.pop("given", True) else []
    return class_misses(story, msgspec.convert({"id": "s", "events": given}, Output), doubts)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "right"),
        ({"factuality": "hypothetical"}, "factuality"),
        ({"actor": [], "recipient": []}, "both wrong"),
        ({"actor": [{"country": "BOL"}]}, "actor"),
        ({"recipient": [{"country": "BOL"}]}, "recipient wrong"),
        ({"recipient": []}, "recipient missing"),
        ({"type": "REJECT"}, "another type"),
    ],
)
def test_what_was_given_tells_what_went_wrong(changes: dict[str, object], told: str) -> None:
    assert judge(**changes) == [told]


def test_a_doubt_on_the_words_is_told_apart_from_silence() -> None:
    assert judge(HERE, given=False) == ["doubted"]
    assert judge(ELSEWHERE, given=False) == ["nothing"]
