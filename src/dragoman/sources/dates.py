"""Publication dates: a stated date or time stamp becomes `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

from __future__ import annotations

import re
from datetime import date

from dragoman.errors import SourceError

_STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}.*)?)?)?", re.DOTALL | re.ASCII)
_REMEDY = "write YYYY, YYYY-MM or YYYY-MM-DD"


def cut_date(stated: str) -> str:
    """The date in `stated` without its time of day, as precise as it was given.

    Raises `SourceError` when it is not `YYYY[-MM[-DD]]`, alone or at the head of an ISO 8601 time
    stamp, or names a day the calendar does not have.
    """
    found = _STATED.fullmatch(stated.strip())
    if found is None:
        raise SourceError(f"“{stated}” is not a date", remedy=_REMEDY)
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise SourceError(f"“{stated}” is not a day of the calendar", remedy=_REMEDY) from error
    return "-".join(part for part in (year, month, day) if part)
