"""SQL: a question of the reader's own, which can only read, for so long, so many rows."""

from __future__ import annotations

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.asking import Answer
from dragoman.web.downloads import Table
from dragoman.web.page import Page
from dragoman.web.questions import Question

SECONDS = 5.0
"""Time a question may take."""
_ROWS = 500  # on the page
_MOST = 100_000  # in a download


class Sql(Struct, frozen=True, kw_only=True):
    """The context of the page of SQL.

    `answer` is what the question gave, `problem` why it gave nothing, `remedy` what to do; `tables` are the
    tables and views of the store with their columns.
    """

    sql: str
    answer: Answer | None
    problem: str | None
    remedy: str | None
    tables: dict[str, tuple[str, ...]]


def ask_own(question: Question) -> Sql:
    """What the question in the address gives."""
    sql = question.one("sql").strip()
    answer = problem = remedy = None
    if sql:
        try:
            answer = question.desk.ask_sql(sql, rows=_ROWS, seconds=SECONDS)
        except StoreError as error:
            problem, remedy = error.what, error.remedy
    tables = question.keep("tables", lambda desk: desk.list_tables())
    return Sql(sql=sql, answer=answer, problem=problem, remedy=remedy, tables=tables)


def list_rows(question: Question) -> Table:
    """All rows of the answer, up to a hundred thousand; raises StoreError as `ask_sql` does."""
    if not question.one("sql").strip():
        return Table([], [])
    answer = question.desk.ask_sql(question.one("sql"), rows=_MOST, seconds=SECONDS)
    return Table(list(answer.columns), list(answer.rows))


SQL = Page(name="sql", ask=ask_own, table=list_rows, typed=False)
