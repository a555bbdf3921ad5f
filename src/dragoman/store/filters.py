"""What may be asked of stories, events, statements and relations, as conditions of SQL."""

from __future__ import annotations

from msgspec import Struct

from dragoman.store.conditions import (
    Condition,
    Many,
    Stream,
    fit_days,
    fit_listed,
    fit_modes,
    fit_one,
    fit_words,
    join_conditions,
    list_values,
    mark,
    match_words,
)

__all__ = [
    "Condition",
    "EventFilter",
    "Many",
    "RelationFilter",
    "StatementFilter",
    "StoryFilter",
    "join_conditions",
    "limit_events",
    "limit_relations",
    "limit_statements",
    "limit_stories",
    "list_values",
    "match_words",
]


class StoryFilter(Struct, frozen=True, kw_only=True):
    """Which stories: by language, publisher, source, state, day of publication, or words in them."""

    story: Many = None
    language: Many = None
    publisher: Many = None
    source: Many = None
    state: Many = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


class EventFilter(Struct, frozen=True, kw_only=True):
    """Which events. `actor`, `recipient`, `party` (either side) and `said_by` are codes or ids of persons.

    `between` are two codes, in either direction. `country` is where it took place, `place` the id of the town
    or region. `since` and `until` bound the event's own day, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `text` are
    words of the evidence.
    """

    actor: Many = None
    recipient: Many = None
    party: Many = None
    between: tuple[str, str] | None = None
    type: Many = None
    mode: Many = None
    context: Many = None
    quad: Many = None
    factuality: Many = None
    claimed: bool | None = None
    standing: Many = None
    said_by: Many = None
    country: Many = None
    place: Many = None
    confidence: float | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


class StatementFilter(Struct, frozen=True, kw_only=True):
    """Which statements. `speaker` and `about` are codes or ids; `issue` a name of the codebook's issues.

    `side` asks for a stance (for, against, neutral) toward what `about` or `issue` names.
    """

    speaker: Many = None
    about: Many = None
    issue: Many = None
    side: Many = None
    act: Many = None
    kind: Many = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


class RelationFilter(Struct, frozen=True, kw_only=True):
    """Which tellings of a relation: by party, by pair, by how it stands, by the day of the story."""

    party: Many = None
    between: tuple[str, str] | None = None
    change: Many = None
    issue: Many = None
    since: str | None = None
    until: str | None = None
    story: Many = None
    publisher: Many = None
    language: Many = None


def limit_stories(asked: StoryFilter) -> list[Condition]:
    """The conditions on `stories s`."""
    return [
        *fit_one("s.id", asked.story),
        *fit_one("s.publisher", asked.publisher, "stories"),
        *fit_one("s.language", asked.language, "stories"),
        *fit_one("s.source", asked.source),
        *fit_one("s.state", asked.state),
        *fit_days("s.first_day", asked.since, asked.until),
        *fit_words("s.story", "stories_text", asked.text),
    ]


def limit_events(asked: EventFilter) -> list[Condition]:
    """The conditions on `events e` joined with `stories s`."""
    conditions = [
        *_binding(asked.between),
        *_taking_part(("actor",), asked.actor),
        *_taking_part(("recipient",), asked.recipient),
        *_taking_part(("actor", "recipient"), asked.party),
        *_taking_part(("source",), asked.said_by),
        *fit_modes(asked.mode),
        *fit_one("e.country", asked.country, "events"),
        *fit_one("e.place_id", asked.place, "events"),
        *fit_one("e.type", asked.type, "events"),
        *fit_one("e.quad", asked.quad),
        *fit_one("e.factuality", asked.factuality),
        *fit_one("e.standing", asked.standing),
        *fit_days("e.first_day", asked.since, asked.until),
        *fit_words("e.event", "events_text", asked.text),
        *_of_story("e", "event", "events", asked),
    ]
    if contexts := list_values(asked.context):
        marks = mark(contexts)
        keys = f"SELECT event FROM event_contexts WHERE context IN ({marks})"
        test = f"EXISTS (SELECT 1 FROM event_contexts c WHERE c.context IN ({marks}) AND c.event = e.event)"
        conditions.append(Condition(f"e.event IN ({keys})", contexts, test, keys))
    if asked.claimed is not None:
        conditions.append(Condition("e.claimed = ?", (int(asked.claimed),)))
    if asked.confidence is not None:
        conditions.append(Condition("e.confidence >= ?", (asked.confidence,)))
    return conditions


def limit_statements(asked: StatementFilter) -> list[Condition]:
    """The conditions on `statements t` joined with `stories s`."""
    conditions = [
        *_speaking(asked.speaker),
        *_targeting(asked),
        *fit_one("t.act", asked.act, "statements"),
        *fit_one("t.kind", asked.kind),
        *fit_days("t.first_day", asked.since, asked.until),
        *fit_words("t.statement", "statements_text", asked.text),
        *_of_story("t", "statement", "statements", asked),
    ]
    return conditions


def limit_relations(asked: RelationFilter) -> list[Condition]:
    """The conditions on `relations r` joined with `stories s`."""
    conditions = [
        *fit_one("r.change", asked.change),
        *fit_listed("r.issues", asked.issue),
        *fit_days("r.first_day", asked.since, asked.until),
        *_of_story("r", "relation", "relations", asked),
    ]
    if parties := list_values(asked.party):
        sql = f"(r.one IN ({mark(parties)}) OR r.other IN ({mark(parties)}))"
        conditions.append(Condition(sql, parties * 2))
    if asked.between is not None:
        conditions.append(Condition("(r.one, r.other) = (?, ?)", tuple(sorted(asked.between))))
    return conditions


def _binding(pair: tuple[str, str] | None) -> list[Condition]:
    """An event binds the two, in either direction."""
    if pair is None:
        return []
    one, other = pair
    values = (one, other, other, one)
    directed = "SELECT event FROM dyads WHERE actor = ? AND recipient = ?"
    keys = f"{directed} UNION ALL {directed}"
    test = (
        "EXISTS (SELECT 1 FROM dyads p WHERE p.event = e.event "
        "AND (p.actor = ? AND p.recipient = ? OR p.actor = ? AND p.recipient = ?))"
    )
    streams = tuple(
        Stream("dyads", "d.actor = ? AND d.recipient = ?", both) for both in ((one, other), (other, one))
    )
    return [Condition(f"e.event IN ({keys})", values, test, keys, streams)]


def _taking_part(roles: tuple[str, ...], given: Many) -> list[Condition]:
    values = list_values(given)
    if not values:
        return []
    limit = f"role IN ({', '.join(repr(role) for role in roles)})"
    marks = mark(values)
    keys = (
        f"SELECT event FROM participants WHERE code IN ({marks}) AND {limit} "
        f"UNION ALL SELECT event FROM participants WHERE entity IN ({marks}) AND {limit}"
    )
    test = (
        "EXISTS (SELECT 1 FROM participants q WHERE q.event = e.event "
        f"AND (q.code IN ({marks}) OR q.entity IN ({marks})) AND q.{limit})"
    )
    streams = tuple(
        Stream("participants", f"d.{column} = ? AND d.role = '{role}'", (value,))
        for value in dict.fromkeys(values)
        for column in ("code", "entity")
        for role in roles
    )
    return [Condition(f"e.event IN ({keys})", values * 2, test, keys, streams)]


def _speaking(given: Many) -> list[Condition]:
    """A statement has one of the speakers."""
    values = list_values(given)
    if not values:
        return []
    marks = mark(values)
    sql = f"(t.speaker IN ({marks}) OR t.entity IN ({marks}))"
    keys = (
        f"SELECT statement FROM statements WHERE speaker IN ({marks}) "
        f"UNION ALL SELECT statement FROM statements WHERE entity IN ({marks})"
    )
    streams = tuple(
        Stream("statements", f"d.{column} = ?", (value,))
        for value in dict.fromkeys(values)
        for column in ("speaker", "entity")
    )
    return [Condition(sql, values * 2, keys=keys, streams=streams)]


def _targeting(asked: StatementFilter) -> list[Condition]:
    """A statement is about one of the actors, and of the issues; `side` is asked of these, else of any."""
    sides = list_values(asked.side)
    sided = f" AND {{alias}}side IN ({mark(sides)})" if sides else ""
    conditions = []
    for kind, targets in (("actor", list_values(asked.about)), ("issue", list_values(asked.issue))):
        if not targets:
            continue
        about = f"kind = '{kind}' AND {{alias}}target IN ({mark(targets)}){sided}"
        keys = f"SELECT statement FROM statement_targets WHERE {about.format(alias='')}"
        test = (
            "EXISTS (SELECT 1 FROM statement_targets a "
            f"WHERE a.statement = t.statement AND a.{about.format(alias='a.')})"
        )
        streams = tuple(
            Stream(
                "statement_targets",
                f"d.kind = '{kind}' AND d.target = ?{sided.format(alias='d.')}",
                (target, *sides),
            )
            for target in dict.fromkeys(targets)
        )
        values = (*targets, *sides)
        conditions.append(Condition(f"t.statement IN ({keys})", values, test, keys, streams))
    if sides and not conditions:
        keys = f"SELECT statement FROM statement_targets WHERE side IN ({mark(sides)})"
        test = (
            "EXISTS (SELECT 1 FROM statement_targets a "
            f"WHERE a.statement = t.statement AND a.side IN ({mark(sides)}))"
        )
        streams = tuple(Stream("statement_targets", "d.side = ?", (side,)) for side in dict.fromkeys(sides))
        conditions.append(Condition(f"t.statement IN ({keys})", sides, test, keys, streams))
    return conditions


def _of_story(
    alias: str, key: str, table: str, asked: EventFilter | StatementFilter | RelationFilter
) -> list[Condition]:
    """The record's story has one of the ids, the publishers, the languages."""
    found = []
    for name, given in (("id", asked.story), ("publisher", asked.publisher), ("language", asked.language)):
        for one in fit_one(f"s.{name}", given):
            stories = f"SELECT story FROM stories s WHERE {one.sql}"
            keys = f"SELECT {key} FROM {table} WHERE story IN ({stories})"
            found.append(Condition(one.sql, one.values, keys=keys))
    return found
