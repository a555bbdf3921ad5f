"""Records of the same stories in two languages."""

from __future__ import annotations

from dragoman.scoring.output import Output, OutputActor, OutputEvent
from dragoman.scoring.parity import compare_languages


def event(type_: str, actor: str, recipient: str = "", factuality: str = "actual") -> OutputEvent:
    return OutputEvent(
        type=type_,
        factuality=factuality,
        actor=(OutputActor(country=actor),),
        recipient=(OutputActor(country=recipient),) if recipient else (),
    )


def output(*events: OutputEvent, story: str = "a") -> dict[str, Output]:
    return {story: Output(id=story, events=events)}


def test_same_type_and_dyad_meet() -> None:
    parity = compare_languages(
        output(event("ACCUSE", "USA", "CHN")),
        output(event("ACCUSE", "USA", "CHN"), event("AID", "USA", "UKR")),
    )
    assert (parity.first.value, parity.second.value) == (1.0, 0.5)
    assert [(one.side, one.record) for one in parity.unmet] == [(1, "AID USA > UKR")]


def test_a_record_meets_only_one_other() -> None:
    twice = output(event("ACCUSE", "USA", "CHN"), event("ACCUSE", "USA", "CHN"))
    assert compare_languages(twice, output(event("ACCUSE", "USA", "CHN"))).first.right == 1


def test_directions_differ() -> None:
    parity = compare_languages(output(event("ACCUSE", "USA", "CHN")), output(event("ACCUSE", "CHN", "USA")))
    assert parity.first.right == 0


def test_meetings_have_no_sides() -> None:
    parity = compare_languages(output(event("CONSULT", "USA", "CHN")), output(event("CONSULT", "CHN", "USA")))
    assert parity.first.right == 1


def test_only_published_records_count() -> None:
    denied = output(event("ACCUSE", "USA", "CHN", "negated"))
    assert compare_languages(denied, denied).first.all == 0


def test_only_stories_in_both_count() -> None:
    parity = compare_languages(
        output(event("AID", "USA", "UKR")), output(event("AID", "USA", "UKR"), story="b")
    )
    assert (parity.stories, parity.first.all) == (0, 0)
