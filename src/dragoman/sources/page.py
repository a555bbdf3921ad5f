"""Web pages: the article's text, title, date and publisher out of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.dates import cut_date
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import decode_text, read_bytes
from dragoman.sources.plain import unify_lines

_LINKED = re.compile(
    r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

_LARGEST = 10_000_000
"""The most characters a page may have. Whole articles with all their scripts stay under three million."""

_WHOLE = 0.8
"""Share of the linked-data text that the page's own paragraphs must reach to be preferred to it: they
keep the paragraph breaks, which linked data mostly loses."""


def read_page(path: Path) -> Iterator[Draft]:
    """The story of a saved web page; schema.org linked data is believed first, then the page itself.

    Raises `SourceError` when the file is empty, too large or binary, or no article text is found in it.
    """
    page = unify_lines(_decode_page(read_bytes(path)))
    yield draft_page(page, str(path))


def draft_page(page: str, where: str) -> Draft:
    """The story of HTML text. Raises `SourceError` when no article text is found in it.

    The language a page states is left aside: templates state it wrongly too often, the text does not.
    """
    from trafilatura import bare_extraction, extract_metadata

    if len(page) > _LARGEST:
        raise SourceError(
            f"is too large for a page ({len(page):,} characters)", remedy="save the article's text"
        )
    linked = _find_article(page)
    try:
        extracted = bare_extraction(page, with_metadata=False, include_comments=False, include_tables=False)
        meta = extract_metadata(page)
    except Exception as error:
        # Whatever a page does to the libraries must not cost the other inputs.
        what = f"cannot be understood as a page ({type(error).__name__}: {error})"
        raise SourceError(what, remedy="save the article's text instead") from error
    own = "\n\n".join((_attribute(extracted, "text") or "").split("\n")).strip()
    told = html.unescape(_take(linked, "articleBody") or "").strip()
    text = own if len(own) >= _WHOLE * len(told) else told
    if not text:
        raise SourceError("has no article text in it", remedy="save the article's own page, or its text")
    return Draft(
        where=where,
        text=text,
        title=html.unescape(_take(linked, "headline") or "") or _attribute(meta, "title"),
        published=_first_date(_take(linked, "datePublished"), _attribute(meta, "date")),
        url=_attribute(meta, "url"),
        publisher=_take(linked, "publisher") or _attribute(meta, "sitename"),
    )


def _decode_page(data: bytes) -> str:
    try:
        return decode_text(data)
    except SourceError:
        declared = _CHARSET.search(data[:4096])
        if declared is None:
            raise
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def _find_article(page: str) -> dict[str, Any]:
    """The schema.org article that the page states about itself, or an empty mapping."""
    for block in _LINKED.findall(page):
        try:
            given = msgspec.json.decode(block)
        except (msgspec.DecodeError, RecursionError):
            continue
        things = given if isinstance(given, list) else [given]
        for thing in things:
            if isinstance(thing, dict):
                graph = thing.get("@graph")
                things += graph if isinstance(graph, list) else []
        for thing in things:
            if isinstance(thing, dict) and "Article" in str(thing.get("@type")):
                return thing
    return {}


def _take(linked: dict[str, Any], key: str) -> str | None:
    value = linked.get(key)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value else None


def _attribute(meta: Any, name: str) -> str | None:
    value = getattr(meta, name, None)
    return value if isinstance(value, str) and value else None


def _first_date(*stated: str | None) -> str | None:
    for candidate in stated:
        if candidate:
            try:
                return cut_date(candidate)
            except SourceError:
                continue
    return None
