"""PDF: lines joined where words are broken, running heads left out, and what cannot be read refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.records import Story
from dragoman.sources import Refusal, take_in
from dragoman.sources.pdf import join_pages


def make_pdf(path: Path, *lines: str) -> Path:
    """A file of one page with these lines, as small as they come."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    path.write_bytes(data + b"xref\n0 6\n0000000000 65535 f \n" + table + end)
    return path


def take(path: Path) -> Story | Refusal:
    (taken,) = take_in([path], "nl")
    return taken


def test_the_lines_of_a_file_are_its_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = ("Litouwen laat geen graan uit Wit-", "Rusland meer toe. De markt wordt over-", "spoeld.")
    story = take(make_pdf(tmp_path / "x.pdf", *lines))
    assert isinstance(story, Story), story
    assert story.text == "Litouwen laat geen graan uit Wit-Rusland meer toe. De markt wordt overspoeld."


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\nbroken", b"Rusland"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "x.pdf").write_bytes(content)
    refusal = take(tmp_path / "x.pdf")
    assert isinstance(refusal, Refusal) and "understood as a PDF" in refusal.reason


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    refusal = take(make_pdf(tmp_path / "x.pdf"))
    assert isinstance(refusal, Refusal) and "no text" in refusal.reason


def test_without_the_library_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    refusal = take(make_pdf(tmp_path / "x.pdf", "Rusland"))
    assert isinstance(refusal, Refusal) and "dragoman[pdf]" in refusal.remedy


def test_running_heads_and_page_numbers_are_left_out() -> None:
    words = ("Minsk dreigt.", "Vilnius weigert.", "Brussel zwijgt.")
    pages = [f"De Bode {n} mei\n{said}\nblad {n} van 3\n{n}" for n, said in enumerate(words, start=1)]
    assert join_pages(pages) == "\n".join(words)


def test_a_single_page_keeps_all_its_lines_but_its_number() -> None:
    assert join_pages(["Kop\n\nDe \ufb01nale   tekst.\n1"]) == "Kop\nDe finale tekst."
