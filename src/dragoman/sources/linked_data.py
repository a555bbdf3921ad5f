"""What a page states about itself as schema.org linked data (JSON-LD): its article, made plain."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

_OPEN = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_WRAP = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_STORIES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")
_SHOWS = ("VideoObject", "AudioObject")
_MOST = 2_000
"""Things looked at in one page: live blogs state hundreds, hostile pages millions."""


class Linked(Struct, frozen=True, kw_only=True):
    """The article of a page as its linked data states it. `free` is False when it says that it must be
    paid for; `words` is the length it states."""

    title: str | None = None
    body: str = ""
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    free: bool = True
    words: int = 0


def find_article(page: str, url: str | None = None) -> Linked:
    """The article that `page` states about itself: that of the address `url`, where several are stated,
    else the first. An empty one when it states none."""
    stories = []
    shows = []
    for thing in _list_things(page):
        kind = str(thing.get("@type"))
        if any(name in kind for name in _STORIES):
            stories.append(_read_article(thing))
        elif any(name in kind for name in _SHOWS):
            shows.append(_read_article(thing))
    own = [story for story in stories if url and story.url and _strip(story.url) == _strip(url)]
    return next(iter(own or stories or shows), Linked())


def _list_things(page: str) -> Iterator[dict[str, Any]]:
    """The things stated, those of a graph and the main entities of pages too, in order."""
    count = 0
    for block in _list_blocks(page):
        try:
            # Not msgspec: pages write line breaks into their strings, which `strict=False` lets pass.
            given = json.loads(_WRAP.sub("", block), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [given]
        while waiting and count < _MOST:
            thing = waiting.pop(0)
            count += 1
            if isinstance(thing, list):
                waiting[:0] = thing
            elif isinstance(thing, dict):
                yield thing
                waiting += [
                    thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing
                ]


def _list_blocks(page: str) -> Iterator[str]:
    """What stands in the scripts of linked data. One that is never closed ends the search, so that a page of
    openings alone costs linear time."""
    at = 0
    while (opened := _OPEN.search(page, at)) and (closed := _CLOSE.search(page, opened.end())):
        yield page[opened.end() : closed.start()]
        at = closed.end()


def _read_article(thing: dict[str, Any]) -> Linked:
    # Whatever is stated in markup or entities is shown as text.
    return Linked(
        title=_unescape(_take(thing, "headline") or _take(thing, "name")),
        body=html.unescape(_take(thing, "articleBody") or "").strip(),
        published=_take(thing, "datePublished") or _take(thing, "uploadDate") or _take(thing, "dateCreated"),
        url=_take_url(thing, "url") or _take_url(thing, "mainEntityOfPage"),
        publisher=_unescape(_take(thing, "publisher")),
        language=_take(thing, "inLanguage"),
        free=str(thing.get("isAccessibleForFree", True)).strip().lower() not in ("false", "no", "0"),
        words=_count(thing.get("wordCount")),
    )


def _take(thing: dict[str, Any], key: str) -> str | None:
    value = thing.get(key)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName")
    return value.strip() or None if isinstance(value, str) else None


def _take_url(thing: dict[str, Any], key: str) -> str | None:
    value = thing.get(key)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _count(value: object) -> int:
    try:
        return int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0


def _unescape(value: str | None) -> str | None:
    return " ".join(html.unescape(value).split()) or None if value else None


def _strip(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rstrip("/")
