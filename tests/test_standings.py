"""How a record stands: by the first step that decided it."""

from __future__ import annotations

import pytest
from stand_in import make_event

from dragoman.records import Span, Step
from dragoman.standings import find_standing, is_claimed

WORD = Span(0, 6, "vowing")


@pytest.mark.parametrize(
    ("factuality", "effects", "standing"),
    [
        ("actual", (), "actual"),
        ("actual", ("source: claim",), "actual"),
        ("hypothetical", ("ask: hypothetical",), "demanded"),
        ("hypothetical", ("source: claim", "threaten: hypothetical", "ask: hypothetical"), "threatened"),
        ("negated", ("negation: negated",), "negated"),
        ("future", (), "future"),
    ],
)
def test_the_first_step_that_decided_names_the_standing(
    factuality: str, effects: tuple[str, ...], standing: str
) -> None:
    path = tuple(Step(0, 6, "vowing", effect) for effect in effects)
    assert (
        find_standing(make_event("e", WORD, WORD, factuality=factuality, said_by=None, path=path)) == standing
    )


def test_an_event_is_claimed_when_a_statement_alone_vouches_for_it() -> None:
    assert is_claimed(make_event("e", WORD, WORD, factuality="actual", said_by=None, claimed_in="s1"))
    assert not is_claimed(make_event("e", WORD, WORD, factuality="actual", said_by=None))
