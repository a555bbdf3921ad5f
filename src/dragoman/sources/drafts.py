"""A story as its format gives it, before its id, language and date are settled."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.dates import cut_date
from dragoman.sources.refusals import Refusal


class Draft(Struct, frozen=True, kw_only=True):
    """What one format could read. `where` names its place for messages; `notes` say what was dropped.

    `id` is None when the source states none; the intake then names the story after its file.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    notes: tuple[str, ...] = ()


def draft_mapping(given: object, where: str) -> Draft | Refusal:
    """A draft from a decoded JSON value, its `text` exactly as given; extra keys are ignored.

    A story without a usable `text` is refused. A wrong value in any other key costs only that key
    and leaves a note.
    """
    if not isinstance(given, dict):
        return Refusal(where, "is not a story", "give an object with the keys id and text")
    text = given.get("text")
    if not isinstance(text, str):
        found = "has no text" if text is None else "has a text that is not a string"
        return Refusal(where, found, "give an object with the keys id and text, both strings")
    notes: list[str] = []
    identity = _take_word(given, "id", notes)
    return Draft(
        where=f"{where} ({identity})" if identity else where,
        text=text,
        id=identity,
        title=_take_word(given, "title", notes),
        published=_take_date(given, notes),
        language=_take_word(given, "language", notes),
        url=_take_word(given, "url", notes),
        publisher=_take_word(given, "publisher", notes),
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


def _take_date(given: dict[Any, Any], notes: list[str]) -> str | None:
    stated = _take_word(given, "published", notes)
    if stated is None:
        return None
    try:
        return cut_date(stated)
    except SourceError as error:
        notes.append(f"published dropped: {error}")
        return None
