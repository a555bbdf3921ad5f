"""Who dealt with whom, as far as told."""

from __future__ import annotations

from dragoman.records import Actor
from dragoman.stages.actors.dealings import Dealings


def actor(code: str, sector: str | None = None, name: str | None = None) -> Actor:
    return Actor(text=code, start=0, end=0, country=code, sector=sector, name=name)


def codes(found: tuple[Actor, ...] | None) -> list[str | None] | None:
    return None if found is None else [one.country for one in found]


def test_the_two_who_fought_are_the_pair() -> None:
    told = Dealings()
    told.tell(0, 3, [actor("ARM")], [actor("AZE")], "joint")
    assert codes(told.pair(1, ())) == ["ARM", "AZE"]
    assert told.pair(1, {"ARM"}) is None


def test_a_joint_deed_outweighs_a_remark() -> None:
    told = Dealings()
    told.tell(0, 3, [actor("ARM")], [actor("AZE")], "joint")
    told.tell(1, 1, [actor("RUS")], [actor("ARM")], "against")
    assert codes(told.pair(2, ())) == ["ARM", "AZE"]


def test_two_pairs_alike_are_no_answer() -> None:
    told = Dealings()
    told.tell(0, 3, [actor("ARM")], [actor("AZE")], "joint")
    told.tell(0, 9, [actor("KEN")], [actor("SOM")], "joint")
    assert told.pair(1, ()) == ()


def test_two_sides_of_one_country_are_told_apart_by_what_they_are() -> None:
    told = Dealings()
    told.tell(0, 3, [actor("SDN", "MIL")], [actor("SDN", "REB")], "joint")
    assert codes(told.pair(1, ())) == ["SDN", "SDN"]
    assert told.pair(1, (), "states") is None


def test_what_lies_far_back_is_forgotten() -> None:
    told = Dealings()
    told.tell(0, 3, [actor("ARM")], [actor("AZE")], "joint")
    told.strike(0, (actor("ARM"),))
    assert told.pair(9, ()) is None
    assert told.striker(4) == ()
    assert codes(told.striker(2)) == ["ARM"]
