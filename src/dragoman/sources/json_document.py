"""JSON files: one story, or a list of stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns
from dragoman.sources.drafts import Draft, draft_mapping
from dragoman.sources.encodings import decode_text, read_bytes
from dragoman.sources.refusals import Refusal


def read_document(path: Path, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of a JSON file, each `text` exactly as given.

    Raises `SourceError` when it is empty, too large, binary, or not JSON.
    """
    yield from draft_document(read_bytes(path), str(path), columns)


def draft_document(data: bytes, where: str, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of JSON text. Raises `SourceError` when it is not JSON or holds no story."""
    text = decode_text(data)
    try:
        given = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        remedy = "check that it is complete; one story a line needs the ending .jsonl"
        raise SourceError(f"is not whole JSON ({error})", remedy=remedy) from error
    if not isinstance(given, list):
        yield draft_mapping(given, where, columns)
        return
    if not given:
        raise SourceError("is empty", remedy="give a list with at least one story")
    for number, story in enumerate(given, start=1):
        yield draft_mapping(story, f"{where}#{number}", columns)
