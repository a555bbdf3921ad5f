"""Web addresses: a page, a feed or a sitemap, told apart by what comes back; and the pages these lead to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.columns import Columns
from dragoman.sources.compressed import gather, is_gzip
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import LARGEST, decode_declared, decode_text
from dragoman.sources.feeds import Entry, draft_entry, parse_feed
from dragoman.sources.fetching import Fetched, Fetcher, FetchError
from dragoman.sources.json_document import draft_document
from dragoman.sources.json_lines import draft_lines
from dragoman.sources.page import draft_page
from dragoman.sources.plain import unify_lines
from dragoman.sources.refusals import Refusal, refuse
from dragoman.sources.sitemaps import parse_sitemap
from dragoman.sources.xml import tell_kind

MOST = 100
"""Pages that one feed or sitemap leads to when it is read once."""
_SITEMAPS = 20
"""Sitemaps of an index that are looked into, the newest first."""


class Listing(Struct, frozen=True):
    """What a feed or sitemap lists: the entries, and further sitemaps."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...] = ()


def read_address(
    address: str, fetcher: Fetcher, columns: Columns | None = None, most: int = MOST
) -> Iterator[Draft | Refusal]:
    """The story of a page, or of each page that a feed or sitemap leads to, `most` of them at most.

    JSON and plain text are read as such. Raises `SourceError` when the address itself gives nothing; a
    page that cannot be had costs only itself.
    """
    answer = fetcher.fetch(address)
    listing = read_listing(answer)
    if listing is None:
        yield from _draft_answer(answer, columns)
        return
    entries = list(listing.entries)
    for sitemap in listing.sitemaps[:_SITEMAPS]:
        if len(entries) >= most:
            break
        try:
            further = read_listing(fetcher.fetch(sitemap.url or ""))
            entries += further.entries if further else ()
        except SourceError as error:
            yield refuse(error, sitemap.url or address)
    if not entries:
        raise SourceError("lists nothing", where=address, remedy="look at it in a browser")
    for entry in entries[:most]:
        try:
            yield draft_linked(entry, fetcher)
        except SourceError as error:
            yield refuse(error, entry.url or address)
    if len(entries) > most:
        remedy = "put it into feeds.toml: dragoman watch goes on where it left off"
        yield Refusal(address, f"lists {len(entries) - most:,} more pages, which were not asked for", remedy)


def read_listing(answer: Fetched) -> Listing | None:
    """What an answer lists when it is a feed or a sitemap, else None. Raises `SourceError` for one that is
    broken."""
    body = unpack_answer(answer)
    kind = tell_kind(body)
    if kind == "feed":
        return Listing(tuple(parse_feed(body, _tell_type(answer), answer.url)))
    if kind in ("sitemap", "index"):
        sitemap = parse_sitemap(body)
        return Listing(sitemap.pages, sitemap.sitemaps)
    return None


def _tell_type(answer: Fetched) -> str | None:
    return f"{answer.media}; charset={answer.charset}" if answer.media and answer.charset else answer.media


def draft_linked(entry: Entry, fetcher: Fetcher) -> Draft:
    """The story of the page an entry leads to; what the entry says of it fills what the page leaves open.

    A page that cannot be had, or shows less than the feed itself holds, gives way to the feed's own text.
    Raises `SourceError` when neither gives a story.
    """
    try:
        if entry.url is None:
            raise SourceError("has no address", remedy="check the feed")
        draft = _complete(_read_fetched(fetcher.fetch(entry.url)), entry)
    except FetchError as error:
        # What can be had later is left for later; what cannot is taken as the feed holds it.
        if not entry.text or not error.lasting:
            raise
        return msgspec.structs.replace(_draft_entry(entry), notes=(f"its page {error.what}",))
    except SourceError:
        if not entry.text:
            raise
        return _draft_entry(entry)
    if entry.whole and draft.partial and len(entry.text) > len(draft.text):
        return msgspec.structs.replace(draft, text=entry.text, partial=False, notes=())
    return draft


def draft_fetched(answer: Fetched) -> Draft:
    """The story of a page that was fetched. Raises `SourceError` when it holds none."""
    draft = _read_fetched(answer)
    return msgspec.structs.replace(draft, publisher=draft.publisher or _host(answer.url))


def _read_fetched(answer: Fetched) -> Draft:
    page = unify_lines(decode_declared(unpack_answer(answer), answer.charset))
    draft = draft_page(page, answer.url, answer.url)
    return msgspec.structs.replace(draft, id=draft.url or answer.url)


def _host(url: str) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None


def _draft_entry(entry: Entry) -> Draft:
    return msgspec.structs.replace(draft_entry(entry, entry.url or "feed"), where=entry.url or "feed")


def _complete(draft: Draft, entry: Entry) -> Draft:
    moment = entry.moment
    # A page's own day is believed; the feed adds the clock where both mean the same day.
    same = moment is not None and draft.published in (None, moment.date)
    return msgspec.structs.replace(
        draft,
        title=draft.title or entry.title,
        published=draft.published or (moment.date if moment else None),
        published_at=draft.published_at or (moment.at if moment and same else None),
        publisher=draft.publisher or entry.publisher or _host(draft.where),
        hint=draft.hint or entry.language,
    )


def unpack_answer(answer: Fetched) -> bytes:
    """The bytes of an answer, decompressed when they are themselves a gzip file, as many sitemaps are.

    Raises `SourceError` when they are broken or too large.
    """
    return gather([answer.body], LARGEST, compressed=True) if is_gzip(answer.body) else answer.body


def _draft_answer(answer: Fetched, columns: Columns | None) -> Iterator[Draft | Refusal]:
    body = unpack_answer(answer)
    media = answer.media or ""
    if tell_kind(body) == "page" or media in ("text/html", "application/xhtml+xml"):
        yield draft_fetched(answer)
    elif media.endswith("json") or answer.url.endswith(".json"):
        yield from draft_document(body, answer.url, columns)
    elif "jsonl" in media or "ndjson" in media or answer.url.endswith((".jsonl", ".ndjson")):
        yield from draft_lines(iter(body.splitlines(keepends=True)), answer.url, columns)
    elif media.startswith("text/") and media not in ("text/xml", "text/csv"):
        yield Draft(where=answer.url, text=unify_lines(decode_text(body)), id=answer.url, url=answer.url)
    else:
        what = f"is neither a page, a feed nor a sitemap ({media or 'of no stated kind'})"
        raise SourceError(what, where=answer.url, remedy="save it and give the file")
