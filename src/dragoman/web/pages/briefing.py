"""The briefing: what came in, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from dragoman.store.rows import EventRow
from dragoman.web.page import Page
from dragoman.web.questions import Question

_LATEST = 20  # events


class Briefing(Struct, frozen=True, kw_only=True):
    """The context of the briefing. `stories` and `events` count all that is in the store."""

    stories: int
    events: int
    latest: list[EventRow]


def ask_briefing(question: Question) -> Briefing:
    """What is new in the store."""
    stories, events = question.keep(
        "sizes", lambda desk: [desk.fetch(f"SELECT count(*) FROM {t}")[0][0] for t in ("stories", "events")]
    )
    return Briefing(stories=stories, events=events, latest=list(question.desk.events(limit=_LATEST)))


BRIEFING = Page(name="briefing", ask=ask_briefing)
