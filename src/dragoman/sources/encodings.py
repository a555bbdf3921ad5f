"""From bytes to text: UTF-8, marked UTF-16, or what a page declares; else refused, never guessed."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.sources.compressed import gather, is_gzip, open_gzip, read_blocks

LARGEST = 64 * 1024 * 1024
"""The most bytes one text may have. The longest real story is a few hundred kilobytes."""

_HEAD = 64 * 1024
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_REMEDY = "save it as UTF-8"
_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding=[\"']([\w.:-]+)", re.I
)
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
"""By Python's name of an encoding, the wider one that pages mean by it (WHATWG Encoding Standard)."""


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


def decode_declared(data: bytes, charset: str | None = None) -> str:
    """The text of a page or feed: in UTF-8 if it can be, else in `charset` (what the server said), else in
    the encoding its own head declares.

    UTF-8 goes first because no other encoding looks like it by chance. Raises `SourceError` when the bytes
    fit none of these, or it is binary.
    """
    try:
        return decode_text(data)
    except SourceError:
        named = _DECLARED.search(data[:4096])
        own = (named.group(1) or named.group(2)).decode("ascii", "replace") if named else None
        for name in (charset, own):
            try:
                if name:
                    return data.decode(_widen(name))
            except (LookupError, UnicodeDecodeError):
                continue
        if charset or own:
            what = f"is neither UTF-8 nor the {charset or own} it declares"
            raise SourceError(what, remedy=_REMEDY) from None
        raise


def _widen(name: str) -> str:
    known = codecs.lookup(name).name
    return _WIDER.get(known, known)


def open_input(path: Path) -> BinaryIO:
    """The bytes of a file as a stream, decompressed as they are read when it is gzip."""
    file = path.open("rb")
    if is_gzip(file.peek(2)):
        return open_gzip(file)
    return file


def read_head(path: Path) -> bytes:
    """The first bytes of a file, decompressed: enough to tell text from binary."""
    with open_input(path) as file:
        return file.read(_HEAD)


def read_bytes(path: Path) -> bytes:
    """All bytes of a file that holds one text, read only after its size and first bytes are seen.

    Raises `SourceError` when it is empty, larger than `LARGEST` (decompressed), or binary.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise SourceError(
            f"is too large for one text ({size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f} MB)",
            remedy="split it into stories, one a line of a .jsonl file",
        )
    tell_encoding(read_head(path))
    with open_input(path) as file:
        data = gather(read_blocks(file), LARGEST)
    if not data.strip():
        raise SourceError("is empty", remedy="give a file with a story in it")
    return data


def cut_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of an open file; one longer than a text may be comes in pieces, so that memory stays flat."""
    return iter(lambda: file.readline(LARGEST), b"")


def open_text(file: BinaryIO) -> io.TextIOWrapper:
    """A stream of bytes as text in the encoding its first bytes speak for, line ends as they are.

    Raises `SourceError` when it is binary; reading on raises UnicodeDecodeError where it is no such text.
    """
    held = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    return io.TextIOWrapper(held, encoding=tell_encoding(held.peek(_HEAD)[:_HEAD]), newline="")
