"""Scraps of HTML, as feeds and mails hold them, as plain text with its paragraphs."""

from __future__ import annotations

import re

_BLOCKS = frozenset((
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template", "svg", "iframe", "object"))
_SPACE = re.compile(r"\s+")


def strip_markup(html: str) -> str:
    """The text that a reader of `html` would see, its blocks parted by an empty line."""
    from lxml import etree
    from lxml.html import HTMLParser, fragment_fromstring

    if "<" not in html and "&" not in html:
        return _SPACE.sub(" ", html).strip()
    try:
        root = fragment_fromstring(html, create_parent="div", parser=HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _SPACE.sub(" ", re.sub(r"<[^>]{0,2000}>", " ", html)).strip()
    pieces: list[str] = []
    _gather(root, pieces)
    blocks = (_SPACE.sub(" ", block).strip() for block in "".join(pieces).split("\0"))
    return "\n\n".join(block for block in blocks if block)


def _gather(root: object, pieces: list[str]) -> None:
    """The texts under `root` in order, a NUL where a block begins or ends. Walked without recursion."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, node in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += node.tag in _UNSEEN
            if not hidden:
                pieces.append(("\0" if node.tag in _BLOCKS else "") + _clean(node.text))
            continue
        if event == "end":
            hidden -= node.tag in _UNSEEN
        if not hidden and node is not root:
            pieces.append(("\0" if node.tag in _BLOCKS else "") + _clean(node.tail))


def _clean(text: str | None) -> str:
    return (text or "").replace("\0", "")
