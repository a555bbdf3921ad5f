"""Mail: one message (.eml) or many (.mbox), each a story; newsletters in HTML lose their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.sources.dates import find_moment
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import LARGEST, cut_lines, open_input, read_bytes
from dragoman.sources.markup import strip_markup
from dragoman.sources.plain import unify_lines
from dragoman.sources.refusals import Refusal, refuse

_SIGNATURE = re.compile(r"^-- $.*", re.DOTALL | re.MULTILINE)
_ESCAPED = re.compile(rb"^>+From ")


def read_letter(path: Path) -> Iterator[Draft]:
    """The story of a mail message. Raises `SourceError` when it is empty, too large, or holds no text."""
    yield draft_letter(read_bytes(path), str(path))


def read_letters(path: Path) -> Iterator[Draft | Refusal]:
    """The stories of a mailbox file, one message at a time; a message without text costs only itself.

    Raises `SourceError` when it is empty or no mailbox.
    """
    with open_input(path) as file:
        for number, message in enumerate(_cut_messages(cut_lines(file)), start=1):
            place = f"{path}#{number}"
            if len(message) > LARGEST:
                limit = f"at most {LARGEST / 1e6:.0f} MB"
                yield Refusal(place, f"is too large for one message ({limit})", "take it out of the mailbox")
                continue
            try:
                yield draft_letter(message, place)
            except SourceError as error:
                yield refuse(error, place)


def draft_letter(data: bytes, where: str) -> Draft:
    """The story of a mail message: its text without the signature, its subject, sender and date.

    Raises `SourceError` when it holds no text, or none that can be decoded as it declares.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        part = message.get_body(preferencelist=("plain", "html"))
        content = part.get_content(errors="strict") if part is not None else ""
        subject, sender, sent, identity = (
            str(message[name] or "").strip() for name in ("Subject", "From", "Date", "Message-ID")
        )
    except Exception as error:
        # The parser of the standard library fails on some malformed headers in ways of its own.
        what = f"cannot be understood as a message ({type(error).__name__}: {error})"
        raise SourceError(what, remedy="save its text instead") from error
    if part is not None and part.get_content_type() == "text/html":
        text = strip_markup(str(content))
    else:
        text = _SIGNATURE.sub("", unify_lines(str(content))).strip()
    if not text:
        raise SourceError("has no text in it", remedy="save its text, or its attachment, instead")
    moment = find_moment(sent)
    name, address = parseaddr(sender)
    return Draft(
        where=where,
        text=text,
        id=identity.strip("<>") or None,
        title=" ".join(subject.split()) or None,
        published=moment.date if moment else None,
        published_at=moment.at if moment else None,
        publisher=name or address or None,
    )


def _cut_messages(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of a mailbox: each begins with a line "From " after an empty line. Of one that is too
    large only the beginning is held."""
    held = bytearray()
    begun = False
    empty = True
    for line in lines:
        if empty and line.startswith(b"From "):
            if begun:
                yield bytes(held)
            held.clear()
            begun, empty = True, False
            continue
        if not begun:
            if line.strip():
                raise SourceError("is no mailbox", remedy="a mailbox begins with “From ”; else use .eml")
            continue
        empty = not line.strip()
        if len(held) <= LARGEST:
            held += line[1:] if _ESCAPED.match(line) else line
    if not begun:
        raise SourceError("is empty", remedy="give a mailbox with a message in it")
    yield bytes(held)
