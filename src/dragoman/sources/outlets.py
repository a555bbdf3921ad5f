"""What on a page is the outlet's and not the story's: blocks and lines, described in `outlets.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dragoman.errors import DataError
from dragoman.tables import read_table

Kind = Literal[
    "see_also", "byline", "stamp", "embed", "cookies", "paywall", "share", "credit", "advertisement", "end"
]

_TABLE = Path(__file__).with_name("outlets.toml")
_EDGE = 4
"""Paragraphs at the head and foot of a text among which lines stand that could be anyone's words inside."""
_LONGEST = 700
"""Characters above which a paragraph is nobody's line: the longest notes on cookies stay under it."""
_OFFER = 400
"""Characters after the line of a paywall up to which they are what it offers, and no story."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


class _Block(Struct, frozen=True, forbid_unknown_fields=True):
    """Elements by the words of their class or id: `names` are such words, parted by spaces."""

    what: str
    names: tuple[str, ...]
    sites: tuple[str, ...] = ()
    paywall: bool = False


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    """Paragraphs by their words. `pattern` must fit the whole paragraph, capitals or not."""

    kind: Kind
    pattern: str
    drop: tuple[str, ...]
    keep: tuple[str, ...]
    edge: bool = False
    sites: tuple[str, ...] = ()


class _Tables(Struct, frozen=True, forbid_unknown_fields=True):
    block: tuple[_Block, ...]
    line: tuple[_Line, ...]


class _Rule(Struct, frozen=True):
    kind: Kind
    pattern: re.Pattern[str]
    edge: bool
    sites: tuple[str, ...]


class Cleaned(Struct, frozen=True):
    """The paragraphs that are the story's, and the kinds of those that were taken out."""

    paragraphs: tuple[str, ...]
    dropped: frozenset[Kind]


class Outlets(Struct, frozen=True):
    """The rules of all outlets and those of single sites; `blocks` by each of their names."""

    blocks: dict[str, tuple[_Block, ...]]
    rules: tuple[_Rule, ...]

    def fits_block(self, marks: Iterable[str], site: str) -> _Block | None:
        """The rule for an element with the classes or ids `marks`, if one fits on `site`, or None."""
        for mark in marks:
            for name in _name_mark(mark):
                for block in self.blocks.get(name, ()):
                    if _holds(block.sites, site):
                        return block
        return None

    def clean(self, paragraphs: Sequence[str], site: str = "") -> Cleaned:
        """The paragraphs without those that are the outlet's own."""
        kept: list[str] = []
        dropped: set[Kind] = set()
        rules = [rule for rule in self.rules if _holds(rule.sites, site)]
        for at, paragraph in enumerate(paragraphs):
            near = at < _EDGE or at >= len(paragraphs) - _EDGE
            kind = _judge(paragraph, rules, near)
            if kind is None:
                kept.append(paragraph)
            else:
                dropped.add(kind)
                rest = sum(map(len, paragraphs[at + 1 :]))
                if kind == "end" or (kind == "paywall" and kept and rest < _OFFER):
                    break
        return Cleaned(tuple(kept), frozenset(dropped))


@cache
def load_outlets(path: Path = _TABLE) -> Outlets:
    """The rules of `outlets.toml`, each proved by its own examples.

    Raises `DataError` when the file is not as its schema says, or a rule fails its examples.
    """
    try:
        tables = read_table(path, _Tables)
    except msgspec.MsgspecError as error:
        remedy = "see the head of the file that is shipped"
        raise DataError(str(error), where=str(path), remedy=remedy) from error
    rules = []
    for line in tables.line:
        try:
            rule = _Rule(line.kind, re.compile(line.pattern, re.IGNORECASE), line.edge, line.sites)
        except re.error as error:
            what = f"the pattern {line.pattern} is no regular expression ({error})"
            raise DataError(what, where=str(path), remedy="see Python's re") from error
        missed = [words for words in line.drop if _judge(words, [rule], near=True) is None]
        taken = [words for words in line.keep if _judge(words, [rule], near=True) is not None]
        if missed or taken or not line.drop:
            what = f"the pattern {line.pattern} does not fit its examples {missed + taken}"
            raise DataError(what, where=str(path), remedy="mend the pattern; a rule has a drop and a keep")
        rules.append(rule)
    blocks: dict[str, tuple[_Block, ...]] = {}
    for block in tables.block:
        for name in block.names:
            blocks[name] = (*blocks.get(name, ()), block)
    return Outlets(blocks, tuple(rules))


def _judge(paragraph: str, rules: Iterable[_Rule], near: bool) -> Kind | None:
    if len(paragraph) > _LONGEST:
        return None
    for rule in rules:
        if (near or not rule.edge) and rule.pattern.fullmatch(paragraph):
            return rule.kind
    return None


def _name_mark(mark: str) -> list[str]:
    """The names a class or id goes by: its words, and those of its part after a block's own name
    ("story__related-links--wide" is "story related links" and "related links")."""
    plain = mark.partition("--")[0]
    return [" ".join(_WORD.findall(part)).lower() for part in {plain, plain.rpartition("__")[2]}]


def _holds(sites: Sequence[str], site: str) -> bool:
    return not sites or any(site == own or site.endswith(f".{own}") for own in sites)
