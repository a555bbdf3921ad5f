"""One relation told in the text: its words among the words around it, who, how, since when, over what."""

from __future__ import annotations

from msgspec import Struct

from dragoman.records import Relation
from dragoman.store.rows import StoryRow
from dragoman.web.judging import Judged, read_judged
from dragoman.web.marking import Piece
from dragoman.web.page import Page
from dragoman.web.pages.event import cut_passage
from dragoman.web.questions import Question, WrongQuestion


class RelationPage(Struct, frozen=True, kw_only=True):
    """The context of the page of a relation. `passage` is the text around it."""

    story: StoryRow
    relation: Relation
    passage: tuple[Piece, ...]
    judged: Judged


def ask_relation(question: Question) -> RelationPage:
    """The relation `id` of the story `story`; raises WrongQuestion when there is none."""
    story, identity = question.need("story"), question.need("id")
    rows = question.desk.stories(story=story)
    record = question.desk.record(story) if rows else None
    relation = next((one for one in record.relations if one.id == identity), None) if record else None
    if record is None or relation is None:
        raise WrongQuestion(f"there is no relation “{identity}” in “{story}”", where="/relation")
    span = relation.evidence
    return RelationPage(
        story=rows[0],
        relation=relation,
        passage=cut_passage(question.desk.story(story).text, span.start, span.end, record, identity),
        judged=read_judged(question.desk, story, relation),
    )


RELATION = Page(name="relation", ask=ask_relation, listed=False)
