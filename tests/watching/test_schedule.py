"""When a source is asked next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.watching.schedule import DAY, is_due, plan_next, read_stamp, write_stamp

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "failures", "retry_after", "seconds"),
    [
        (900, 0, None, 900),
        (900, 1, None, 1_800),
        (900, 3, None, 7_200),
        (900, 50, None, DAY),
        (2 * DAY, 5, None, 2 * DAY),
        (900, 1, 5_000.0, 5_000),
        (900, 1, 10.0, 1_800),
        (900, 1, 1e9, 7 * DAY),
    ],
)
def test_failures_and_the_server_put_off_the_next_poll(
    every: int, failures: int, retry_after: float | None, seconds: int
) -> None:
    assert plan_next(NOW, every, failures, retry_after) - NOW == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("due", "failures", "asked"),
    [
        (None, 0, True),
        ("2026-11-27T12:00:00Z", 0, True),
        ("2026-11-27T12:01:00Z", 0, True),
        ("2026-11-27T12:02:00Z", 0, False),
        ("2026-11-27T12:01:00Z", 1, False),
    ],
)
def test_a_source_may_be_asked_a_little_early_but_not_after_a_failure(
    due: str | None, failures: int, asked: bool
) -> None:
    assert is_due(NOW, due, 900, failures) is asked


def test_a_moment_is_written_and_read_alike() -> None:
    assert read_stamp(write_stamp(NOW)) == NOW
