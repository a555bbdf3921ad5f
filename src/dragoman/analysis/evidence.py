"""The words behind a number: the events of a dyad with the sentences that tell them."""

from __future__ import annotations

from msgspec import Struct

from dragoman.analysis.actors import settle_pair
from dragoman.analysis.reading import settle_span
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer
from dragoman.store.rows import Rows, make_rows


class EvidenceRow(Struct, frozen=True, kw_only=True):
    """A counted event with its words and its story. `starts` and `ends` are offsets into the story's text."""

    story: str
    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: str
    score: float
    claimed: bool
    said_by: str | None
    date: str | None
    first_day: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    evidence: str
    starts: int
    ends: int
    title: str | None
    published: str | None
    publisher: str | None
    language: str
    url: str | None
    tellings: int


def list_evidence(
    desk: Desk, one: str, other: str, *, since: str | None = None, until: str | None = None, limit: int = 100
) -> Rows[EvidenceRow]:
    """The counted events of two actors (codes or names), newest first, each with its words.

    `tellings` is the number of stories that tell it. Raises StoreError as `trace_dyad` does.
    """
    one, other = settle_pair(one, other, desk)
    span = settle_span(desk, since, until)
    rows = fetch_answer(
        desk, "dyad_evidence", one=one, other=other, since=span.first, until=span.last, count=limit
    )
    return make_rows(EvidenceRow, EvidenceRow.__struct_fields__, rows)
