"""The briefing: what came in, which dyads stand otherwise than they did, latest events, refused inputs."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from dragoman.analysis.evidence import EvidenceRow, list_evidence
from dragoman.analysis.movers import Mover, list_movers
from dragoman.analysis.periods import step_days
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer
from dragoman.store.rows import EventRow, StoryRow
from dragoman.store.tellings import Reports
from dragoman.web.folding import fold_rows
from dragoman.web.page import Page
from dragoman.web.questions import Question, WrongQuestion

DAYS = (7, 30, 90, 365)
"""The times that may be looked at, in days up to the day of the newest story; a month unless asked."""
_MOVERS = 12
_SENTENCES = 2  # behind each
_LATEST = 15  # events
_STORIES = 8
_RUNS = 4
_REFUSED = 8


class Run(Struct, frozen=True, kw_only=True):
    """One time that stories were taken in. `finished` is None while it works, or when it was cut off."""

    run: int
    command: str
    started: str
    finished: str | None
    added: int
    revised: int
    known: int
    refused: int


class Refused(Struct, frozen=True, kw_only=True):
    """An input that could not be taken in: where it stands, what is wrong, what to do."""

    place: str
    what: str
    remedy: str


class Moved(Struct, frozen=True, kw_only=True):
    """A dyad with the newest sentences behind it."""

    mover: Mover
    sentences: list[EvidenceRow]


class Briefing(Struct, frozen=True, kw_only=True):
    """The context of the briefing.

    `stories`, `events`, `statements` count all that is in the store, `first` and `last` are the days of its
    stories. `moved` are the dyads of the `days` days from `since` to `last`: those that changed most surely
    against their own past twelve months, then the busiest. `uncoded` counts stories kept without records.
    `reports` are how many stories tell each of the `latest` events.
    """

    stories: int
    events: int
    statements: int
    uncoded: int
    first: str | None
    last: str | None
    days: int
    since: str | None
    moved: list[Moved]
    dyads: int
    latest: list[EventRow]
    reports: list[Reports]
    arrived: list[StoryRow]
    runs: list[Run]
    refused: list[Refused]


def ask_briefing(question: Question) -> Briefing:
    """What is new in the store, over the `days` that the address asks for."""
    desk = question.desk
    [(first, last)] = fetch_answer(desk, "reading_span")
    days, dyads, moved = _choose_days(question, last)
    since = step_days(last, 1 - days) if last else None
    latest, reports = fold_rows(desk, desk.events(limit=2 * _LATEST, until=last))
    stories, events, statements, uncoded = question.keep("sizes", _count_all)
    return Briefing(
        stories=stories,
        events=events,
        statements=statements,
        uncoded=uncoded,
        first=first,
        last=last,
        days=days,
        since=since,
        moved=moved,
        dyads=dyads,
        latest=latest[:_LATEST],
        reports=reports[:_LATEST],
        arrived=list(desk.stories(limit=_STORIES, order="newest")),
        runs=_list_runs(desk),
        refused=_list_refused(desk),
    )


def _choose_days(question: Question, last: str | None) -> tuple[int, int, list[Moved]]:
    """The days asked for, with their dyads; unless asked the fewest, from a month on, that have some."""
    asked = question.number("days", 0, most=max(DAYS))
    if asked and asked not in DAYS:
        raise WrongQuestion(f"“{asked}” days cannot be looked at", where="/", remedy=f"one of {DAYS}")
    days, dyads, moved = asked, 0, list[Moved]()
    for days in (asked,) if asked else DAYS[1:]:
        since = step_days(last, 1 - days) if last else None
        # Named by the days and not by their dates: an older answer is shown while the new one is found.
        find = partial(_find_moved, since=since, last=last)
        dyads, moved = question.keep(("moved", days), find, patient=False)
        if moved:
            break
    return days, dyads, moved


def _find_moved(desk: Desk, since: str | None, last: str | None) -> tuple[int, list[Moved]]:
    if since is None or last is None:
        return 0, []
    movers = list_movers(desk, since, last)
    return len(movers), [
        Moved(
            mover=one,
            sentences=list(
                list_evidence(desk, one.one, one.other, since=since, until=last, limit=_SENTENCES)
            ),
        )
        for one in movers[:_MOVERS]
    ]


def _count_all(desk: Desk) -> tuple[int, ...]:
    counted = [desk.count(kind).rows for kind in ("stories", "events", "statements")]
    return (*counted, desk.count("stories", state=["kept", "failed"]).rows)


def _list_runs(desk: Desk) -> list[Run]:
    names = Run.__struct_fields__
    rows = desk.fetch(f"SELECT {', '.join(names)} FROM runs ORDER BY run DESC LIMIT ?", (_RUNS,))
    return [Run(**dict(zip(names, row, strict=True))) for row in rows]


def _list_refused(desk: Desk) -> list[Refused]:
    names = Refused.__struct_fields__
    rows = desk.fetch(f"SELECT {', '.join(names)} FROM refusals ORDER BY run DESC LIMIT ?", (_REFUSED,))
    return [Refused(**dict(zip(names, row, strict=True))) for row in rows]


BRIEFING = Page(name="briefing", ask=ask_briefing)
