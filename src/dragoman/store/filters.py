"""What is asked of the store, as conditions of SQL. Only names written here become SQL; values are bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.store.days import bound_days

Many = Sequence[str] | str | None
"""One value, several of which one must fit, or None for any."""


class Stream(Struct, frozen=True):
    """Rows in order of days by an index: those of `source` (known as d) that fit `where`."""

    source: str
    where: str
    values: tuple[Any, ...] = ()


class Condition(Struct, frozen=True):
    """A condition of SQL, true of `alias` rows, and the values bound in it.

    `sql` looks rows up in a set, `test` (with the same values) tests a row at a time. `keys` asks for the keys
    of all rows that fit, and `streams` give them in order of days, where an index can. A condition `of_day` is
    on the column first_day alone.
    """

    sql: str
    values: tuple[Any, ...] = ()
    test: str | None = None
    keys: str | None = None
    streams: tuple[Stream, ...] = ()
    of_day: bool = False


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

    `between` are two codes, in either direction. `since` and `until` bound the event's own day, as `YYYY`,
    `YYYY-MM` or `YYYY-MM-DD`. `text` are words of the evidence.
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


_KEYS = {"stories": "story", "events": "event", "statements": "statement", "relations": "relation"}


def limit_stories(asked: StoryFilter) -> list[Condition]:
    """The conditions on `stories s`."""
    return [
        *_one_of("s.id", asked.story),
        *_one_of("s.publisher", asked.publisher, "stories"),
        *_one_of("s.language", asked.language, "stories"),
        *_one_of("s.source", asked.source),
        *_one_of("s.state", asked.state),
        *_within("s.first_day", asked.since, asked.until),
        *_telling("s.story", "stories_text", asked.text),
    ]


def limit_events(asked: EventFilter) -> list[Condition]:
    """The conditions on `events e` joined with `stories s`."""
    conditions = [
        *_binding(asked.between),
        *_taking_part(("actor",), asked.actor),
        *_taking_part(("recipient",), asked.recipient),
        *_taking_part(("actor", "recipient"), asked.party),
        *_taking_part(("source",), asked.said_by),
        *_moded(asked.mode),
        *_one_of("e.country", asked.country, "events"),
        *_one_of("e.type", asked.type, "events"),
        *_one_of("e.quad", asked.quad),
        *_one_of("e.factuality", asked.factuality),
        *_one_of("e.standing", asked.standing),
        *_within("e.first_day", asked.since, asked.until),
        *_telling("e.event", "events_text", asked.text),
        *_of_story("e", "event", "events", asked),
    ]
    if contexts := _list(asked.context):
        marks = _marks(contexts)
        keys = f"SELECT event FROM event_contexts WHERE context IN ({marks})"
        test = (
            f"EXISTS (SELECT 1 FROM event_contexts c WHERE c.context IN ({marks}) AND c.event = e.event)"
        )
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
        *_one_of("t.act", asked.act, "statements"),
        *_one_of("t.kind", asked.kind),
        *_within("t.first_day", asked.since, asked.until),
        *_telling("t.statement", "statements_text", asked.text),
        *_of_story("t", "statement", "statements", asked),
    ]
    return conditions


def limit_relations(asked: RelationFilter) -> list[Condition]:
    """The conditions on `relations r` joined with `stories s`."""
    conditions = [
        *_one_of("r.change", asked.change),
        *_listed("r.issues", asked.issue),
        *_within("r.first_day", asked.since, asked.until),
        *_of_story("r", "relation", "relations", asked),
    ]
    if parties := _list(asked.party):
        sql = f"(r.one IN ({_marks(parties)}) OR r.other IN ({_marks(parties)}))"
        conditions.append(Condition(sql, parties * 2))
    if asked.between is not None:
        conditions.append(Condition("(r.one, r.other) = (?, ?)", tuple(sorted(asked.between))))
    return conditions


def join_conditions(conditions: Sequence[Condition]) -> Condition:
    """All conditions as one."""
    sql = " AND ".join(one.sql for one in conditions) or "true"
    return Condition(sql, tuple(value for one in conditions for value in one.values))


def match_words(text: str) -> str:
    """A full-text question from what a user wrote: words that must all stand there, “phrases”, prefix*.

    Nothing in it can be wrong SQL or FTS5: each word is quoted. Raises StoreError when no word is in it.
    """
    parts = [f'"{phrase}"' for phrase in re.findall(r'["“„]([^"“”„]+)["”]', text) if re.search(r"\w", phrase)]
    rest = re.sub(r'["“„][^"“”„]*["”]', " ", text)
    for word in rest.split():
        bare = re.sub(r"[^\w'’-]", " ", word).strip()
        if re.search(r"\w", bare):
            parts.append(f'"{bare}"' + ("*" if word.endswith("*") else ""))
    if not parts:
        raise StoreError(f"“{text}” holds no word to look for", remedy='give a word, a "phrase" or a prefix*')
    return " ".join(parts)


def _one_of(column: str, given: Many, ordered: str | None = None) -> list[Condition]:
    """The column has one of the values; table `ordered` has an index of it in order of days."""
    values = _list(given)
    if not values:
        return []
    sql = f"{column} IN ({_marks(values)})"
    if ordered is None:
        return [Condition(sql, values)]
    name = column.partition(".")[2]
    keys = f"SELECT {_KEYS[ordered]} FROM {ordered} WHERE {name} IN ({_marks(values)})"
    streams = tuple(Stream(ordered, f"d.{name} = ?", (value,)) for value in dict.fromkeys(values))
    return [Condition(sql, values, keys=keys, streams=streams)]


def _moded(given: Many) -> list[Condition]:
    """An event has one of the modes. Modes stand together in few ways, which are looked up in their index."""
    values = _list(given)
    if not values:
        return []
    fits = " OR ".join("',' || ways.modes || ',' LIKE '%,' || ? || ',%'" for _ in values)
    keys = (
        "WITH RECURSIVE ways (modes) AS (SELECT min(modes) FROM events WHERE modes > '' UNION ALL "
        "SELECT (SELECT min(o.modes) FROM events o WHERE o.modes > ways.modes AND o.modes > '') FROM ways "
        "WHERE ways.modes IS NOT NULL) "
        f"SELECT o.event FROM ways CROSS JOIN events o ON o.modes = ways.modes AND o.modes > '' WHERE ({fits})"
    )
    (test,) = _listed("e.modes", given)
    return [Condition(f"e.event IN ({keys})", values, test.sql, keys)]


def _listed(column: str, given: Many) -> list[Condition]:
    values = _list(given)
    sql = " OR ".join(f"',' || {column} || ',' LIKE '%,' || ? || ',%'" for _ in values)
    return [Condition(f"({sql})", values)] if values else []


def _within(column: str, since: str | None, until: str | None) -> list[Condition]:
    conditions = []
    if since is not None:
        conditions.append(Condition(f"{column} >= ?", (_bound(since)[0],), of_day=True))
    if until is not None:
        conditions.append(Condition(f"{column} <= ?", (_bound(until)[1],), of_day=True))
    return conditions


def _bound(stated: str) -> tuple[str, str]:
    first, last = bound_days(stated) if re.fullmatch(r"\d{4}(-\d\d){0,2}", stated, re.ASCII) else (None, None)
    if first is None or last is None:
        raise StoreError(
            f"“{stated}” is not a date", remedy=f"write YYYY, YYYY-MM or YYYY-MM-DD, as {date.min}"
        )
    return first, last


def _telling(key: str, table: str, text: str | None) -> list[Condition]:
    if text is None:
        return []
    name = key.partition(".")[2]
    keys = f"SELECT rowid AS {name} FROM {table} WHERE {table} MATCH ?"
    test = f"EXISTS (SELECT 1 FROM {table} x WHERE x.rowid = {key} AND x.{table} MATCH ?)"
    return [Condition(f"{key} IN ({keys})", (match_words(text),), test, keys)]


def _binding(pair: tuple[str, str] | None) -> list[Condition]:
    """An event binds the two, in either direction."""
    if pair is None:
        return []
    one, other = pair
    values = (one, other, other, one)
    keys = "SELECT event FROM dyads WHERE (actor, recipient) IN (VALUES (?, ?), (?, ?))"
    test = (
        "EXISTS (SELECT 1 FROM dyads p WHERE p.event = e.event "
        "AND (p.actor, p.recipient) IN (VALUES (?, ?), (?, ?)))"
    )
    streams = tuple(
        Stream("dyads", "d.actor = ? AND d.recipient = ?", both) for both in ((one, other), (other, one))
    )
    return [Condition(f"e.event IN ({keys})", values, test, keys, streams)]


def _taking_part(roles: tuple[str, ...], given: Many) -> list[Condition]:
    values = _list(given)
    if not values:
        return []
    limit = f"role IN ({', '.join(repr(role) for role in roles)})"
    marks = _marks(values)
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
    values = _list(given)
    if not values:
        return []
    marks = _marks(values)
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
    sides = _list(asked.side)
    sided = f" AND {{alias}}side IN ({_marks(sides)})" if sides else ""
    conditions = []
    for kind, targets in (("actor", _list(asked.about)), ("issue", _list(asked.issue))):
        if not targets:
            continue
        about = f"kind = '{kind}' AND {{alias}}target IN ({_marks(targets)}){sided}"
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
        keys = f"SELECT statement FROM statement_targets WHERE side IN ({_marks(sides)})"
        test = (
            "EXISTS (SELECT 1 FROM statement_targets a "
            f"WHERE a.statement = t.statement AND a.side IN ({_marks(sides)}))"
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
        for one in _one_of(f"s.{name}", given):
            stories = f"SELECT story FROM stories s WHERE {one.sql}"
            keys = f"SELECT {key} FROM {table} WHERE story IN ({stories})"
            found.append(Condition(one.sql, one.values, keys=keys))
    return found


def _list(given: Many) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
