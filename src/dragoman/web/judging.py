"""What readers say of records: judgements as they are shown, and a form's answer written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct, structs

from dragoman.codebook.codebook import load_codebook
from dragoman.errors import StoreError
from dragoman.records import Event, Factuality, Relation, Statement, StatementKind
from dragoman.store.desk import Desk
from dragoman.store.gold import list_changes, write_gold
from dragoman.store.judgements import KINDS, VERDICTS, Judgement, judge, list_judgements, settle_judgements
from dragoman.store.writer import Writer

CORRECTED = "corrected"
_APART = ";"  # between several values in one field
_LONG = frozenset({"evidence", "content"})
_FIELDS = {
    "event": ("type", "mode", "actor", "recipient", "factuality", "said_by", "evidence"),
    "statement": ("speaker", "content", "cue", "kind"),
    "relation": ("actors", "change", "issues", "since", "factuality", "said_by", "evidence"),
}
"""What may be corrected, in the notation of gold."""
Told = Event | Statement | Relation


class Field(Struct, frozen=True, kw_only=True):
    """A field of a correction with its present value. `options` are all it may hold, where it is a choice."""

    name: str
    value: str
    options: list[str]
    long: bool


class Judged(Struct, frozen=True, kw_only=True):
    """What was said of a record, the latest first, and the fields that a correction may change.

    `can_be_judged` is false where nothing can be written down, as in an archive.
    """

    kind: str
    id: str
    can_be_judged: bool
    judgements: list[Judgement]
    fields: list[Field]


def read_judged(desk: Desk, story: str, record: Told) -> Judged:
    """What was said of that record of the story."""
    kind = _name_kind(record)
    found = list_judgements(desk, story=story, record=record.id, kind=kind)
    return Judged(
        kind=kind,
        id=record.id,
        can_be_judged=desk.can_be_judged,
        judgements=list(found),
        fields=_list_fields(kind, record) if desk.can_be_judged else [],
    )


def find_verdicts(desk: Desk, kind: str, records: Sequence[tuple[str, str]]) -> list[str | None]:
    """For each record, named by the ids of its story and its own: the verdict that counts, if any."""
    settled = settle_judgements(desk, list(dict.fromkeys(story for story, _ in records)))
    found = (settled.get((story, kind, identity)) for story, identity in records)
    return [one.verdict if one is not None else None for one in found]


def write_judgement(store: Path, form: Mapping[str, str]) -> Judgement:
    """Write down what a form says: story, id, kind, verdict, user, note, and fields that start with `to_`.

    Raises StoreError for what cannot be said; see `store.judgements.judge`.
    """
    kind, verdict = form.get("kind", ""), form.get("verdict", "")
    if kind not in _FIELDS or kind not in KINDS or verdict not in VERDICTS:
        raise StoreError(f"“{verdict}” of a “{kind}” cannot be said", remedy=f"say {', '.join(VERDICTS)}")
    story, identity = form.get("story", ""), form.get("id", "")
    with Desk(store) as desk:
        record = desk.record(story)
    held: Sequence[Told] = (*record.events, *record.statements, *record.relations) if record else ()
    found = next((one for one in held if one.id == identity and _name_kind(one) == kind), None)
    if found is None and verdict != "withdrawn":
        raise StoreError(f"there is no {kind} “{identity}” in “{story}”")
    changes = _read_changes(kind, found, form) if found is not None and verdict == CORRECTED else None
    with Writer(store) as writer:
        return judge(
            writer,
            story,
            identity,
            verdict,
            user=form.get("user", ""),
            changes=changes,
            note=form.get("note", "").strip() or None,
            kind=kind,
        )


def _name_kind(record: Told) -> str:
    return type(record).__name__.lower()


def _list_fields(kind: str, record: Told) -> list[Field]:
    gold = structs.asdict(write_gold(record))
    choices = {
        "type": list(load_codebook().types),
        "factuality": list(get_args(Factuality)),
        "kind": list(get_args(StatementKind)),
        "change": list(list_changes()),
    }
    return [
        Field(name=name, value=_tell(gold[name]), options=choices.get(name, []), long=name in _LONG)
        for name in _FIELDS[kind]
    ]


def _read_changes(kind: str, record: Told, form: Mapping[str, str]) -> dict[str, Any]:
    """The fields that the form gives otherwise than they are."""
    gold = structs.asdict(write_gold(record))
    changes: dict[str, Any] = {}
    for name in _FIELDS[kind]:
        stated = form.get(f"to_{name}")
        if stated is None or stated.strip() == _tell(gold[name]).strip():
            continue
        if isinstance(gold[name], tuple):
            changes[name] = [part.strip() for part in stated.split(_APART) if part.strip()]
        else:
            changes[name] = stated.strip() or None
    return changes


def _tell(value: object) -> str:
    if value is None:
        return ""
    return f"{_APART} ".join(value) if isinstance(value, tuple) else str(value)
