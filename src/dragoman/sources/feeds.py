"""RSS and Atom: the entries of a feed, and the stories of a feed that was saved as a file."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.dates import Moment, find_moment, order_moment
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import decode_declared, read_bytes
from dragoman.sources.markup import strip_markup
from dragoman.sources.page import draft_page
from dragoman.sources.plain import unify_lines
from dragoman.sources.refusals import Refusal, refuse
from dragoman.sources.xml import check_xml, tell_kind

_WHOLE = 2.0
"""How many times longer than the summary the content of an entry must be to count as the whole story."""
_LARGEST = 20_000_000
"""The most bytes of a feed. The largest real ones, with whole stories in them, stay under 5 MB."""
_LEAST = 600
"""Characters from which the content of an entry without a summary counts as the whole story."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a feed or sitemap: where its page is, and what is said about it there.

    `text` is what the feed itself holds of the story, the whole of it when `whole`. `stamp` is when it was
    last changed, by the feed's `updated` or the sitemap's `lastmod`, as a text that
    sorts by time.
    """

    url: str | None
    title: str | None = None
    moment: Moment | None = None
    publisher: str | None = None
    language: str | None = None
    text: str = ""
    whole: bool = False
    stamp: str | None = None


def read_feed(path: Path) -> Iterator[Draft | Refusal]:
    """The stories of a saved feed, of each entry what the feed itself holds; no address is fetched.

    An HTML page under an ending of XML is read as a page. Raises `SourceError` when it is empty, too large
    or binary, or holds no entry.
    """
    data = read_bytes(path)
    kind = tell_kind(data)
    if kind == "page":
        yield draft_page(unify_lines(decode_declared(data)), str(path))
        return
    if kind in ("sitemap", "index"):
        remedy = "give its web address instead, or put that into feeds.toml for dragoman watch"
        raise SourceError("is a sitemap: it holds addresses and no stories", remedy=remedy)
    entries = parse_feed(data)
    if not entries:
        raise SourceError("lists nothing", remedy="look at it in a browser")
    for number, entry in enumerate(entries, start=1):
        place = f"{path}#{number}"
        try:
            yield draft_entry(entry, place)
        except SourceError as error:
            yield refuse(error, place)


def draft_entry(entry: Entry, where: str) -> Draft:
    """The story that a feed itself holds of an entry. Raises `SourceError` when it holds no text of it."""
    if not entry.text:
        raise SourceError("has no text in the feed", remedy="give the feed's web address, to read its pages")
    return Draft(
        where=f"{where} ({entry.url})" if entry.url else where,
        text=entry.text,
        id=entry.url,
        title=entry.title,
        published=entry.moment.date if entry.moment else None,
        published_at=entry.moment.at if entry.moment else None,
        hint=entry.language,
        url=entry.url,
        publisher=entry.publisher,
        partial=not entry.whole,
    )


def parse_feed(data: bytes, media: str | None = None, base: str | None = None) -> list[Entry]:
    """The entries of an RSS or Atom feed, in its order; `base` is the address relative links start from.

    Raises `SourceError` when it is no feed.
    """
    import feedparser

    if len(data) > _LARGEST:
        limit = f"{len(data) / 1e6:.0f} MB, at most {_LARGEST / 1e6:.0f} MB"
        raise SourceError(f"is too large for a feed ({limit})", remedy="give a sitemap instead")
    check_xml(data)
    headers = {"content-type": media or "application/xml"} | ({"content-location": base} if base else {})
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=True)
    except Exception as error:
        # Whatever a feed does to the library must not cost the other inputs.
        what = f"cannot be understood as a feed ({type(error).__name__}: {error})"
        raise SourceError(what, remedy="check the address") from error
    if not parsed.entries and not parsed.get("version"):
        raise SourceError("is no RSS or Atom feed", remedy="check the address in a browser")
    own = parsed.feed
    return [_make_entry(entry, own) for entry in parsed.entries]


def _make_entry(entry: Any, feed: Any) -> Entry:
    contents = [strip_markup(str(content.get("value") or "")) for content in entry.get("content") or ()]
    content = max(contents, key=len, default="")
    summary = strip_markup(str(entry.get("summary") or ""))
    longest = max(content, summary, key=len)
    whole = len(content) >= (_WHOLE * len(summary) if summary and summary != content else _LEAST)
    source = entry.get("source") or {}
    return Entry(
        url=_find_link(entry),
        title=strip_markup(str(entry.get("title") or "")) or None,
        moment=_find_moment(entry),
        publisher=_word(source.get("title")) or _word(feed.get("publisher")) or _word(feed.get("title")),
        language=_find_language(contents and entry.get("content"), feed),
        text=longest,
        whole=whole and len(content) >= _LEAST / 2,
        stamp=order_moment(find_moment(_word(entry["updated"]))) if "updated" in entry else None,
    )


def _find_link(entry: Any) -> str | None:
    for stated in (entry.get("link"), entry.get("id")):
        if isinstance(stated, str) and stated.startswith(("http://", "https://")):
            return stated
    return None


def _find_moment(entry: Any) -> Moment | None:
    """When the entry was published, else updated: as it states it, else as the library understood it."""
    for key in ("published", "updated"):
        if key not in entry:
            continue  # asked for all the same, the library gives one for the other
        stated = find_moment(_word(entry.get(key)))
        if stated is not None:
            return stated
        parsed = entry.get(f"{key}_parsed")
        if isinstance(parsed, time.struct_time):
            at = datetime(*parsed[:6], tzinfo=UTC)
            return Moment(at.date().isoformat(), at.isoformat(timespec="seconds"))
    return None


def _find_language(contents: Sequence[Any] | None, feed: Any) -> str | None:
    for content in contents or ():
        if _word(content.get("language")):
            return _word(content.get("language"))
    return _word(feed.get("language"))


def _word(value: object) -> str | None:
    return strip_markup(value) or None if isinstance(value, str) else None
