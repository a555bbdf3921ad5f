"""A story's records laid flat: the rows of the tables that questions are asked of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from msgspec import Struct

from dragoman.records import Actor, Event, Relation, Statement, StoryRecord, Where
from dragoman.standings import find_standing, is_claimed
from dragoman.store.days import bound_days

UNLINKED = "?"
Row = tuple[object, ...]


class Pair(Struct, frozen=True):
    """Two codes that an event binds, and whether on equal terms."""

    actor: str
    recipient: str
    symmetric: bool


def code_of(actor: Actor | None) -> str | None:
    """The actor's country, else its group, else None."""
    return (actor.country or actor.group) if actor is not None else None


def join_codes(actors: Iterable[Actor]) -> str:
    """The codes of the actors, separated by commas, each once; `?` stands for those not linked."""
    return ",".join(dict.fromkeys(code_of(actor) or UNLINKED for actor in actors))


def name_actor(actor: Actor) -> str:
    """The actor's name in the atlas, else the words."""
    return actor.name or actor.text


def pair_codes(event: Event) -> list[Pair]:
    """The pairs of linked codes that an event binds, each once.

    Actors without a recipient take part on equal terms (a meeting), and each pair of two different codes
    stands in both directions.
    """
    actors = list(dict.fromkeys(code for actor in event.actor if (code := code_of(actor))))
    recipients = list(dict.fromkeys(code for actor in event.recipient if (code := code_of(actor))))
    if event.recipient:
        return [Pair(one, other, False) for one in actors for other in recipients]
    return [Pair(one, other, True) for one, other in permutations(actors, 2)]


def flatten_event(event: Event) -> Row:
    """The row of `events` after its key and story."""
    first, last = bound_days(event.date.edtf if event.date else None)
    return (
        event.id,
        event.type,
        ",".join(event.mode),
        ",".join(event.context),
        event.quad,
        event.score,
        event.factuality,
        int(is_claimed(event)),
        find_standing(event),
        code_of(event.said_by),
        event.date.edtf if event.date else None,
        first,
        last,
        *(_flatten_place(event.place) if event.place else (None,) * 6),
        event.confidence,
        join_codes(event.actor),
        join_codes(event.recipient),
        event.evidence.text,
        event.evidence.start,
        event.evidence.end,
    )


def _flatten_place(place: Where) -> Row:
    return place.name, place.id, place.country, place.lat, place.lon, place.precision


def list_participants(event: Event) -> Iterator[Row]:
    """The rows of `participants` after the event's key."""
    first, _ = bound_days(event.date.edtf if event.date else None)
    said_by = (event.said_by,) if event.said_by else ()
    for role, actors in (("actor", event.actor), ("recipient", event.recipient), ("source", said_by)):
        for position, actor in enumerate(actors):
            yield role, position, code_of(actor), actor.sector, actor.id, name_actor(actor), first


def flatten_statement(statement: Statement, day: str | None) -> Row:
    """The row of `statements` after its key and story; `day` is the story's."""
    speaker = statement.speaker
    return (
        statement.id,
        code_of(speaker),
        name_actor(speaker) if speaker else "",
        speaker.id if speaker else None,
        speaker.sector if speaker else None,
        statement.kind,
        statement.act,
        join_codes(statement.about),
        join_codes(statement.addressee),
        ",".join(dict.fromkeys(topic.issue for topic in statement.issues)),
        statement.content.text,
        statement.content.start,
        statement.content.end,
        day,
        statement.within,
    )


def list_targets(statement: Statement) -> Iterator[tuple[str, str, str | None]]:
    """Whom and what a statement is about: kind (actor, issue), code or name, and the side it takes."""
    sides = {stance.toward: stance.side for stance in statement.stance}
    actors = (code for actor in (*statement.about, *statement.addressee) if (code := code_of(actor)))
    codes = dict.fromkeys(actors)
    for code in codes:
        yield "actor", code, sides.get(code)
    told = dict.fromkeys(topic.issue for topic in statement.issues)
    for issue in told:
        yield "issue", issue, sides.get(issue)
    # A side may be taken toward an actor that the words themselves do not name ("called it unacceptable").
    for toward in (one for one in sides if one not in told and one not in codes):
        yield "actor", toward, sides[toward]


def flatten_relation(relation: Relation, day: str | None) -> Row:
    """The row of `relations` after its key and story; `day` is the story's."""
    one, other = (*sorted(relation.actors), None)[:2]
    return (
        relation.id,
        one,
        other,
        relation.change,
        ",".join(relation.issues),
        relation.factuality,
        int(relation.said_by is not None),
        code_of(relation.said_by),
        relation.since.edtf if relation.since else None,
        relation.evidence.text,
        relation.evidence.start,
        relation.evidence.end,
        day,
    )


def count_met(record: StoryRecord) -> Counter[tuple[str, ...]]:
    """How often each actor was named in each way, over the events and statements of a story.

    The keys are the columns of `met`: code, entity, text, sector, name, office, via.
    """
    met: Counter[tuple[str, ...]] = Counter()
    for place in {(actor.start, actor.end): actor for actor in _list_actors(record)}.values():
        met[
            (
                code_of(place) or "",
                place.id or "",
                place.text,
                place.sector or "",
                name_actor(place),
                place.office or "",
                place.via or "",
            )
        ] += 1
    return met


def _list_actors(record: StoryRecord) -> Iterator[Actor]:
    groups: list[Sequence[Actor]] = []
    for event in record.events:
        groups += (event.actor, event.recipient, (event.said_by,) if event.said_by else ())
    for statement in record.statements:
        groups += (statement.speakers, statement.addressee, statement.about)
    for group in groups:
        yield from group
