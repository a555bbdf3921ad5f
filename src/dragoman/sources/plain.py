"""Plain text files: the whole file is one story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import decode_text, read_bytes


def read_plain(path: Path) -> Iterator[Draft]:
    """The story of a text file, with the line ends that Python's `open` gives.

    Raises `SourceError` when it is empty, too large, binary or of an unknown encoding.
    """
    yield Draft(where=str(path), text=unify_lines(decode_text(read_bytes(path))))


def unify_lines(text: str) -> str:
    """The text with every line ended by one newline, as a program that opens the file sees it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
