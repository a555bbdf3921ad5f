"""What people say of records: right, wrong, or how it should be. Rows supersede each other, none is changed.

A user's later judgement on a record takes the place of that user's earlier one; `withdrawn` leaves nothing.
Of several users the latest counts. A judgement holds the record as it was judged, and so outlives a rebuild.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from dragoman.errors import StoreError
from dragoman.records import Event, Relation, Statement, Story, StoryRecord
from dragoman.scoring.gold import GoldEvent, GoldRelation, GoldStatement, GoldStory
from dragoman.store.database import transaction
from dragoman.store.days import tell_now
from dragoman.store.desk import Desk
from dragoman.store.gold import Gold, correct_record, write_gold
from dragoman.store.packing import unpack_record
from dragoman.store.rows import Rows
from dragoman.store.writer import Writer

Kind = Literal["event", "statement", "relation"]
Verdict = Literal["right", "wrong", "corrected", "withdrawn"]

KINDS: tuple[Kind, ...] = get_args(Kind)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_RECORDS: dict[Kind, Any] = {"event": Event, "statement": Statement, "relation": Relation}
_GOLD: dict[Kind, Any] = {"event": GoldEvent, "statement": GoldStatement, "relation": GoldRelation}
_COLUMNS = (
    "judgement, story_id, kind, record_id, verdict, correction, record, note, user, made, supersedes, "
    "NOT EXISTS (SELECT 1 FROM judgements later WHERE later.supersedes = judgements.judgement)"
)


class Judgement(Struct, frozen=True, kw_only=True):
    """What a user said of a record of `story`, with the `id` it has there.

    `correction` is the record as it should be, in gold's notation, `judged` the record as it was; both are
    JSON. It is `current` until the same user says otherwise; `made` is a moment in UTC.
    """

    key: int
    story: str
    kind: Kind
    id: str
    verdict: Verdict
    correction: str | None
    judged: str
    note: str | None
    user: str
    made: str
    supersedes: int | None
    current: bool

    @property
    def record(self) -> Event | Statement | Relation:
        """The record as it was judged."""
        record: Event | Statement | Relation = msgspec.json.decode(self.judged, type=_RECORDS[self.kind])
        return record

    @property
    def gold(self) -> Gold | None:
        """The record as it should be, in gold's notation; None when it should not be."""
        if self.verdict == "right":
            return write_gold(self.record)
        if self.correction is None:
            return None
        corrected: Gold = msgspec.json.decode(self.correction, type=_GOLD[self.kind])
        return corrected


def judge(
    writer: Writer,
    story: str,
    record: str,
    verdict: str,
    *,
    user: str,
    changes: Mapping[str, Any] | None = None,
    note: str | None = None,
    kind: Kind | None = None,
) -> Judgement:
    """Write down what `user` says of the record with that id in the story with that id.

    `changes` are for `corrected`: fields of gold's notation, `{"type": "AID", "recipient": ["UKR"]}`; see
    `store.gold.correct_record`. `kind` is needed only where an event and a statement share an id. Raises
    StoreError when there is no such record, nothing to withdraw, or the verdict or correction cannot be.
    """
    if verdict not in VERDICTS:
        raise StoreError(f"“{verdict}” is no verdict", remedy=f"say {', '.join(VERDICTS)}")
    if (verdict == "corrected") != bool(changes):
        remedy = "say what should stand there" if verdict == "corrected" else "a correction is “corrected”"
        raise StoreError(f"“{verdict}” {'without' if not changes else 'with'} a correction", remedy=remedy)
    if not user.strip():
        raise StoreError("a judgement needs a user", remedy="say who you are")
    with transaction(writer.connection):
        found = _find_record(writer, story, record, kind)
        before = _find_latest(writer, story, record, user, found[0] if found else kind)
        if verdict == "withdrawn":
            if before is None or before.verdict == "withdrawn":
                raise StoreError(
                    f"{user} has not judged {story}/{record}", remedy="there is nothing to withdraw"
                )
            settled, judged = before.kind, before.judged
        elif found is None:
            raise StoreError(
                f"there is no record {story}/{record}", remedy="dragoman ask events shows their ids"
            )
        else:
            settled, judged = found[0], msgspec.json.encode(found[1]).decode()
        correction = None
        if changes and found is not None:
            text = _find(writer, "SELECT text FROM stories WHERE id = ?", story)
            correction = msgspec.json.encode(correct_record(found[1], changes, text)).decode()
        row = (story, settled, record, verdict, correction, judged, note or None, user.strip(), tell_now())
        sql = (
            "INSERT INTO judgements "
            "(story_id, kind, record_id, verdict, correction, record, note, user, made, supersedes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        key = writer.connection.execute(sql, (*row, before.key if before else None)).lastrowid
        sql = f"SELECT {_COLUMNS} FROM judgements WHERE judgement = ?"
        return _make(writer.connection.execute(sql, (key,)).fetchone())


def list_judgements(
    desk: Desk,
    *,
    story: str | Sequence[str] | None = None,
    record: str | None = None,
    kind: str | None = None,
    verdict: str | None = None,
    user: str | None = None,
    current: bool = True,
) -> Rows[Judgement]:
    """The judgements that fit, the latest first; with `current` only those that nothing took the place of."""
    stories = (story,) if isinstance(story, str) else tuple(story or ())
    asked = {"record_id": record, "kind": kind, "verdict": verdict, "user": user}
    conditions = [f"{name} = ?" for name, value in asked.items() if value is not None]
    values = [value for value in asked.values() if value is not None]
    if story is not None:
        conditions.append(f"story_id IN ({', '.join('?' * len(stories))})")
        values += stories
    where = " AND ".join(conditions) or "true"
    sql = f"SELECT {_COLUMNS} FROM judgements WHERE {where} ORDER BY judgement DESC"
    made = [_make(row) for row in desk.fetch(sql, values)]
    if current:
        made = [one for one in made if one.current and one.verdict != "withdrawn"]
    return Rows(Judgement, made)


def settle_judgements(
    desk: Desk, story: str | Sequence[str] | None = None
) -> dict[tuple[str, str, str], Judgement]:
    """What counts, by story, kind and id of the record: the latest current judgement of any user."""
    found = list_judgements(desk, story=story)
    return {(one.story, one.kind, one.id): one for one in reversed(found)}


def gather_gold(desk: Desk) -> Iterator[GoldStory]:
    """The judged stories as gold, by their ids; `scoring.gold` and evaluation/gold/README.md tell the form.

    Events and relations judged right or corrected are core; those judged wrong are left out; those of a
    judged story that nobody judged are not core, and so count neither way. Statements have no such mark:
    they stand only where every statement of the story was judged.
    """
    by_story: dict[str, dict[tuple[str, str], Judgement]] = defaultdict(dict)
    for (story, kind, identity), one in settle_judgements(desk).items():
        by_story[story][kind, identity] = one
    for identity in sorted(by_story):
        found = desk.fetch("SELECT 1 FROM stories WHERE id = ?", (identity,))
        if found:
            yield _write_story(desk.story(identity), desk.record(identity), by_story[identity])


def _write_story(
    story: Story, record: StoryRecord | None, judged: Mapping[tuple[str, str], Judgement]
) -> GoldStory:
    events: list[GoldEvent] = []
    statements: list[GoldStatement] = []
    relations: list[GoldRelation] = []
    for one in judged.values():
        gold = one.gold
        # After a revision, what was judged may no longer stand in the text.
        if isinstance(gold, GoldEvent) and gold.evidence in story.text:
            events.append(gold)
        elif isinstance(gold, GoldStatement) and gold.content in story.text:
            statements.append(gold)
        elif isinstance(gold, GoldRelation) and gold.evidence in story.text:
            relations.append(gold)
    told = record.statements if record else ()
    for event in record.events if record else ():
        if ("event", event.id) not in judged:
            free = write_gold(event, core=False)
            assert isinstance(free, GoldEvent), "an event is written as one"
            events.append(free)
    for relation in record.relations if record else ():
        if ("relation", relation.id) not in judged:
            loose = write_gold(relation, core=False)
            assert isinstance(loose, GoldRelation), "a relation is written as one"
            relations.append(loose)
    heard = any(kind == "relation" for kind, _ in judged)
    whole = bool(told) and all(("statement", one.id) in judged for one in told)
    return GoldStory(
        id=story.id,
        text=story.text,
        language=story.language,
        published=story.published,
        title=story.title,
        url=story.url,
        publisher=story.publisher,
        events=tuple(sorted(events, key=lambda one: story.text.find(one.evidence))),
        statements=tuple(statements) if whole else None,
        relations=tuple(relations) if heard else None,
    )


def _find_record(
    writer: Writer, story: str, identity: str, kind: Kind | None
) -> tuple[Kind, Event | Statement | Relation] | None:
    packed = _find(writer, "SELECT record FROM records JOIN stories USING (story) WHERE id = ?", story)
    if packed is None:
        return None
    record = unpack_record(packed)
    held: tuple[tuple[Kind, Sequence[Event | Statement | Relation]], ...] = (
        ("event", record.events),
        ("statement", record.statements),
        ("relation", record.relations),
    )
    found = ((own, one) for own, records in held if kind in (None, own) for one in records)
    return next(((own, one) for own, one in found if one.id == identity), None)


def _find_latest(writer: Writer, story: str, record: str, user: str, kind: Kind | None) -> Judgement | None:
    sql = (
        f"SELECT {_COLUMNS} FROM judgements WHERE story_id = ? AND record_id = ? AND user = ? "
        "AND (? IS NULL OR kind = ?) ORDER BY judgement DESC LIMIT 1"
    )
    row = writer.connection.execute(sql, (story, record, user.strip(), kind, kind)).fetchone()
    return _make(row) if row else None


def _find(writer: Writer, sql: str, value: str) -> Any:
    row = writer.connection.execute(sql, (value,)).fetchone()
    return row[0] if row else None


def _make(row: Sequence[Any]) -> Judgement:
    names = Judgement.__struct_fields__
    values = dict(zip(names, row, strict=True))
    return Judgement(**{**values, "current": bool(values["current"])})
