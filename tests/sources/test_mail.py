"""Mail: one message or a mailbox, plain or HTML, with headers in any dress."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.mail import draft_letter

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."
HEAD = (
    "From: =?utf-8?q?Redactie_Oekra=C3=AFne?= <desk@bode.example>\r\nTo: x@y.example\r\n"
    "Subject: =?iso-8859-1?Q?Sancties_tegen_Oekra=EFne?=\r\nMessage-ID: <1@bode.example>\r\n"
    "Date: Sat, 09 Jul 2022 23:30:00 +0200\r\n"
)


def test_a_message_gives_its_text_without_the_signature() -> None:
    draft = draft_letter(f"{HEAD}\r\n{DUTCH}\r\n\r\n-- \r\nDe redactie\r\n".encode(), "x")
    assert (draft.text, draft.title, draft.id) == (DUTCH, "Sancties tegen Oekraïne", "1@bode.example")
    assert (draft.publisher, draft.published) == ("Redactie Oekraïne", "2022-07-09")
    assert draft.published_at == "2022-07-09T23:30:00+02:00"


def test_the_plain_part_is_preferred_and_html_loses_its_marks() -> None:
    plain = f'Content-Type: text/plain; charset="windows-1252"\r\n\r\nOekraïne {DUTCH}'.encode("cp1252")
    html = b"Content-Type: text/html\r\n\r\n<style>x</style><p>Een</p><p>Twee &amp; drie</p>"
    both = f"{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n".encode()
    both += b"--b\r\n" + html + b"\r\n--b\r\n" + plain + b"\r\n--b--\r\n"
    assert draft_letter(both, "x").text == f"Oekraïne {DUTCH}"
    only = draft_letter(HEAD.encode() + html, "x")
    assert only.text == "Een\n\nTwee & drie"


@pytest.mark.parametrize(
    "body",
    [
        b"\r\n",
        b"Content-Type: image/png\r\n\r\nx",
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nOekra\xefne",
        b"Content-Type: text/plain; charset=klingon\r\n\r\nx",
    ],
)
def test_a_message_without_readable_text_is_an_error(body: bytes) -> None:
    with pytest.raises(SourceError):
        draft_letter(HEAD.encode() + body, "x")


def test_a_mailbox_is_cut_into_its_messages(tmp_path: Path) -> None:
    second = HEAD.replace("<1@", "<2@")
    box = f"From a Sat\n{HEAD}\n{DUTCH}\n>From here on.\n\nFrom b Sun\n{second}\n\n"
    box += f"From c\nSubject: x\n\n{DUTCH}"
    (tmp_path / "x.mbox").write_text(box, encoding="utf-8")
    first, empty, third = take_in([tmp_path / "x.mbox"])
    assert isinstance(first, Story) and first.text.endswith("From here on.")
    assert isinstance(empty, Refusal) and "no text" in empty.reason
    assert isinstance(third, Story) and (third.id, third.title) == ("x-3", "x")


def test_what_is_no_mailbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_text("Rusland", encoding="utf-8")
    (refusal,) = take_in([tmp_path / "x.mbox"])
    assert isinstance(refusal, Refusal) and "no mailbox" in refusal.reason
