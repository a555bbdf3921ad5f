"""Which coded event answers which gold event."""

from __future__ import annotations

from dragoman.scoring.gold import GoldEvent
from dragoman.scoring.matching import (
    TRIGGERED,
    Target,
    closeness,
    pair_events,
    same_codes,
    same_participants,
)
from dragoman.scoring.output import OutputActor, OutputEvent, OutputSpan


def gold(actor: str = "CHN", recipient: str = "RUS", **changes: object) -> GoldEvent:
    fields: dict[str, object] = {"type": "ACCUSE", "evidence": "", "factuality": "actual", "core": True}
    sides = {"actor": tuple(actor.split(";")), "recipient": tuple(filter(None, recipient.split(";")))}
    return GoldEvent(**(fields | sides | changes))  # type: ignore[arg-type]


def coded(actor: str = "CHN", recipient: str = "RUS", start: int = 0, **changes: object) -> OutputEvent:
    fields: dict[str, object] = {
        "type": "ACCUSE",
        "factuality": "actual",
        "actor": tuple(OutputActor(country=code) for code in actor.split(";")),
        "recipient": tuple(OutputActor(country=code) for code in recipient.split(";") if code),
        "trigger": OutputSpan(start, start + 5),
        "evidence": OutputSpan(max(0, start - 20), start + 20),
    }
    return OutputEvent(**(fields | changes))  # type: ignore[arg-type]


def anything(wanted: GoldEvent, given: OutputEvent) -> bool:
    return True


def test_a_trigger_on_the_words_is_nearest() -> None:
    assert closeness((0, 30), coded()) == TRIGGERED
    assert closeness((0, 10), coded(start=25)) == 5
    assert closeness((200, 230), coded()) == 0


def test_each_record_answers_once() -> None:
    pairing = pair_events([Target(gold(), (0, 30))], [coded(), coded(start=10)], anything)
    assert (pairing.pairs, pairing.free) == (((0, 0),), (1,))


def test_the_nearest_is_taken() -> None:
    pairing = pair_events([Target(gold(), (0, 12))], [coded(start=25), coded(start=2)], anything)
    assert pairing.pairs == ((0, 1),)


def test_what_did_not_happen_answers_nothing_that_did() -> None:
    targets = [Target(gold(), (0, 30))]
    assert pair_events(targets, [coded(factuality="negated")], anything).pairs == ()


def test_records_that_must_be_found_are_served_first() -> None:
    targets = [Target(gold(core=False), (0, 30)), Target(gold(), (0, 30))]
    assert pair_events(targets, [coded()], anything).pairs == ((1, 0),)


def test_sides_are_compared_as_sets_of_codes() -> None:
    assert same_participants(gold("CHN;RUS", "USA"), coded("RUS;CHN", "USA"))
    assert not same_participants(gold("CHN", "USA"), coded("USA", "CHN"))


def test_a_type_without_sides_is_compared_as_a_whole() -> None:
    meeting = gold("CHN;USA", "", type="CONSULT")
    assert same_participants(meeting, coded("USA", "CHN", type="CONSULT"))
    assert not same_participants(gold("CHN;USA", ""), coded("USA", "CHN"))


def test_a_country_counts_before_a_group_and_in_capitals() -> None:
    assert same_codes(("EU",), (OutputActor(group="eu"),))
    assert same_codes(("CHN",), (OutputActor(country="CHN", group="G20"),))


def test_a_sector_alone_is_met_by_an_unknown_actor_of_that_sector() -> None:
    assert same_codes(("NGO (Amnesty)",), (OutputActor(group="AMNESTY", sector="NGO"),))
    assert not same_codes(("NGO (Amnesty)",), (OutputActor(group="AMNESTY"),))
    assert not same_codes(("USA",), (OutputActor(country="USA"), OutputActor(country="FRA")))
