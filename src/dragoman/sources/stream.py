"""Streams (standard input, pipes): JSON Lines or JSON when they begin with a brace, else one plain text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from typing import IO

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import LARGEST, decode_text
from dragoman.sources.json_document import draft_document
from dragoman.sources.json_lines import draft_lines
from dragoman.sources.plain import unify_lines
from dragoman.sources.refusals import Refusal

NAME = "standard input"


def read_stream(
    stream: IO[bytes], where: str = NAME, columns: Columns | None = None
) -> Iterator[Draft | Refusal]:
    """The stories of a byte stream that messages call `where`; JSON Lines are read one at a time.

    Raises `SourceError` when it is empty, too large for one text, binary or of an unknown encoding.
    """
    first = stream.readline(LARGEST + 1)
    while first and not first.strip():
        first = stream.readline(LARGEST + 1)
    if not first:
        raise SourceError("is empty", where=where, remedy="pipe a story into it")
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and _is_whole(first):
        yield from draft_lines(chain([first], stream), where, columns)
        return
    data = first + stream.read(LARGEST + 1 - len(first))
    if len(data) > LARGEST:
        limit = f"at most {LARGEST / 1e6:.0f} MB"
        raise SourceError(f"is too large for one text ({limit})", where=where, remedy="split it into stories")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[{")):
        yield from _draft_braced(data, where, columns)
        return
    yield Draft(where=where, text=unify_lines(decode_text(data)), id="stdin")


def _draft_braced(data: bytes, where: str, columns: Columns | None) -> Iterator[Draft | Refusal]:
    try:
        yield from draft_document(data, where, columns)
    except SourceError:
        # Not one story over several lines, so JSON Lines of which the first is broken.
        yield from draft_lines(io.BytesIO(data), where, columns)


def _is_whole(line: bytes) -> bool:
    try:
        msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
