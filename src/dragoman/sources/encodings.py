"""From bytes to text: UTF-8, or UTF-16 that says so; anything else is refused, never guessed."""

from __future__ import annotations

import codecs
from pathlib import Path

from dragoman.errors import SourceError

LARGEST = 64 * 1024 * 1024
"""The most bytes one text may have. The longest real story is a few hundred kilobytes."""

_HEAD = 64 * 1024
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_REMEDY = "save it as UTF-8"


def tell_encoding(head: bytes) -> str:
    """The encoding that the first bytes of a file speak for: `utf-8-sig` or `utf-16`.

    Raises `SourceError` when a NUL byte shows that it is no text.
    """
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    if b"\0" in head:
        raise SourceError("is binary, not text", remedy="give a text, Markdown, HTML or JSON file")
    return "utf-8-sig"


def decode_text(data: bytes) -> str:
    """The text of `data` without its byte order mark.

    Raises `SourceError` when it is binary or in an encoding other than UTF-8 and marked UTF-16.
    """
    name = tell_encoding(data[:_HEAD])
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        family = "UTF-16" if name == "utf-16" else "UTF-8"
        what = f"is not valid {family} (byte {error.start:,})"
        raise SourceError(what, remedy=_REMEDY) from error


def read_head(path: Path) -> bytes:
    """The first bytes of a file: enough to tell text from binary."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def read_bytes(path: Path) -> bytes:
    """All bytes of a file that holds one text, read only after its size and first bytes are seen.

    Raises `SourceError` when it is empty, larger than `LARGEST`, or binary.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise SourceError(
            f"is too large for one text ({size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f} MB)",
            remedy="split it into stories, one a line of a .jsonl file",
        )
    tell_encoding(read_head(path))
    data = path.read_bytes()
    if not data.strip():
        raise SourceError("is empty", remedy="give a file with a story in it")
    return data
