"""Settling: several sources' terms of office made into one list, with a record of what they disagreed on.

The rules: a term that ends before it begins is left out. Of one term in two sources the better source's
beginning holds, and the later end. A head of state or government ends where the next one begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import msgspec
from msgspec import Struct

from dragoman.atlas.holders import LEADS
from dragoman.atlas.persons import fold_name
from dragoman.atlas.terms import Row

STILL = "9999"  # the end of a term known to go on; "" is an end that is not known
SAME_TERM_DAYS = 400  # two sources tell of one term when its beginnings lie less apart than this
SAME_DAY = 60  # days within which two first names are spellings of one
BACKWARD = "ends before it begins: left out"
BEGINNING = "the better source's beginning"
ENDING = "the later end"


class Conflict(Struct, frozen=True):
    """Two sources' dates of one term, and the rule that settled it."""

    source: str
    row: Row
    kept: Row | None
    rule: str


def join_sources(
    lists: Mapping[str, list[Row]], exact: Collection[str] = ()
) -> tuple[list[Row], list[Conflict]]:
    """The rows of all sources, the better one first, each term once; and the conflicts.

    `exact` are sources that tell every term once: two of their rows are never one.
    """
    kept: list[Row] = []
    conflicts: list[Conflict] = []
    terms: dict[tuple[str, str], list[int]] = defaultdict(list)
    for source, rows in lists.items():
        end = len(kept) if source in exact else None  # what such a source tells apart stays apart
        for row in rows:
            if row.until and row.until < row.since[: len(row.until)]:
                conflicts.append(Conflict(source, row, None, BACKWARD))
                continue
            key = (row.country or row.group, fold_name(row.surname))
            same = next(
                (at for at in terms[key] if (end is None or at < end) and is_same_term(kept[at], row)), None
            )
            if same is None:
                terms[key].append(len(kept))
                kept.append(row)
                continue
            conflicts += find_conflicts(source, row, kept[same])
            until = max(kept[same].until, row.until)
            if until > kept[same].since:
                kept[same] = msgspec.structs.replace(kept[same], until=until)
    return kept, conflicts


def find_conflicts(source: str, row: Row, kept: Row) -> Iterator[Conflict]:
    """What two rows of one term disagree on, months alone where one has no day."""
    if not agree(row.since, kept.since):
        yield Conflict(source, row, kept, BEGINNING)
    if row.until and kept.until and not agree(row.until, kept.until):
        yield Conflict(source, row, kept, ENDING)


def agree(one: str, other: str) -> bool:
    """Whether two dates, as far as both go, are the same month."""
    width = min(len(one), len(other), len("2000-01"))
    return one[:width] == other[:width]


def tell_conflicts(conflicts: list[Conflict]) -> Iterator[str]:
    """The conflicts as tab-separated lines under a line of column names."""
    yield "\t".join(("state", "office", "person", "source", "its term", "kept term", "rule"))
    for conflict in conflicts:
        row, kept = conflict.row, conflict.kept
        yield "\t".join(
            (
                row.country or row.group, row.office, row.person, conflict.source,
                f"{row.since}..{row.until}", f"{kept.since}..{kept.until}" if kept else "", conflict.rule,
            )
        )  # fmt: skip


def is_same_term(one: Row, other: Row) -> bool:
    """Whether two sources tell of the same term."""
    leads = {"head-of-state", "head-of-government", "leader"}
    same = one.office_id == other.office_id or (other.office_id == "leader" and one.office_id in leads)
    named_so = bool(one.office_id) or one.office == other.office
    if not same or not named_so or not one.since or not other.since:
        return False
    days = abs((read_day(one.since) - read_day(other.since)).days)
    if are_namesakes(one, other) and days > SAME_DAY:
        return False
    return days < SAME_TERM_DAYS or (one.since <= other.since and other.since <= (one.until or "9999"))


def are_namesakes(one: Row, other: Row) -> bool:
    """Whether two of one family name have different first names; an initial fits any that begins so."""
    firsts = [fold_name(row.person).split()[0] for row in (one, other) if row.person != row.surname]
    return len(firsts) > 1 and not firsts[0].startswith(firsts[1]) and not firsts[1].startswith(firsts[0])


def read_day(written: str) -> datetime:
    """The first day of a date that may lack its day or month."""
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return datetime(year, month, day)


def is_other(one: Row, other: Row) -> bool:
    """Whether two rows of one office are of different persons, told weeks apart."""
    if one.surname != other.surname:
        return True
    apart = abs((read_day(one.since) - read_day(other.since)).days) > SAME_DAY
    return apart and are_namesakes(one, other)


def close_terms(rows: list[Row]) -> list[Row]:
    """The rows with each term ended, at the latest, where the next holder of the office begins."""
    series: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        series[row.country, row.office_id].append(row)
    closed: list[Row] = []
    for terms in series.values():
        terms.sort(key=lambda row: row.since)
        for at, row in enumerate(terms):
            later = [each.since for each in terms[at + 1 :] if is_other(each, row)]
            end = later[0] if row.until and later and later[0] > row.since else row.until
            closed.append(msgspec.structs.replace(row, until=end))
    return closed


def close_leads(rows: list[Row]) -> Iterator[Row]:
    """The rows, with heads of state and government ended where another one begins."""
    begins: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.office_id in LEADS:
            begins[row.country, row.office_id].append(row)
    for row in rows:
        series = begins.get((row.country, row.office_id), [])
        later = [other.since for other in series if other.since > row.since and is_other(other, row)]
        yield msgspec.structs.replace(row, until=min([row.until or STILL, *later]).replace(STILL, ""))
