"""PDF: the text of a file that holds text, one story. Needs the extra `pdf` (pypdf).

A PDF keeps where lines stand and not which paragraphs they make; the lines are kept, and the reading half
tells wrapped lines from whole ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import LARGEST

_PAGES = 500
"""The most pages of a file: above that it is a book or a bundle, and no story."""
_EDGE = 2
"""Lines at the head and foot of a page among which running heads and page numbers stand."""
_SPACE = re.compile(r"[^\S\n]+")
_BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\n(?=[^\W\d_])")
_FIGURES = re.compile(r"\d+")
_FILE_NAME = re.compile(r"\.\w{2,5}$|\\|^untitled$", re.IGNORECASE)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}


def read_pdf(path: Path) -> Iterator[Draft]:
    """The story of a PDF: its lines without running heads and page numbers, broken words joined.

    Raises `SourceError` when pypdf is not installed, or the file is encrypted, broken, too large, or holds
    pictures of text instead of text.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        remedy = "install it: pip install 'dragoman[pdf]', or save its text: pdftotext FILE.pdf FILE.txt"
        raise SourceError("is a PDF, which needs pypdf", remedy=remedy) from error
    if path.stat().st_size > LARGEST:
        raise SourceError(f"is too large (at most {LARGEST / 1e6:.0f} MB)", remedy="split it into stories")
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise SourceError("is encrypted", remedy="save a copy that is not")
        count = len(reader.pages)
        if count > _PAGES:
            raise SourceError(f"has {count} pages (at most {_PAGES})", remedy="split it into stories")
        pages = [page.extract_text() for page in reader.pages]
        title = _take_title(reader)
    except SourceError:
        raise
    except Exception as error:
        # Whatever a file does to the library must not cost the other inputs.
        what = f"cannot be understood as a PDF ({type(error).__name__}: {error})"
        raise SourceError(what, remedy="save its text instead") from error
    text = join_pages(pages)
    if not text:
        remedy = "run text recognition on it first"
        raise SourceError("holds no text: perhaps pictures of it", remedy=remedy)
    yield Draft(where=str(path), text=text, title=title)


def join_pages(pages: Sequence[str]) -> str:
    """The text of pages in one: lines that most pages repeat at their head or foot are left out, figures
    in them aside; words that a line end breaks are joined."""
    cut = [[_SPACE.sub(" ", line).strip() for line in page.splitlines()] for page in pages]
    filled = [[line for line in lines if line] for lines in cut]
    repeated = Counter(form for lines in filled for form in {_form(line) for line in _edges(lines)})
    heads = {form for form, times in repeated.items() if times > 1 and times * 2 > len(pages)}
    kept: list[str] = []
    for lines in filled:
        last = len(lines) - _EDGE
        kept += (
            line
            for at, line in enumerate(lines)
            if not ((at < _EDGE or at >= last) and (_form(line) in heads or line.isdigit()))
        )
    return _BROKEN.sub(_join_word, "\n".join(kept).translate(_LIGATURES)).replace("\u00ad", "")


def _join_word(broken: re.Match[str]) -> str:
    # Before a capital the hyphen is the word's own; else the line end put it there.
    return "-" if broken.string[broken.end()].isupper() else ""


def _edges(lines: Sequence[str]) -> Sequence[str]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _form(line: str) -> str:
    return _FIGURES.sub("0", line)


def _take_title(reader: Any) -> str | None:
    """The title a file states, but not the name of the file it was made from."""
    title = getattr(reader.metadata, "title", None)
    if not isinstance(title, str) or not title.isprintable() or _FILE_NAME.search(title):
        return None
    return " ".join(title.split()) or None
