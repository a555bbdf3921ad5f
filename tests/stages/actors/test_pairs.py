"""Whom plurals mean that stand for those told before."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Coder
from dragoman.records import Event, Story, StoryRecord


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def code(coder: Coder, text: str, language: str = "en") -> StoryRecord:
    story = Story(id="x", text=text, language=language, published="2019-05-14")
    return coder.code(story, coder.read([story])[0])


def sides(events: tuple[Event, ...], type_: str) -> tuple[list[str | None], list[str | None]]:
    event = next(one for one in reversed(events) if one.type == type_)
    return [one.country for one in event.actor], [one.country for one in event.recipient]


@pytest.mark.parametrize(
    ("language", "text", "type_", "acting", "meeting"),
    [
        ("en", "Togo bombed Benin. Ghana urged both sides to talk.", "REQUEST", ["GHA"], ["TGO", "BEN"]),
        ("en", "Togo met Benin in Ghana. The two countries signed a treaty.", "SUPPORT", ["TGO", "BEN"], []),
        ("en", "Togo fought Benin. Each side blamed the other.", "ACCUSE", ["TGO", "BEN"], ["TGO", "BEN"]),
        ("en", "Togo fought Benin. The rivals signed a treaty.", "SUPPORT", ["TGO", "BEN"], []),
        ("en", "Togo bombed Benin. Ghana urged the African nation to talk.", "REQUEST", ["GHA"], ["TGO"]),
        ("en", "Ghana urged both Koreas to talk.", "REQUEST", ["GHA"], ["PRK", "KOR"]),
        ("nl", "De Golfstaten Qatar en Koeweit feliciteerden Mali.", "SUPPORT", ["QAT", "KWT"], ["MLI"]),
        ("en", "Mali met both rivals, Togo and Benin.", "CONSULT", ["MLI", "TGO", "BEN"], []),
        ("nl", "Ghana steunt Togo en Benin. Mali eist dat de twee landen vertrekken.", "REQUEST", ["MLI"],
         ["TGO", "BEN"]),
        ("nl", "Togo viel Benin aan. Ghana bekritiseerde beide kampen.", "ACCUSE", ["GHA"], ["TGO", "BEN"]),
        ("nl", "Togo, Benin en Ghana tekenden een verdrag. De drie landen bekritiseerden Mali.", "ACCUSE",
         ["TGO", "BEN", "GHA"], ["MLI"]),
    ],
)  # fmt: skip
def test_plurals_stand_for_those_told_before(
    coder: Coder, language: str, text: str, type_: str, acting: list[str], meeting: list[str]
) -> None:
    assert sides(code(coder, text, language).events, type_) == (acting, meeting)


def test_two_new_countries_are_not_those_told_before(coder: Coder) -> None:
    record = code(coder, "Togo bombed Benin. Two countries condemned the attack.")
    assert [one.type for one in record.events] == ["ASSAULT"]


def test_the_attackers_are_who_attacked(coder: Coder) -> None:
    record = code(coder, "Togolese rebels attacked an army post in Benin. Mali condemned the attackers.")
    assert sides(record.events, "ACCUSE") == (["MLI"], ["TGO"])


def test_those_who_deal_with_the_two_are_none_of_them(coder: Coder) -> None:
    record = code(coder, "Togo en Benin sloten een verdrag. Ghana en Mali prezen de twee landen.", "nl")
    assert sides(record.events, "SUPPORT") == (["GHA", "MLI"], ["TGO", "BEN"])
