"""How many records fit what is asked; kept until the store changes."""

from __future__ import annotations

import msgspec

from dragoman.store.desk import Desk
from dragoman.store.filters import EventFilter, join_conditions, limit_events
from dragoman.web.questions import Question


def count_events(question: Question, asked: EventFilter) -> int:
    """How many events fit."""

    def count(desk: Desk) -> int:
        where = join_conditions(limit_events(asked))
        source = "events e JOIN stories s USING (story)" if "s." in where.sql else "events e"
        return int(desk.fetch(f"SELECT count(*) FROM {source} WHERE {where.sql}", where.values)[0][0])

    return question.keep(("events", msgspec.json.encode(asked)), count)
