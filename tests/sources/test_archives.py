"""WARC: the pages in an archive, everything else passed over."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from dragoman.records import Story
from dragoman.sources import Refusal, take_in

DUTCH = "Rusland heeft de sancties van de Europese Unie tegen het land scherp veroordeeld."


def make_record(url: str, head: str, body: bytes, kind: str = "response") -> bytes:
    http = f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    top = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):036d}>\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return top.encode() + http + b"\r\n\r\n"


def make_page(text: str) -> bytes:
    return f"<html><body><article><h1>Kop</h1><p>{text}</p><p>{text}</p></article></body></html>".encode(
        "cp1252"
    )


RECORDS = [
    make_record(
        "https://bode.example/a",
        "200 OK\r\nContent-Type: text/html; charset=windows-1252",
        make_page(DUTCH + " Oekraïne."),
    ),
    make_record("https://bode.example/x.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
    make_record("https://bode.example/gone", "404 No\r\nContent-Type: text/html", make_page(DUTCH)),
    make_record("https://bode.example/b", "200 OK\r\nContent-Type: text/html", b"<html></html>"),
]


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_the_pages_of_an_archive_are_stories(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    pack = gzip.compress if name.endswith(".gz") else bytes
    (tmp_path / name).write_bytes(b"".join(map(pack, RECORDS)))
    story, refusal = take_in([tmp_path / name])
    assert isinstance(story, Story) and isinstance(refusal, Refusal)
    assert (story.id, story.url) == ("https://bode.example/a", "https://bode.example/a")
    assert "Oekraïne" in story.text
    assert "no article text" in refusal.reason and "bode.example/b" in refusal.where


@pytest.mark.parametrize("content", [b"", b"Rusland", b"\x1f\x8b\x08broken"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "x.warc").write_bytes(content)
    (refusal,) = take_in([tmp_path / "x.warc"])
    assert isinstance(refusal, Refusal)


def test_without_the_library_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (tmp_path / "x.warc").write_bytes(RECORDS[0])
    (refusal,) = take_in([tmp_path / "x.warc"])
    assert isinstance(refusal, Refusal) and "dragoman[warc]" in refusal.remedy
