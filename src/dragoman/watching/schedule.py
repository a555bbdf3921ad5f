"""When a source is asked next: at its interval, later after each failure, never before it allows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

DAY = 86_400
_DOUBLINGS = 8
_SLACK = 0.1
"""Share of its interval by which a source may be asked early: a timer that starts `watch --once` every
quarter of an hour would else find it a second short of due, and ask it every half hour."""


def plan_next(now: datetime, every: int, failures: int, retry_after: float | None = None) -> datetime:
    """The moment to ask again, `every` seconds from `now`: twice that after each failure in a row, up to a
    day; not before the `retry_after` seconds a server asked for, up to a week."""
    wait = float(every)
    if failures:
        wait = max(every, min(every * 2.0 ** min(failures, _DOUBLINGS), DAY))
    return now + timedelta(seconds=max(wait, min(retry_after or 0.0, 7 * DAY)))


def is_due(now: datetime, due: str | None, every: int, failures: int) -> bool:
    """Whether a source that is due at the moment `due` may be asked."""
    if due is None:
        return True
    slack = 0 if failures else every * _SLACK
    return read_stamp(due) <= now + timedelta(seconds=slack)


def read_stamp(stamp: str) -> datetime:
    """The moment of a time stamp in UTC as the store writes it."""
    return datetime.fromisoformat(stamp).astimezone(UTC)


def write_stamp(moment: datetime) -> str:
    """A moment as the store writes it: `2022-07-08T06:30:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
