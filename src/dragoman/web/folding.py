"""Rows of events in which what several stories tell stands once."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.store.desk import Desk
from dragoman.store.rows import EventRow
from dragoman.store.tellings import Reports, count_reports


def fold_rows(desk: Desk, rows: Sequence[EventRow]) -> tuple[list[EventRow], list[Reports]]:
    """The rows without those that tell an event again that stands before them, and how many tell each."""
    kept: dict[int, tuple[EventRow, Reports]] = {}
    names = [(row.story, row.id) for row in rows]
    for row, reports in zip(rows, count_reports(desk, names), strict=True):
        kept.setdefault(reports.main, (row, reports))
    return [row for row, _ in kept.values()], [reports for _, reports in kept.values()]
