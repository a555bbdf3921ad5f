"""Markdown files: headings, emphasis and links lose their marks; the first heading is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import decode_text, read_bytes
from dragoman.sources.plain import unify_lines

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]+)\n+")
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
# Lengths are bounded so that a hostile file costs linear time.
_MARKS = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,1000}?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
)


def read_markdown(path: Path) -> Iterator[Draft]:
    """The story of a Markdown file without its marks.

    Raises `SourceError` when it is empty, too large, binary or of an unknown encoding.
    """
    text = _FRONT.sub("", unify_lines(decode_text(read_bytes(path))), count=1)
    heading = _TITLE.match(text)
    body = text[heading.end() :] if heading else text
    for pattern, kept in _MARKS:
        body = pattern.sub(kept, body)
    yield Draft(
        where=str(path),
        text=_HEADING.sub("", body).strip(),
        title=heading.group(1).strip() if heading else None,
    )
