"""Words as they stand in the text: a paragraph is cut into spans that hold every visible character.

Contractions are undone later (`dragoman.syntax.contractions`); here a word is what is written
together. One regular expression finds the candidates from left to right, tables decide the rest.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dragoman.languages.tables import WordTable, load_table
from dragoman.syntax.candidates import compile_candidates
from dragoman.syntax.stops import attach_genitives, attach_stops

Cut = tuple[int, int]

# A run of letters longer than this is no word but noise (or a data dump); it is cut hard.
LONGEST_WORD = 600
_GLUED = re.compile(r"([^\W\d_]{4,})\.([^\W\d_]+)$")  # two sentences without a space between
_ALNUM = re.compile(r"[^\W_]")


def cut_words(text: str, start: int, end: int, language: str) -> list[Cut]:
    """The words of `text[start:end]` as written, in order; no visible character is left out."""
    table = load_table(language)
    pattern = compile_candidates(language)
    cuts: list[Cut] = []
    for found in pattern.finditer(text, start, end):
        first, last = found.span()
        piece = found.group()
        if last - first > LONGEST_WORD:
            _add_run(cuts, first, last)
        elif piece.isalpha() or not _ALNUM.search(piece):
            cuts.append((first, last))
        elif "://" in piece or piece.startswith("www.") or "@" in piece:
            _add_web(cuts, text, first, last)
        else:
            for left, right in cut_piece(piece, language):
                _add_run(cuts, first + left, first + right)
    return attach_stops(text, attach_genitives(text, cuts, table), table)


def _add_run(cuts: list[Cut], first: int, last: int) -> None:
    while last - first > LONGEST_WORD:
        cuts.append((first, first + LONGEST_WORD))
        first += LONGEST_WORD
    cuts.append((first, last))


def _add_web(cuts: list[Cut], text: str, first: int, last: int) -> None:
    """An address, without the punctuation of the sentence that stands behind it."""
    stop = last
    while stop > first + 1 and (
        text[stop - 1] in ".,;:!?'’\"…]}>" or (text[stop - 1] == ")" and "(" not in text[first:stop])
    ):
        stop -= 1
    _add_run(cuts, first, stop)
    at = stop
    while at < last:
        run = at + 1
        while run < last and text[run] == text[at] and text[at] in ".!?'":
            run += 1
        cuts.append((at, run))
        at = run


@cache
def _inversion_pattern(language: str) -> re.Pattern[str] | None:
    forms = load_table(language).inversions
    if not forms:
        return None
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?i)(?<=\w)(?:{'|'.join(map(re.escape, longest_first))})$")


def cut_piece(piece: str, language: str) -> list[Cut]:
    """How one candidate (no white space but in numbers) is cut further, as offsets within it."""
    table = load_table(language)
    plain = piece.lower().replace("’", "'")
    if plain in table.apostrophes.whole or plain in table.hyphens.joined_whole:
        return [(0, len(piece))]
    marks: set[int] = set()
    glued = _GLUED.match(piece)
    if (
        glued
        and glued[2].lower() in table.sentences.openers
        and f"{glued[1].lower()}." not in (table.abbreviations.never_ends)
    ):
        marks.update((glued.end(1), glued.end(1) + 1))
    _mark_apostrophes(plain, table, marks)
    if plain[: min(marks, default=len(plain))] not in table.hyphens.joined_whole:  # "Jae-in's"
        _mark_hyphens(plain, table, language, marks)
    if "/" in plain and table.signs.slash == "cut" and not re.fullmatch(r"[\d/.-]+|\w/\w?", plain):
        for at, letter in enumerate(plain):
            if letter == "/":
                marks.update((at, at + 1))
    if plain[0].isdigit() or plain[0] in "+-":
        unit = re.fullmatch(r"([-+]?\d[\d.,:]*)([^\W\d_]+(?:\.\w)?|°c?)(\d\d)?", plain)
        if unit and unit[2] in table.signs.units_cut:
            marks.add(unit.end(1))
            if unit[3]:
                marks.add(unit.end(2))
    if table.signs.exponents == "cut" and plain[-1] in "²³":
        marks.add(len(plain) - 1)
    edges = [0, *sorted(mark for mark in marks if 0 < mark < len(piece)), len(piece)]
    return list(pairwise(edges))


def _mark_apostrophes(plain: str, table: WordTable, marks: set[int]) -> None:
    if "'" not in plain:
        return
    stem = plain
    while clitic := next((own for own in table.apostrophes.clitics if stem.endswith(own)), ""):
        stem = stem[: -len(clitic)]
        marks.add(len(stem))
    at = plain.find("'")
    begin = 0
    while at >= 0 and table.apostrophes.elided:
        if plain[begin : at + 1] in table.apostrophes.elided and at + 1 < len(plain):
            marks.add(at + 1)
            if plain[at + 1 :] in table.apostrophes.whole:
                break
            begin = at + 1
        elif begin == 0 and "-" in plain[:at]:
            # "Sainte-Anne-d'Auray" is one word, "est-ce qu'il" never comes here as one piece
            break
        else:
            break
        at = plain.find("'", at + 1)


def _mark_hyphens(plain: str, table: WordTable, language: str, marks: set[int]) -> None:
    if "-" not in plain and "‑" not in plain and "‐" not in plain:
        return
    pattern = _inversion_pattern(language)
    if pattern is not None:
        found = pattern.search(plain)
        if found and plain[max((mark for mark in marks if mark < found.start()), default=0) :] not in (
            table.hyphens.joined_whole
        ):
            marks.add(found.start())
    if table.hyphens.between_words == "keep":
        return
    begin = 0
    for found in re.finditer("[-‐‑]+", plain):
        left, right = found.span()
        first_part = plain[begin:left]
        numeric = plain[:1].isdigit() and re.fullmatch(r"[\d.,/-]+", plain) is not None
        if numeric or left == 0 or first_part in table.hyphens.joined_first:
            continue
        marks.update((left, right))
        begin = right
