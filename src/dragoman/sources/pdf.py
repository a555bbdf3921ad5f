"""PDF: refused, with the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.sources.drafts import Draft


def read_pdf(path: Path) -> Iterator[Draft]:
    """Raises `SourceError`: a PDF keeps where letters stand and not which words, columns and paragraphs
    they make, and what is guessed from that moves every span."""
    raise SourceError(
        "is a PDF, which holds places of letters and no text to point to",
        remedy="save its text: pdftotext -layout FILE.pdf FILE.txt, and look at it",
    )
    yield  # a generator, as every reader is
