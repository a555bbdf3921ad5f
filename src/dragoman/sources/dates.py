"""Publication dates: a stated date or time stamp becomes a day, and the moment where a zone is stated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from msgspec import Struct

from dragoman.errors import SourceError

_STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}.*)?)?)?", re.DOTALL | re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}[a-z]*\s+\d{4}\s+\d{1,2}:\d{2}", re.ASCII)
_REMEDY = "write YYYY, YYYY-MM or YYYY-MM-DD"


class Moment(Struct, frozen=True):
    """When something was published: `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in the zone it was stated
    in; `at` is the time stamp in ISO 8601 with its zone, where both were stated."""

    date: str
    at: str | None = None


def read_moment(stated: str) -> Moment:
    """The moment in `stated`: an ISO 8601 date or time stamp, or a date as mail and RSS write it.

    Raises `SourceError` when it is neither, or names a day the calendar does not have.
    """
    stated = stated.strip()
    if _MAIL.match(stated):
        try:
            moment = parsedate_to_datetime(stated)
        except (TypeError, ValueError) as error:
            raise SourceError(f"“{stated}” is not a day of the calendar", remedy=_REMEDY) from error
        return Moment(moment.date().isoformat(), _show_zoned(moment))
    day = cut_date(stated)
    try:
        return Moment(day, _show_zoned(datetime.fromisoformat(stated)) if len(stated) > 10 else None)
    except ValueError:
        return Moment(day)


def find_moment(*stated: str | None) -> Moment | None:
    """The moment in the first of `stated` that is one, or None."""
    for candidate in stated:
        try:
            if candidate:
                return read_moment(candidate)
        except SourceError:
            continue
    return None


def order_moment(moment: Moment | None) -> str | None:
    """A moment as a text that sorts by time: in UTC where its clock is known, else the date."""
    if moment is None or moment.at is None:
        return moment.date if moment else None
    return datetime.fromisoformat(moment.at).astimezone(UTC).isoformat(timespec="seconds")


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


def _show_zoned(moment: datetime) -> str | None:
    # A time without its zone is no moment: the day is kept, the clock is not.
    return moment.isoformat(timespec="seconds") if moment.tzinfo else None
