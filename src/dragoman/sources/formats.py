"""Which reader reads which file, by its ending; whatever the ending, gzip is seen through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.sources.archives import read_archive
from dragoman.sources.columns import Columns
from dragoman.sources.drafts import Draft
from dragoman.sources.feeds import read_feed
from dragoman.sources.json_document import read_document
from dragoman.sources.json_lines import read_lines
from dragoman.sources.mail import read_letter, read_letters
from dragoman.sources.markdown import read_markdown
from dragoman.sources.page import read_page
from dragoman.sources.pdf import read_pdf
from dragoman.sources.plain import read_plain
from dragoman.sources.refusals import Refusal, refuse
from dragoman.sources.tables import is_parquet_table, read_parquet, read_table

_TABLES = {
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_document,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
}
_TEXTS = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
    ".eml": read_letter,
    ".mbox": read_letters,
    ".warc": read_archive,
    ".pdf": read_pdf,
}
_PACKED = ".gz"
_BUNDLES = (".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst")

ENDINGS = (*_TABLES, *_TEXTS)
"""The endings of files that hold stories; each may be followed by `.gz`."""


def is_story_file(path: Path) -> bool:
    """Whether a file found in a folder is taken for stories. Kept parses are not: they are given by name."""
    ending = tell_ending(path)
    return ending in ENDINGS and (ending != ".parquet" or is_parquet_table(path))


def tell_ending(path: Path) -> str:
    """The ending that says what is in a file, in small letters; the one before `.gz`."""
    ending = path.suffix.lower()
    return Path(path.stem).suffix.lower() if ending == _PACKED else ending


def read_file(path: Path, columns: Columns | None = None) -> Iterator[Draft | Refusal]:
    """The stories of a file. `columns` says which column or key of tables and JSON is which part of a story.

    A file of another ending was named by hand and is tried as plain text. Whatever stops the reading is a
    `Refusal`, and what came before it stands.
    """
    ending = tell_ending(path)
    try:
        if ending in _BUNDLES:
            remedy = "unpack it yourself and give the folder (.gz files are read as they are)"
            raise SourceError("is an archive of files, which is not opened", remedy=remedy)
        if ending in _TABLES:
            yield from _TABLES[ending](path, columns)
        else:
            yield from _TEXTS.get(ending, read_plain)(path)
    except SourceError as error:
        yield refuse(error, str(path))
    except OSError as error:
        yield Refusal(str(path), f"cannot be read ({error.strerror})", "check the file and its permissions")
