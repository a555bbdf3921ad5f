"""An actor: a country, group, person or body; how it is named, who held its offices, with whom it deals."""

from __future__ import annotations

from typing import Any, get_args

from msgspec import Struct

from dragoman.analysis.actors import settle_actor
from dragoman.atlas.atlas import Atlas
from dragoman.atlas.records import Holder, NameForm
from dragoman.store.desk import Desk
from dragoman.store.questions import fetch_answer
from dragoman.store.rows import EventRow, Rows, StatementRow
from dragoman.web.offices import list_offices
from dragoman.web.page import MOST_ROWS, Page
from dragoman.web.pages.network import NAMES
from dragoman.web.questions import Question, WrongQuestion, keep_answer
from dragoman.web.spans import Shown, choose_span

_LISTED = 20  # names, persons, partners
_LATEST = 15  # events, statements
_OFFICES = 24


class Met(Struct, frozen=True, kw_only=True):
    """A name in the stories: the words, what they were to the actor (`via`), and how often."""

    text: str
    via: str | None
    times: int


class Person(Struct, frozen=True, kw_only=True):
    """A person or body of the actor that the stories name. Without `entity` the atlas does not know it."""

    entity: str | None
    name: str
    sector: str | None
    office: str | None
    times: int


class Term(Struct, frozen=True, kw_only=True):
    """An office that the atlas knows, and who held it from when to when."""

    person: str
    entity: str | None
    office: str
    code: str | None
    since: str | None
    until: str | None


class Partner(Struct, frozen=True, kw_only=True):
    """Another actor: the events sent to it and received from it, by quad."""

    code: str
    events: int
    sent: dict[str, int]
    received: dict[str, int]
    score_mean: float


class ActorPage(Struct, frozen=True, kw_only=True):
    """The context of an actor: a code, or with `entity` a person or body of it.

    `names` are those of the whole store, `persons` the known ones and `unknown` those that the atlas cannot
    tell further; events, statements and partners are of `span`.
    """

    code: str | None
    entity: str | None
    name: str
    kind: str
    span: Shown
    names: list[Met]
    persons: list[Person]
    unknown: list[Person]
    terms: list[Term]
    partners: list[Partner]
    all_quads: tuple[str, ...]
    events: list[EventRow]
    said: list[StatementRow]
    heard: list[StatementRow]


def ask_actor(question: Question) -> ActorPage:
    """The actor `code` (or name), or the person or body `id`."""
    atlas = Atlas.load()
    entity = question.one("id") or None
    if (
        entity is None
        and not atlas.entry(question.one("code").upper())
        and question.one("code")[1:].isdigit()
    ):
        entity = question.one("code")  # /actor/Q7747
    entry = atlas.entry(entity) if entity else None
    if entity and entry is not None and entity in (entry.country, entry.group):
        entity = None
    terms = list_offices(id=entity) if entity else ()
    if entity:
        known = question.desk.actors(entity=entity, limit=1)
        code = known[0].code if known else terms[0].country or terms[0].group if terms else None
        if not known and not terms and entry is None:
            raise WrongQuestion(f"neither stories nor atlas know “{entity[:40]}”", where="/actor")
        name = terms[0].person if terms else entry.name if entry else known[0].name
    else:
        code = settle_actor(question.one("code") or question.need("id"), desk=question.desk)
        name = ""
    span = choose_span(question)
    if entity is None:
        terms = tuple(one for one in list_offices(code=code) if _overlaps(one, span))
    named = entity or code or ""
    days: dict[str, Any] = {"since": span.since, "until": span.until}
    met = question.keep(("met", named), lambda desk: sum_met(desk, code, entity))
    return ActorPage(
        code=code,
        entity=entity,
        name=name,
        kind="person" if entity and entity.startswith("Q") else "body" if entity else "state",
        span=span,
        names=met[0],
        persons=met[1] if entity is None else [],
        unknown=met[2] if entity is None else [],
        terms=[make_term(one) for one in terms[:_OFFICES]],
        partners=question.keep(
            ("partners", named, span.since, span.until), lambda desk: sum_partners(desk, code, span)
        )
        if entity is None
        else [],
        all_quads=NAMES,
        events=list(question.desk.events(party=named, limit=_LATEST, **days)),
        said=list(question.desk.statements(speaker=named, limit=_LATEST, **days)),
        heard=[] if entity else list(question.desk.statements(about=named, limit=_LATEST, **days)),
    )


def _overlaps(holder: Holder, span: Shown) -> bool:
    return (holder.since or "") <= span.until and (holder.until or "9999") >= span.since


def make_term(holder: Holder) -> Term:
    """The holder's office as it is shown."""
    return Term(
        person=holder.person,
        entity=holder.id,
        office=holder.office,
        code=holder.country or holder.group,
        since=holder.since,
        until=holder.until,
    )


def sum_met(desk: Desk, code: str | None, entity: str | None) -> tuple[list[Met], list[Person], list[Person]]:
    """How the actor was named; its persons and bodies that the atlas knows, and those it does not."""
    where, value = ("entity = ? AND entity <> ''", entity) if entity else ("code = ?", code)
    # What an actor is called, not the words that a story implies it by.
    forms = ", ".join(f"'{form}'" for form in ("atlas", *get_args(NameForm)))
    own = "" if entity else f"AND entity IN (code, '') AND sector = '' AND via IN ({forms})"
    names = desk.fetch(
        f"SELECT text, min(nullif(via, '')), sum(times) FROM met WHERE {where} {own} "
        f"GROUP BY text ORDER BY 3 DESC, 1 LIMIT {_LISTED}",
        (value,),
    )
    persons = desk.fetch(
        "SELECT entity, max(name), max(nullif(sector, '')), max(nullif(office, '')), sum(times) FROM met "
        f"WHERE {where} AND entity NOT IN (code, '') GROUP BY entity ORDER BY 5 DESC, 2 LIMIT {_LISTED}",
        (value,),
    )
    unknown = desk.fetch(
        "SELECT NULL, text, max(sector), max(nullif(office, '')), sum(times) FROM met "
        f"WHERE {where} AND entity = '' AND sector <> '' GROUP BY text ORDER BY 5 DESC, 2 LIMIT {_LISTED}",
        (value,),
    )
    fields = Person.__struct_fields__
    return (
        [Met(text=text, via=via, times=times) for text, via, times in names],
        [Person(**dict(zip(fields, row, strict=True))) for row in persons],
        [Person(**dict(zip(fields, row, strict=True))) for row in unknown],
    )


def sum_partners(desk: Desk, code: str | None, span: Shown) -> list[Partner]:
    """With whom the actor had most to do."""
    sides: dict[str, dict[str, dict[str, int]]] = {}
    scores: dict[str, float] = {}
    rows = fetch_answer(desk, "partners", one=code, since=span.since, until=span.until)
    for partner, direction, quad, events, score in rows:
        sides.setdefault(partner, {"sent": {}, "received": {}})[direction][quad] = events
        scores[partner] = scores.get(partner, 0.0) + score
    found = []
    for partner, both in sides.items():
        events = sum(sum(counts.values()) for counts in both.values())
        mean = round(scores[partner] / events, 2)
        found.append(Partner(code=partner, events=events, score_mean=mean, **both))
    return sorted(found, key=lambda one: (-one.events, one.code))[:_LISTED]


def list_rows(question: Question) -> Rows[Any]:
    """All events in which the actor takes part, in the time asked for."""
    span = choose_span(question)
    named = question.one("id") or settle_actor(question.need("code"), desk=question.desk)
    return question.desk.events(party=named, since=span.since, until=span.until, limit=MOST_ROWS)


ACTOR = Page(name="actor", ask=keep_answer(ask_actor), table=list_rows, listed=False, parts=("code",))
