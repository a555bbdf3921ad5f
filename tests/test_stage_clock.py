"""The clock of the benchmark knows the stages by name: it must not lose one that was renamed."""

from __future__ import annotations

import pytest

from benchmarks.stage_clock import STAGES
from dragoman import pipeline

DOORS = [door for doors in STAGES.values() for door in doors]


@pytest.mark.parametrize("door", DOORS)
def test_each_door_of_the_clock_is_one_of_the_pipeline(door: str) -> None:
    place: object = pipeline
    for name in door.split("."):
        place = getattr(place, name)
    assert callable(place)
