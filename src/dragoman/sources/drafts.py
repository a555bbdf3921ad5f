"""A story as its format gives it, before its id, language and date are settled."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns, settle_columns
from dragoman.sources.dates import Moment, read_moment
from dragoman.sources.refusals import Refusal

_REMEDY = "give an object with the keys id and text, both strings"


class Draft(Struct, frozen=True, kw_only=True):
    """What one format could read. `where` names its place for messages; `notes` say what was dropped.

    `id` is None when the source states none; the intake then names the story after its file. `published`
    is a date, `published_at` a time stamp in ISO 8601 with its zone. `hint` is a language that is believed
    only when the text does not tell its own. `partial` says that only the beginning could be had.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    published_at: str | None = None
    language: str | None = None
    hint: str | None = None
    url: str | None = None
    publisher: str | None = None
    partial: bool = False
    notes: tuple[str, ...] = ()


def draft_mapping(given: object, where: str, columns: Columns | None = None) -> Draft | Refusal:
    """A draft from a decoded JSON value, its `text` exactly as given; extra keys are ignored.

    `columns` names the keys that hold the parts of a story; without it, a value that has no `text` is
    looked through for keys of the usual names. A story without a usable text is refused. A wrong value in
    any other key costs only that key and leaves a note.
    """
    if not isinstance(given, dict):
        return Refusal(where, "is not a story", _REMEDY)
    try:
        if columns is not None or "text" not in given:
            settled = settle_columns([key for key in given if isinstance(key, str)], columns)
            given = {field: given[name] for field, name in settled.items()}
    except SourceError as error:
        return Refusal(
            where, *(("has no text", _REMEDY) if columns is None else (error.what, str(error.remedy)))
        )
    text = given.get("text")
    if not isinstance(text, str):
        found = "has no text" if text is None else "has a text that is not a string"
        return Refusal(where, found, _REMEDY)
    notes: list[str] = []
    identity = _take_word(given, "id", notes)
    moment = _take_moment(given, notes)
    return Draft(
        where=f"{where} ({identity})" if identity else where,
        text=text,
        id=identity,
        title=_take_word(given, "title", notes),
        published=moment.date if moment else None,
        published_at=moment.at if moment else None,
        language=_take_word(given, "language", notes),
        url=_take_word(given, "url", notes),
        publisher=_take_word(given, "publisher", notes),
        partial=given.get("partial") is True,
        notes=tuple(notes),
    )


def _take_word(given: dict[Any, Any], key: str, notes: list[str]) -> str | None:
    value = given.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isprintable():
        return value
    if isinstance(value, str) and key != "id":
        return " ".join(value.split()) or None
    notes.append(f"{key} dropped: it is not a plain string")
    return None


def _take_moment(given: dict[Any, Any], notes: list[str]) -> Moment | None:
    stated = _take_word(given, "published", notes)
    exact = _take_word(given, "published_at", notes)
    if stated is None and exact is None:
        return None
    try:
        moment = read_moment(stated or exact or "")
        at = read_moment(exact).at if exact else None
        # Both are what a story of ours states of itself; the day counts as it was given.
        return Moment(moment.date, at) if at else moment
    except SourceError as error:
        notes.append(f"published dropped: {error}")
        return None
