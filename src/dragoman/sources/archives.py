"""WARC archives of the web: the pages in them, each a story. Needs the extra `warc` (fastwarc)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import LARGEST, decode_declared
from dragoman.sources.page import draft_page
from dragoman.sources.plain import unify_lines
from dragoman.sources.refusals import Refusal, refuse

_PAGES = ("text/html", "application/xhtml+xml")


def read_archive(path: Path) -> Iterator[Draft | Refusal]:
    """The stories of the HTML pages in a WARC file, plain or compressed, one at a time.

    Records of other kinds (pictures, requests, errors) are passed over; a page without a story costs only
    itself. Raises `SourceError` when fastwarc is not installed or the file is no WARC.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        remedy = "install it: pip install 'dragoman[warc]'"
        raise SourceError("is a WARC archive, which needs fastwarc", remedy=remedy) from error
    if path.stat().st_size == 0:
        raise SourceError("is empty", remedy="give an archive with a page in it")
    seen = 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type):
                seen += 1
                if record.record_type == WarcRecordType.response and _is_page(record):
                    yield _draft_record(record, str(path))
    except (OSError, ValueError, RuntimeError) as error:
        raise SourceError(f"is no sound WARC ({error})", remedy="check the file") from error
    if not seen:
        raise SourceError("is no WARC: no record was found in it", remedy="check the file")


def _is_page(record: Any) -> bool:
    if not record.is_http or record.http_headers is None:
        return False
    media = str(record.http_content_type or "").partition(";")[0].strip().lower()
    return media in _PAGES and str(record.http_headers.status_code) == "200"


def _draft_record(record: Any, path: str) -> Draft | Refusal:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    place = f"{path} ({url})" if url else path
    try:
        data = record.reader.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise SourceError("is too large for a page", remedy="save the article's text")
        page = unify_lines(decode_declared(data, record.http_charset))
        return msgspec.structs.replace(draft_page(page, place, url or None), where=place, id=url or None)
    except SourceError as error:
        return refuse(error, place)
