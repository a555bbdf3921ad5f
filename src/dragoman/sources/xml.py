"""What kind of document some bytes are, by their first element; and XML that plays tricks refused."""

from __future__ import annotations

import re
from typing import Literal

from dragoman.errors import SourceError

Kind = Literal["page", "feed", "sitemap", "index", "other"]

_HEAD = 8_192
_PROLOGUE = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_KINDS: dict[bytes, Kind] = {
    b"html": "page",
    b"head": "page",
    b"body": "page",
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "index",
}


def tell_kind(data: bytes) -> Kind:
    """The kind of document `data` begins as: a web page, a feed, a sitemap, an index of sitemaps, or none
    of these."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    if re.match(rb"\s*<!doctype\s+html", head, re.IGNORECASE):
        return "page"
    at = 0
    while found := _PROLOGUE.match(head, at):
        at = found.end()
    element = _ELEMENT.match(head, at)
    return _KINDS.get(element.group(1).lower(), "other") if element else "other"


def check_xml(data: bytes) -> None:
    """Raises `SourceError` for XML that defines entities of its own: that is how a small file becomes an
    endless one, or reads the reader's disk. No feed needs them."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        remedy = "ask for it without a document type"
        raise SourceError("defines entities of its own, which is not allowed", remedy=remedy)
