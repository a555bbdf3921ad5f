"""How the time left of a run is told."""

from __future__ import annotations

import pytest

from dragoman.cli.progress import tell_left


@pytest.mark.parametrize(
    ("total", "done", "first", "seconds", "told"),
    [
        (1_000, 200, 100, 10.0, ", 1 min left"),
        (1_000, 900, 0, 90.0, ", 10 s left"),
        (100_000, 1_100, 100, 100.0, ", 2.7 h left"),
        (1_000, 100, 100, 10.0, ""),
        (100, 120, 0, 10.0, ""),
        (None, 120, 20, 10.0, ", 10.0 a second"),
        (None, 20, 20, 10.0, ""),
    ],
)
def test_the_time_left_is_told_by_the_pace_or_the_pace_itself(
    total: int | None, done: int, first: int, seconds: float, told: str
) -> None:
    assert tell_left(total, done, first, seconds) == told
