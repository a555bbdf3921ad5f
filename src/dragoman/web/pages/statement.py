"""One statement: its words among the words around it, who speaks, about whom, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from dragoman.records import Statement
from dragoman.store.rows import StoryRow
from dragoman.web.judging import Judged, read_judged
from dragoman.web.marking import Piece
from dragoman.web.page import Page
from dragoman.web.pages.event import cut_passage
from dragoman.web.pages.story import Shown, show_events
from dragoman.web.questions import Question, WrongQuestion


class StatementPage(Struct, frozen=True, kw_only=True):
    """The context of the page of a statement.

    `passage` is the text around it, `events` those it vouches for, `within` the statement that reports it.
    """

    story: StoryRow
    statement: Statement
    passage: tuple[Piece, ...]
    events: list[Shown]
    within: Statement | None
    judged: Judged


def ask_statement(question: Question) -> StatementPage:
    """The statement `id` of the story `story`."""
    return find_statement(question, question.need("story"), question.need("id"))


def find_statement(question: Question, story: str, identity: str) -> StatementPage:
    """That statement; raises WrongQuestion when there is none."""
    rows = question.desk.stories(story=story)
    record = question.desk.record(story) if rows else None
    found = {one.id: one for one in record.statements} if record else {}
    if record is None or identity not in found:
        raise WrongQuestion(f"there is no statement “{identity}” in “{story}”", where="/statement")
    statement = found[identity]
    spans = [statement.content, *([statement.cue] if statement.cue else [])]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return StatementPage(
        story=rows[0],
        statement=statement,
        passage=cut_passage(question.desk.story(story).text, start, end, record, identity),
        events=[one for one in show_events(record) if one.event.id in statement.events],
        within=found.get(statement.within or ""),
        judged=read_judged(question.desk, story, statement),
    )


STATEMENT = Page(name="statement", ask=ask_statement, listed=False)
