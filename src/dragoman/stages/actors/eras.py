"""The time a story may be of, by the office holders whom it names in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dragoman.atlas.atlas import Atlas
from dragoman.stages.trees.tree import Tree

LONGEST_NAME = 4  # words
OPEN = "9999"


class Era(Struct, frozen=True):
    """`countries` of the persons named; `middle` of the span in which all of them held their offices
    (a year and month), None where nobody is named, no span has both ends, or the spans do not meet."""

    countries: frozenset[str]
    middle: str | None


def find_era(trees: Sequence[Tree], atlas: Atlas) -> Era:
    """The countries and the time of the office holders named in full."""
    countries: set[str] = set()
    first, last = "", OPEN
    for name in _full_names(trees):
        holders = atlas.persons(name)
        if len({(one.country, one.group) for one in holders}) != 1:
            continue
        countries |= {one.country for one in holders if one.country}
        first = max(first, min(one.since or "" for one in holders))
        last = min(last, max(one.until or OPEN for one in holders))
    known = first and last != OPEN and first <= last
    return Era(frozenset(countries), _halve(first, last) if known else None)


def _full_names(trees: Sequence[Tree]) -> Iterator[str]:
    """Every run of two words and more that are names, and the runs within it."""
    for tree in trees:
        for at in range(len(tree.tokens)):
            for end in range(at + 2, min(at + LONGEST_NAME, len(tree.tokens)) + 1):
                if tree.tokens[end - 1].upos != "PROPN" or tree.tokens[at].upos != "PROPN":
                    break
                yield " ".join(token.form for token in tree.tokens[at:end])


def _halve(first: str, last: str) -> str:
    """The month in the middle of two dates."""
    months = sum(int(day[:4]) * 12 + int(day[5:7] or 1) - 1 for day in (first, last)) // 2
    return f"{months // 12:04}-{months % 12 + 1:02}"
