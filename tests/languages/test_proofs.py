"""The notation of what an entry's example must give."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from stand_in import make_record

from dragoman.languages.proofs import describe, meets, parse_gives
from dragoman.records import Parse, Story, StoryRecord

STORY = Story(id="s", text="China veroordeelt Rusland scherp.", language="nl")


@pytest.fixture
def record() -> StoryRecord:
    """CHN accuses RUS GOV, once actual and once negated; RUS GOV claims something."""
    return make_record(STORY, Parse("s", "nl", "by hand", ()))


def test_type_mode_sides_and_factuality_are_read() -> None:
    (one,) = parse_gives("THREATEN/violence USA GOV, EU > CHN hypothetical")
    assert (one.type, one.mode, one.factuality) == ("THREATEN", "violence", "hypothetical")
    assert one.actors == (("USA", "GOV"), ("EU", None))
    assert one.recipients == (("CHN", None),)


def test_several_records_stand_beside_each_other() -> None:
    assert [one.type for one in parse_gives("ACCUSE CHN > USA ; claim CHN")] == ["ACCUSE", "claim"]
    assert [one.is_statement for one in parse_gives("ACCUSE CHN > USA ; claim CHN")] == [False, True]


def test_nothing_is_nothing() -> None:
    assert parse_gives("nothing") == ()


@pytest.mark.parametrize("text", ["ACCUSE china > USA", "> USA", "ACCUSE CHN government > USA"])
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        parse_gives(text)


@pytest.mark.parametrize(
    "gives",
    [
        "ACCUSE CHN > RUS",
        "ACCUSE/disapprove CHN > RUS GOV",
        "ACCUSE CHN > RUS negated",
        "claim RUS",
        "ACCUSE CHN > RUS ; claim RUS",
    ],
)
def test_a_record_that_holds_it_meets_it(record: StoryRecord, gives: str) -> None:
    assert meets(record, parse_gives(gives))


@pytest.mark.parametrize(
    "gives",
    [
        "nothing",
        "ACCUSE CHN",
        "ACCUSE RUS > CHN",
        "ACCUSE/allege CHN > RUS",
        "ACCUSE CHN > RUS MIL",
        "ACCUSE CHN > RUS future",
        "claim CHN",
        "ACCUSE CHN > RUS ; REJECT CHN > RUS",
    ],
)
def test_a_record_that_does_not_hold_it_fails_it(record: StoryRecord, gives: str) -> None:
    assert not meets(record, parse_gives(gives))


def test_nothing_is_met_by_what_did_not_happen(record: StoryRecord) -> None:
    assert meets(replace(record, events=record.events[1:]), parse_gives("nothing"))


def test_a_record_is_described_in_the_same_notation(record: StoryRecord) -> None:
    assert describe(record) == (
        "ACCUSE/disapprove CHN > RUS GOV ; ACCUSE/disapprove CHN > RUS GOV negated ; claim RUS ; "
        "relation/worse CHN, RUS"
    )
