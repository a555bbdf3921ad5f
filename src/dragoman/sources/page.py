"""Web pages: the article's text, title, date and publisher out of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from dragoman.errors import SourceError
from dragoman.sources.dates import find_moment
from dragoman.sources.drafts import Draft
from dragoman.sources.encodings import decode_declared, read_bytes
from dragoman.sources.linked_data import Linked, find_article
from dragoman.sources.outlets import load_outlets
from dragoman.sources.plain import unify_lines
from dragoman.sources.printed_dates import find_printed

_LARGEST = 10_000_000
"""The most characters a page may have. Whole articles with all their scripts stay under three million."""

_WHOLE = 0.8
"""Share of the linked-data text that the page's own paragraphs must reach to be preferred to it: they
keep the paragraph breaks, which linked data mostly loses."""

_SHORT = 0.6
"""Share of the words stated for an article under which what was found is only its beginning."""

_TIMES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished' or @name='date' or @name='pubdate']/@content",
    "//meta[@name='dcterms.created' or @name='DC.date.issued' or @name='publish-date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//article//time[not(ancestor::aside) and not(ancestor::footer)]/@datetime",
    "//main//time/@datetime",
)
"""Where a page states its time of publication, the surest first."""


_NAMING = ("id", "role", "data-component", "data-testid", "data-gu-name", "data-spacefinder-role")
_HEADS = ("p", "div", "span", "time", "small", "header", "td", "font", "summary", "address", "b", "em", "i")
_LINE = 120
"""Characters up to which an element is a line about the story and not of it."""


_NODES = 2_000
"""Elements that are looked at for a printed date: no page has more above its text."""


class Paragraphs(Struct, frozen=True):
    """The paragraphs that are the story's, and whether it was seen that there should be more."""

    texts: tuple[str, ...]
    walled: bool
    consent: bool


def read_page(path: Path) -> Iterator[Draft]:
    """The story of a saved web page; schema.org linked data is believed first, then the page itself.

    Raises `SourceError` when the file is empty, too large or binary, or no article text is found in it.
    """
    page = unify_lines(decode_declared(read_bytes(path)))
    yield draft_page(page, str(path))


def draft_page(page: str, where: str, url: str | None = None) -> Draft:
    """The story of HTML text that was found at `url`. Raises `SourceError` when no article is found in it.

    The language a page states is only a hint: templates state it wrongly too often, the text does not.
    """
    from trafilatura import extract_metadata, load_html

    if len(page) > _LARGEST:
        raise SourceError(
            f"is too large for a page ({len(page):,} characters)", remedy="save the article's text"
        )
    try:
        tree = load_html(page)
        if tree is None:
            raise SourceError("has no article text in it", remedy=_REMEDY)
        meta = extract_metadata(tree, url, extensive=False)
        canonical = _find_address(tree, url)
        linked = find_article(page, canonical or url)
        moment = find_moment(linked.published, *_list_times(tree), _guess_date(meta), _find_printed(tree))
        title = linked.title or _attribute(meta, "title")
        own = _find_paragraphs(tree, canonical or url, title)
    except SourceError:
        raise
    except Exception as error:
        # Whatever a page does to the libraries must not cost the other inputs.
        what = f"cannot be understood as a page ({type(error).__name__}: {error})"
        raise SourceError(what, remedy="save the article's text instead") from error
    text, partial = _settle_text(own, linked, _site(canonical or url))
    if not text:
        what = "shows a cookie wall instead of a story" if own.consent else "has no article text in it"
        raise SourceError(what, remedy=_REMEDY)
    return Draft(
        where=where,
        text=text,
        title=title,
        published=moment.date if moment else None,
        published_at=moment.at if moment else None,
        hint=linked.language or next(iter(tree.xpath("/html/@lang")), None),
        url=linked.url or canonical or url,
        publisher=linked.publisher or _name_site(meta, canonical or url),
        partial=partial,
        notes=("only its beginning is free to read",) if partial else (),
    )


_REMEDY = "save the article's own page, or its text"


def _settle_text(own: Paragraphs, linked: Linked, site: str) -> tuple[str, bool]:
    """The better of the page's own paragraphs and its linked data, and whether it is only a beginning."""
    told = load_outlets().clean([part for part in re.split(r"\s*\n\s*", linked.body) if part], site)
    stated = "\n\n".join(told.paragraphs)
    text = "\n\n".join(own.texts)
    text = text if len(text) >= _WHOLE * len(stated) else stated
    fewer = linked.words > 0 and len(text.split()) < _SHORT * linked.words
    return text, bool(text) and (fewer or (own.walled and not _is_long(text)) or "paywall" in told.dropped)


def _is_long(text: str) -> bool:
    # Pages that carry the whole story hide it behind the same element that shows a wall to readers.
    return len(text) > 2_500


def _find_paragraphs(tree: Any, url: str | None, title: str | None) -> Paragraphs:
    """The paragraphs of the article in a parsed page, without what is the outlet's own."""
    from trafilatura import bare_extraction

    walled = _prune_blocks(tree, _site(url))
    extracted = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False)
    lines = (_attribute(extracted, "text") or "").split("\n")
    texts = [line.removeprefix("- ").strip() for line in lines if line.strip()]
    if texts and title and _letters(texts[0]) == _letters(title):
        del texts[0]
    cleaned = load_outlets().clean(texts, _site(url))
    walled = walled or "paywall" in cleaned.dropped
    return Paragraphs(cleaned.paragraphs, walled, "cookies" in cleaned.dropped)


def _prune_blocks(tree: Any, site: str) -> bool:
    """Take the outlet's blocks out of a parsed page; whether one of them was a paywall."""
    outlets = load_outlets()
    walled = False
    total = sum(_weigh(node) for node in tree.iter("p"))
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node.tag in ("html", "body", "main", "article", "p"):
            continue
        block = outlets.fits_block(_list_marks(node), site)
        parent = node.getparent()
        if block is None or parent is None:
            continue
        if sum(_weigh(inner) for inner in node.iter("p")) * 2 > total > 0:
            continue
        walled = walled or block.paywall
        node.drop_tree()
    return walled


def _weigh(paragraph: Any) -> int:
    return len(paragraph.text_content())


def _list_marks(node: Any) -> list[str]:
    """The names an element goes by: its tag, classes, id, and what other attributes call its part."""
    marks = [str(node.tag), *str(node.get("class") or "").split()]
    return [*marks, *(str(node.get(name)) for name in _NAMING if node.get(name))]


def _find_address(tree: Any, url: str | None) -> str | None:
    """The address a page gives as its own, made absolute, or None."""
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for stated in tree.xpath(path):
            address = urljoin(url or "", str(stated).strip())
            if address.startswith(("http://", "https://")) and len(urlsplit(address).path) > 1:
                return address
    return None


def _guess_date(meta: Any) -> str | None:
    """The date that the library found in the page's words, but not the first of a year: that it makes of a
    bare year, which is mostly that of the copyright."""
    date = _attribute(meta, "date")
    return None if date and date.endswith("-01-01") else date


def _find_printed(tree: Any) -> str | None:
    """The day in the first short line above the text that prints one, for pages that state none to
    programs."""
    for node in islice(tree.iter(*_HEADS), _NODES):
        words = _begin(node)
        if node.tag == "p" and len(words) > _LINE:
            return None  # the text has begun, and what it dates is its own
        aside = next(node.iterancestors("nav", "aside", "footer", "li"), None) is not None
        if 6 <= len(words) <= _LINE and not aside:
            found = find_printed(words)
            if found:
                return found
    return None


def _begin(node: Any) -> str:
    """The words of an element, no further than it takes to see that they are more than a line."""
    words = ""
    for text in node.itertext():
        words = " ".join(f"{words} {text}".split())
        if len(words) > _LINE:
            break
    return words


def _list_times(tree: Any) -> Iterator[str]:
    for path in _TIMES:
        yield from map(str, tree.xpath(path))


def _name_site(meta: Any, url: str | None) -> str | None:
    """The name a page gives its site; the library makes one of the address where there is none."""
    name = _attribute(meta, "sitename")
    host = urlsplit(url or "").netloc
    return None if name and host and name.casefold() in host else name


def _site(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _attribute(meta: Any, name: str) -> str | None:
    value = getattr(meta, name, None)
    return value if isinstance(value, str) and value else None
