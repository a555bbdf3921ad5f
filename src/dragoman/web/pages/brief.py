"""The brief: what happened in a time, told in the reader's language, each line with the words behind it."""

from __future__ import annotations

from msgspec import Struct

from dragoman.analysis.brief import make_brief
from dragoman.analysis.brief_lines import Brief
from dragoman.analysis.periods import step_days
from dragoman.analysis.reading import settle_span
from dragoman.web.page import Page
from dragoman.web.questions import Question, WrongQuestion, keep_answer

DAYS = (7, 30, 90, 365)
"""The times that may be chosen; it opens with the first that has something to tell."""


class BriefPage(Struct, frozen=True, kw_only=True):
    """The context of the brief: `days` is None when the address names its own `since` or `until`."""

    brief: Brief
    days: int | None
    all_days: tuple[int, ...]


def ask_brief(question: Question) -> BriefPage:
    """The brief of the `days` up to the newest story, or from `since` to `until`, in the reader's
    language.
    """
    since, until = question.one("since"), question.one("until")
    asked = question.number("days", 0, most=max(DAYS))
    if asked and asked not in DAYS:
        raise WrongQuestion(f"“{asked}” days cannot be told", where="/brief", remedy=f"one of {DAYS}")
    language = question.words.language
    if since or until:
        brief = make_brief(question.desk, since or None, until or None, language=language)
        return BriefPage(brief=brief, days=None, all_days=DAYS)
    last = settle_span(question.desk, None, None).last
    for days in (asked,) if asked else DAYS:
        brief = make_brief(question.desk, step_days(last, 1 - days), last, language=language)
        if brief.sections:
            break
    return BriefPage(brief=brief, days=days, all_days=DAYS)


BRIEF = Page(name="brief", ask=keep_answer(ask_brief))
