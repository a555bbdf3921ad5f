"""Days for the store: the first and last day that an EDTF date may mean, and the present moment."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.stages.times.edtf import read_edtf


def bound_days(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and last day (ISO 8601) of an EDTF date, None where it is open or none is given."""
    if edtf is None:
        return None, None
    try:
        interval = read_edtf(edtf)
    except ValueError:
        return None, None
    first, last = interval.first, interval.last
    return first.isoformat() if first else None, last.isoformat() if last else None


def tell_now() -> str:
    """This moment in UTC, to the second: `2022-07-08T06:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
