"""JSON Lines: one story a line, read one line at a time; a broken line costs only itself."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns
from dragoman.sources.drafts import Draft, draft_mapping
from dragoman.sources.encodings import LARGEST, open_input, read_head, tell_encoding
from dragoman.sources.refusals import Refusal

_PATIENCE = 100
"""Broken lines in a row, with no story yet, after which the file is taken to be something else."""


def read_lines(path: Path, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of a JSON Lines file, in constant memory.

    Raises `SourceError` when the file is empty or binary.
    """
    if path.stat().st_size == 0:
        raise SourceError("is empty", remedy="give a file with one JSON story a line")
    encoding = tell_encoding(read_head(path))
    with open_input(path) as file:
        if encoding == "utf-16":
            yield from draft_lines(_recode_lines(file), str(path), columns)
        else:
            yield from draft_lines(file, str(path), columns)


def draft_lines(
    stream: IO[bytes] | Iterator[bytes], where: str, columns: Columns | None = None
) -> Iterator[Draft | Refusal]:
    """The stories of a stream of UTF-8 lines; `where` and the line number name each one's place."""
    taken = broken = 0
    for number, line in enumerate(_cut_lines(stream), start=1):
        place = f"{where}:{number}"
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        drafted = _draft_line(line, place, columns)
        yield drafted
        taken, broken = (taken + 1, 0) if isinstance(drafted, Draft) else (taken, broken + 1)
        if not taken and broken >= _PATIENCE:
            remedy = "give one JSON object a line; other texts need another file ending"
            yield Refusal(where, f"is not JSON Lines ({broken} broken lines and no story)", remedy)
            return
    if not taken and not broken:
        yield Refusal(where, "is empty", "give one JSON story a line")


def _draft_line(line: bytes, place: str, columns: Columns | None) -> Draft | Refusal:
    if len(line) > LARGEST:
        limit = f"at most {LARGEST / 1e6:.0f} MB"
        return Refusal(place, f"is too large for one story ({limit})", "split it into stories")
    try:
        given = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(place, f"is not whole JSON ({error})", "write one complete JSON object on the line")
    return draft_mapping(given, place, columns)


def _cut_lines(stream: IO[bytes] | Iterator[bytes]) -> Iterator[bytes]:
    """Lines, none longer than one byte over the limit: what is beyond it is skipped unread into memory."""
    if not hasattr(stream, "readline"):
        yield from stream
        return
    while line := stream.readline(LARGEST + 1):
        rest = line
        while len(rest) > LARGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LARGEST + 1)
        yield line


def _recode_lines(file: BinaryIO) -> Iterator[bytes]:
    for line in io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="\n"):
        yield line.encode()
