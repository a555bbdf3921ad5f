"""Datelines: "QUITO, Ecuador (AP) — Mexico broke off …" opens with where and whence, before its sentence."""

from __future__ import annotations

Cut = tuple[int, int]

REACH = 14  # written words among which the dash of a dateline stands
DASHES = {"-", "–", "—", "--"}
MARKS = {",", ".", "(", ")", "/", "'", "’"}
OPENING = {'"', "“", "„", "‘", "'", "«"}  # what a sentence may begin with, beside a capital or a figure


def find_dateline(text: str, cuts: list[Cut]) -> int:
    """How many written words of a paragraph are its dateline, the dash included; 0 without one.

    A dateline is a town in capitals, or words that end with an agency in brackets, before a dash.
    """
    words = [text[slice(*cut)] for cut in cuts[: REACH + 1]]
    dash = next((at for at, word in enumerate(words) if word in DASHES), 0)
    if not 0 < dash < len(words) - 1 or cuts[dash - 1][1] == cuts[dash][0]:
        return 0
    after = words[dash + 1]
    if not (after[0].isupper() or after[0].isdigit() or after[0] in OPENING):
        return 0
    town = words[0].isupper() and sum(map(str.isalpha, words[0])) > 1
    if not town and words[dash - 1] != ")":
        return 0
    plain = all(
        word in MARKS or word[0].isupper() or word[0].isdigit() or words[at - 1].isdigit()
        for at, word in enumerate(words[:dash])
    )
    return dash + 1 if plain else 0
