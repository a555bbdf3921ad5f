"""A sketch passes over most of what cannot be one event, and nothing that may be."""

from __future__ import annotations

from random import Random

import pytest
from told import make_event, trait

from dragoman.codebook.identity import load_identity
from dragoman.identity.judging import judge_pair
from dragoman.identity.sketches import may_be_one, sketch_row, sketch_traits
from dragoman.identity.traits import Traits
from dragoman.records import Event
from dragoman.store.flat import flatten_event

BOOK = load_identity()
KINDS = ("ASSAULT/aerial", "ASSAULT/drone", "MOBILIZE/weapons", "CONSULT", "CONSULT/visit", "ACCUSE")
SIDES = ("", "RUS", "UKR", "RUS;UKR", "USA;RUS", "USA GOV")
DATES = ("2023-04-11", "2023-04-12", "2023-04-15", "2023-04-20", "2023-04", "2023", "2023-04-10/2023-04-16")
STANDINGS = ("actual", "negated", "historical", "future")


def draw_event(chance: Random) -> Event:
    return make_event(
        chance.choice(KINDS),
        chance.choice(SIDES),
        chance.choice(SIDES),
        date=chance.choice(DATES),
        basis=chance.choice(("text", "story")),
        factuality=chance.choice(STANDINGS),
    )


def read_row(event: Event) -> tuple[str, ...]:
    """The columns of `events` that a sketch is made of."""
    row = flatten_event(event)
    return tuple(str(row[at]) for at in (1, 2, 6, 11, 12, -5, -4))


def sketch_one(traits: Traits) -> object:
    return sketch_traits(traits)


def test_whatever_may_be_one_event_has_sketches_that_may() -> None:
    chance = Random(5)
    judged = passed = 0
    for _ in range(6000):
        ours, theirs = draw_event(chance), draw_event(chance)
        one, other = trait(ours, "a"), trait(theirs, "b")
        own, row = sketch_traits(one), sketch_row(*read_row(theirs))
        assert own is not None
        held = may_be_one(own, row, BOOK)
        passed += held
        if judge_pair(one, other, BOOK).probability > 0:
            judged += 1
            assert held, (ours, theirs)
    assert judged > 50
    assert passed < 3 * judged


@pytest.mark.parametrize("event", [make_event("ACCUSE", "RUS", "UKR;USA"), make_event("CONSULT", "RUS;UKR")])
def test_traits_and_row_give_one_sketch(event: Event) -> None:
    assert sketch_one(trait(event)) == sketch_row(*read_row(event))


def test_an_event_without_a_day_has_no_sketch() -> None:
    assert sketch_traits(trait(make_event("ACCUSE", "RUS", "UKR", date=""))) is None
