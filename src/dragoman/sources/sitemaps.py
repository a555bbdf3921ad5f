"""Sitemaps: the pages a site lists, with what a news sitemap says of them; and indexes of sitemaps."""

from __future__ import annotations

import io
from typing import Any

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.dates import find_moment, order_moment
from dragoman.sources.feeds import Entry
from dragoman.sources.xml import check_xml

_MOST = 50_000
"""Addresses that the protocol of sitemaps allows in one file."""


class Sitemap(Struct, frozen=True):
    """What a sitemap lists: pages, or further sitemaps; the newest first where it says when."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def parse_sitemap(data: bytes) -> Sitemap:
    """The pages and further sitemaps that a sitemap lists, at most 50,000.

    Of one that is broken, what stands before the break. Raises `SourceError` when that is nothing.
    """
    from lxml import etree

    check_xml(data)
    pages: list[Entry] = []
    sitemaps: list[Entry] = []
    faults: list[Any]
    try:
        walk = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        )
        for _, node in walk:
            _, name = _split_tag(node.tag)
            if name not in ("url", "sitemap"):
                continue
            entry = _make_entry(node)
            if entry.url:
                (pages if name == "url" else sitemaps).append(entry)
            node.clear()
            if len(pages) + len(sitemaps) >= _MOST:
                break
        faults = list(walk.error_log)
    except etree.XMLSyntaxError as error:
        faults = [error]
    if faults and not pages and not sitemaps:
        raise SourceError(f"is no sound sitemap ({faults[0]})", remedy="check the address")
    return Sitemap(_sort(pages), _sort(sitemaps))


def _make_entry(node: Any) -> Entry:
    told: dict[str, str] = {}
    for child in node.iter():
        if child.text and child.text.strip():
            space, name = _split_tag(child.tag)
            # Images and videos have a title and a place of their own, which are not the story's.
            if not any(part in space for part in ("image", "video")):
                told.setdefault(name, child.text.strip())
    return Entry(
        url=told.get("loc"),
        title=told.get("title"),
        moment=find_moment(told.get("publication_date"), told.get("lastmod")),
        publisher=told.get("name"),
        language=told.get("language"),
        stamp=order_moment(find_moment(told.get("lastmod"))),
    )


def _split_tag(tag: object) -> tuple[str, str]:
    """The namespace and name of an element; of one whose prefix is not declared, the prefix and name."""
    if not isinstance(tag, str):
        return "", ""  # a comment
    space, _, name = tag.rpartition("}") if "}" in tag else tag.rpartition(":")
    return space, name


def _sort(entries: list[Entry]) -> tuple[Entry, ...]:
    def age(entry: Entry) -> str:
        return order_moment(entry.moment) or ""

    return tuple(sorted(entries, key=age, reverse=True))
