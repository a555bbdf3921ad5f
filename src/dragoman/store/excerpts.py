"""The part of a story in which the words stand that were looked for, with the words marked."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dragoman.store.conditions import match_words
from dragoman.store.desk import Desk

WORDS = 24
"""Words in an excerpt."""
BEGIN, END = "\x02", "\x03"
"""What stands around a word that was looked for."""


def find_excerpts(desk: Desk, text: str, stories: Sequence[str]) -> dict[str, list[tuple[str, bool]]]:
    """By the ids of stories: an excerpt as pieces, with true for those that were looked for."""
    sql = (
        "SELECT s.id, snippet(stories_text, 1, ?, ?, '…', ?) FROM stories s "
        "JOIN stories_text ON stories_text.rowid = s.story "
        "WHERE s.id IN (SELECT value FROM json_each(?)) AND stories_text MATCH ?"
    )
    values = (BEGIN, END, WORDS, json.dumps(list(stories)), match_words(text))
    return {identity: cut_excerpt(told) for identity, told in desk.fetch(sql, values)}


def cut_excerpt(told: str) -> list[tuple[str, bool]]:
    """The excerpt in pieces, with true for those between `BEGIN` and `END`."""
    pieces = []
    for part in told.split(BEGIN):
        found, end, rest = part.rpartition(END)
        if end:
            pieces.append((found.replace(END, ""), True))
        pieces.append((rest, False))
    return [(words, sought) for words, sought in pieces if words]
