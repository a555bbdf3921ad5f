"""Search: the stories, events and statements in which the words stand; without words the newest stories."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from dragoman.store.counting import Count
from dragoman.store.excerpts import find_excerpts
from dragoman.store.filters import StoryFilter
from dragoman.store.rows import EventRow, Rows, StatementRow, StoryRow
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.questions import LAST_SHEET, Question, list_asked, spread

_STORIES = 25  # on a sheet
_BESIDE = 6  # events and statements shown beside them


class Search(Struct, frozen=True, kw_only=True):
    """The context of the page of search.

    `total` stories fit what is `asked`, or more; `stories` are those of sheet `page` of `last`, `excerpts`
    by their ids the words around what was looked for, in pieces, with true for these themselves. `events` and
    `statements` are the newest whose own words fit.
    """

    asked: list[tuple[str, str]]
    total: Count
    page: int
    last: int
    stories: list[StoryRow]
    excerpts: dict[str, list[tuple[str, bool]]]
    events: list[EventRow]
    statements: list[StatementRow]


def ask_search(question: Question) -> Search:
    """What the address looks for."""
    asked = question.filter(StoryFilter)
    key = ("stories", msgspec.json.encode(asked))
    total = question.keep(key, lambda desk: desk.count("stories", **spread(asked)))
    last = min(LAST_SHEET, max(1, -(-total.rows // _STORIES)))
    page = min(question.number("page", 1), last)
    desk = question.desk
    stories = list(desk.stories(limit=_STORIES, offset=(page - 1) * _STORIES, **spread(asked)))
    beside = {
        name: value for name, value in spread(asked).items() if name not in ("source", "state", "story")
    }
    shown = bool(asked.text) and page == 1
    return Search(
        asked=list_asked(asked),
        total=total,
        page=page,
        last=last,
        stories=stories,
        excerpts=find_excerpts(desk, asked.text, [one.id for one in stories]) if asked.text else {},
        events=list(desk.events(limit=_BESIDE, **beside)) if shown else [],
        statements=list(desk.statements(limit=_BESIDE, **beside)) if shown else [],
    )


def list_rows(question: Question) -> Rows[Any]:
    """All stories that the address asks for, without their texts."""
    return question.desk.stories(limit=MOST_ROWS, **spread(question.filter(StoryFilter)))


SEARCH = Page(name="search", ask=ask_search, table=list_rows)
