"""What may be one event is found under a key that it shares."""

from __future__ import annotations

import pytest
from told import make_event, trait

from dragoman.codebook.identity import load_identity
from dragoman.identity.keys import list_keys, list_lookups
from dragoman.records import Event

ONE = make_event("ASSAULT/aerial", "RUS", "UKR")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (make_event("ASSAULT", "RUS MIL", "UKR"), True),
        (make_event("ASSAULT/drone", "RUS"), True),
        (make_event("MOBILIZE/weapons", "RUS", "UKR"), True),
        (make_event("ASSAULT/aerial", "RUS;UKR"), True),
        (make_event("ASSAULT/aerial", "RUS", "UKR", date="2023-04"), True),
        (make_event("ASSAULT/aerial", "ISR", "SYR"), False),
        (make_event("ACCUSE", "RUS", "UKR"), False),
        (make_event("ASSAULT/aerial", "RUS", "UKR", date="2023-06-01"), False),
        (make_event("ASSAULT/aerial", "RUS", "UKR", date="2023"), False),
    ],
)
def test_it_is_looked_for_where_it_is_kept(other: Event, found: bool) -> None:
    kept, asked = trait(other), trait(ONE)
    assert kept.first is not None
    day = kept.first.isoformat()
    keys = set(list_keys(kept))
    lookups = list(list_lookups(asked, load_identity()))
    assert any(one.key in keys and one.since <= day <= one.until for one in lookups) is found


def test_an_event_without_a_day_has_no_keys() -> None:
    assert list_keys(trait(make_event("ASSAULT", "RUS", "UKR", date=""))) == []
