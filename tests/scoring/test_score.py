"""What is counted, on stories small enough to count by hand."""

from __future__ import annotations

import msgspec
import pytest
from stand_in import make_record

from dragoman.records import Parse, Story
from dragoman.scoring.gold import GoldStory
from dragoman.scoring.output import Output, view_records
from dragoman.scoring.score import Score, score_stories
from dragoman.scoring.table import render_score, summarise_score

TEXT = "China condemned Japan. Iran may attack Iraq, a Greek minister said."
CONDEMN = {
    "type": "ACCUSE",
    "evidence": "China condemned Japan",
    "factuality": "actual",
    "core": True,
    "actor": ["CHN"],
    "recipient": ["JPN GOV"],
}
ATTACK = {
    "type": "ASSAULT",
    "evidence": "Iran may attack Iraq",
    "factuality": "hypothetical",
    "core": True,
    "actor": ["IRN"],
    "recipient": ["IRQ"],
    "said_by": "GRC GOV",
}
HEARD = {"speaker": "GRC GOV", "cue": "said", "content": "Iran may attack Iraq"}
GREECE = {"country": "GRC", "group": None, "sector": "GOV"}


def gold(*events: dict[str, object], statements: list[dict[str, object]] | None = None) -> GoldStory:
    story: dict[str, object] = {"id": "s", "language": "en", "text": TEXT, "events": list(events)}
    if statements is not None:
        story["statements"] = statements
    return msgspec.convert(story, GoldStory)


def coded(of: dict[str, object], **changes: object) -> dict[str, object]:
    """A coded event as it should be for a gold one, but for the changes."""
    start = TEXT.index(str(of["evidence"]))

    def actors(side: str) -> list[dict[str, object]]:
        named = [str(one).split() for one in of[side]]  # type: ignore[attr-defined]
        return [{"country": parts[0], "sector": (parts[1:] or [None])[0]} for parts in named]

    return {
        "type": of["type"],
        "factuality": of["factuality"],
        "actor": actors("actor"),
        "recipient": actors("recipient"),
        "said_by": GREECE if of.get("said_by") else None,
        "trigger": {"start": start, "end": start + 5},
        "evidence": {"start": start, "end": start + 20},
    } | changes


def score(
    story: GoldStory, *events: dict[str, object], statements: tuple[dict[str, object], ...] = ()
) -> Score:
    output = msgspec.convert({"id": "s", "events": list(events), "statements": list(statements)}, Output)
    return score_stories([story], {"s": output})


def test_a_right_record_is_right() -> None:
    made = score(gold(CONDEMN), coded(CONDEMN))
    assert (made.dyad.right, made.dyad.extra, made.dyad.missed, made.dyad.f1) == (1, 0, 0, 1.0)


def test_a_wrong_recipient_is_one_missed_and_one_extra_but_the_type_is_right() -> None:
    made = score(gold(CONDEMN), coded(CONDEMN, recipient=[{"country": "FRA"}]))
    assert (made.dyad.right, made.dyad.extra, made.dyad.missed) == (0, 1, 1)
    assert (made.type.right, made.type.extra, made.type.missed) == (1, 0, 0)
    assert (made.actor.value, made.recipient.value) == (1.0, 0.0)
    assert [fault.kind for fault in made.faults] == ["missed", "extra"]


def test_what_did_not_happen_is_neither_missed_nor_extra() -> None:
    assert score(gold(ATTACK)).dyad.missed == 0
    assert score(gold(ATTACK), coded(ATTACK)).dyad.extra == 0


def test_what_did_not_happen_is_wrong_when_published() -> None:
    made = score(gold(ATTACK), coded(ATTACK, factuality="actual"))
    assert made.dyad.extra == 1
    assert (made.factuality.right, made.factuality.all) == (0, 1)


def test_optional_gold_is_neither_missed_when_absent_nor_wrong_when_present() -> None:
    optional = CONDEMN | {"core": False}
    assert score(gold(optional)).dyad.missed == 0
    assert score(gold(optional), coded(CONDEMN, recipient=[])).dyad.extra == 0


def test_sectors_and_speakers_are_counted_among_dyads() -> None:
    made = score(
        gold(CONDEMN), coded(CONDEMN, recipient=[{"country": "JPN", "sector": "MIL"}], said_by=GREECE)
    )
    assert (made.sector.right, made.sector.all) == (0, 1)
    assert (made.said_by.right, made.said_by.all) == (0, 1)


@pytest.mark.parametrize(("shift", "right"), [(0, 1), (5, 1), (15, 0)])
def test_a_statement_is_heard_when_half_of_it_is_shared(shift: int, right: int) -> None:
    start = TEXT.index("Iran") + shift
    said = {"content": {"start": start, "end": start + 20}, "speaker": GREECE}
    made = score(gold(statements=[HEARD]), statements=(said,))
    assert (made.statements.right, made.statements.extra, made.statements.missed) == (
        right,
        1 - right,
        1 - right,
    )
    assert made.speaker.all == right


def test_statements_nobody_annotated_are_not_counted() -> None:
    made = score(gold(), statements=({"content": {"start": 0, "end": 20}},))
    assert made.statements.extra == 0


def test_a_story_without_output_is_missed_whole() -> None:
    made = score_stories([gold(CONDEMN, statements=[HEARD])], {})
    assert (made.stories, made.dyad.missed, made.statements.missed) == (1, 1, 1)


def test_records_are_scored_as_their_json_lines_are() -> None:
    story = Story(id="s", text="China veroordeelt Rusland.", language="nl")
    record = make_record(story, Parse("s", "nl", "by hand", ()))
    assert view_records([record])["s"] == msgspec.json.decode(msgspec.json.encode(record), type=Output)


def test_figures_are_named_and_rounded() -> None:
    made = score(gold(CONDEMN, ATTACK), coded(CONDEMN), coded(CONDEMN, type="REJECT"))
    figures = summarise_score(made)
    assert figures["dyad"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
        "right": 1,
        "extra": 1,
        "missed": 0,
    }
    assert figures["statements"]["speaker"] is None  # type: ignore[index]
    assert list(figures["by_type"]) == ["ACCUSE", "REJECT"]  # type: ignore[call-overload]


def test_the_table_has_a_line_for_every_figure() -> None:
    lines = render_score(score(gold(CONDEMN), coded(CONDEMN))).splitlines()
    assert lines[0] == "1 stories"
    assert "dyad             1.000   1.000   1.000      1      0      0" in lines
    assert [line.split()[0] for line in lines[2:]] == [
        "dyad",
        "type",
        "statements",
        "actor",
        "recipient",
        "sector",
        "factuality",
        "said_by",
        "speaker",
        "ACCUSE",
    ]
