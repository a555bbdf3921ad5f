"""Words as they stand in the text: a paragraph is cut into spans that hold every visible character.

Contractions are undone later (`dragoman.syntax.contractions`); here a word is what is written
together. One regular expression finds the candidates from left to right, tables decide the rest.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dragoman.languages.tables import SentenceSigns, WordTable, load_table

Cut = tuple[int, int]

# A run of letters longer than this is no word but noise (or a data dump); it is cut hard.
LONGEST_WORD = 600
SHORT_UNKNOWN = 4  # a word of so few letters with a stop, followed by a small letter, is an abbreviation

_WEB = (
    r"(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>\"“”«»„]+"
    r"|[\w.+%-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80}){1,6}"
)
_SMILEY = r"(?<!\S)(?:[:;=][-o^]?[)(DPp|\]\[}{/\\]+|<3|\^_\^)(?!\w)"
_RUNS = (
    r"\.{2,}|…+|-{2,}|–{2,}|—{2,}|={2,}|\*{2,}|_{2,}|~{2,}|#{2,}|\+{2,}|>{2,}|<{2,}|\${2,}"
    r"|'(?='')|''|``|,(?=,,)|,,"
)
_NUMBER = r"(?<![\w.,])[-+−±](?=\d)"
_MARKED = r"[#@](?=[^\W\d_])"
_MATH = r"(?<=\d)[+=×*](?=\d)"


@cache
def _candidates(language: str) -> re.Pattern[str]:
    table = load_table(language)
    signs = table.signs
    leading = [r"['’](?=\d\d(?!\w))"]
    for form in sorted(table.apostrophes.opening, key=len, reverse=True):
        sign = "['’‘`]" if form[0] == "'" else f"(?<!\\S){re.escape(form[0])}"
        leading.append(rf"{sign}(?=(?i:{re.escape(form[1:])})(?!\w))")
    elided = ""
    if table.apostrophes.elided:
        stems = "|".join(sorted((form[:-1] for form in table.apostrophes.elided), key=len, reverse=True))
        elided = rf"(?<!\w)(?i:{stems})['’](?!['’\w])|"
    if table.inversions:
        leading.append(r"(?<=\w)-(?=\w)")
    links = [
        r"['’ʼ](?=\w)",
        r"(?<=\d)[.,:·](?=\d)",
        r"\.(?=\w)(?!\w*\.\.)",
        r"[-‐‑](?=\w)",
        r"/(?=\w)",
        r"[&@_](?=\w)",
    ]
    if signs.brackets_within == "keep":
        links.append(r"\(-?\w{1,6}\)")
    if table.hyphens.between_words == "keep":
        links.append(r"(?<=\w)\.-(?=[^\W\d_])")
    if signs.math == "keep":
        links.append(r"[+=^×*](?=[\w(])")
    tail = r"(?:(?<=\w)[-‐‑](?=[\s,;.)]|$))?" if table.hyphens.trailing == "keep" else ""
    if signs.percent == "keep":
        tail += r"(?:(?<=\d)[%‰])?"
    tail += r"(?:(?<=\d)-\.{3})?(?:(?<=\d),[-–]{1,2}(?!\w))?(?:(?<=\d)°(?!\w))?"
    head = rf"(?:{'|'.join([*leading, _NUMBER, _MARKED])})?"
    if signs.brackets_within == "keep":
        head = rf"(?:{head}|\([^\W\d_]{{1,12}}-?\)(?=\w))"
    word = rf"{head}\w[\w\u0300-\u036f\u200c\u200d]*(?:(?:{'|'.join(links)})[\w\u0300-\u036f]*)*{tail}"
    thousands = ""
    if signs.spaced_thousands:
        thousands = r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\w])|"
    runs = _RUNS if signs.repeated_marks == "cut" else rf"[!?]{{2,}}|{_RUNS}"
    degree = r"°[CF](?!\w)|n°|N°|"
    return re.compile(rf"{_WEB}|{thousands}{_SMILEY}|{runs}|{degree}{elided}{word}|\S")


def cut_words(text: str, start: int, end: int, language: str) -> list[Cut]:
    """The words of `text[start:end]` as written, in order; no visible character is left out."""
    table = load_table(language)
    pattern = _candidates(language)
    cuts: list[Cut] = []
    for found in pattern.finditer(text, start, end):
        first, last = found.span()
        piece = found.group()
        if last - first == 1 or piece.isalpha() or not _ALNUM.search(piece):
            _add_run(cuts, first, last)
        elif "://" in piece or piece.startswith("www.") or "@" in piece:
            _add_web(cuts, text, first, last)
        else:
            for left, right in cut_piece(piece, language):
                _add_run(cuts, first + left, first + right)
    return _attach_stops(text, cuts, table)


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
    _mark_apostrophes(plain, table, marks)
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
    for clitic in table.apostrophes.clitics:
        if plain.endswith(clitic) and len(plain) > len(clitic):
            marks.add(len(plain) - len(clitic))
            break
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


def _attach_stops(text: str, cuts: list[Cut], table: WordTable) -> list[Cut]:
    """Give the full stop back to abbreviations, initials and ordinals: it is part of the word."""
    attached: list[Cut] = []
    for index, (first, last) in enumerate(cuts):
        if (
            attached
            and last - first == 1
            and text[first] == "."
            and attached[-1][1] == first
            and _keeps_stop(text, attached, cuts, index, table)
        ):
            attached[-1] = (attached[-1][0], last)
        else:
            attached.append((first, last))
    return attached


def opens_sentence(word: str, after: str, signs: SentenceSigns) -> bool:
    """Whether `word`, capitalised and followed by `after`, is one that mostly begins a sentence."""
    if not word[:1].isupper() and word[:1] not in "'’":
        return False
    plain = word.lower().replace("’", "'")
    if plain in signs.particles:
        return plain in signs.openers and after[:1].islower() and after not in signs.particles
    return plain in signs.openers


_ALNUM = re.compile(r"[^\W_]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}[.])+-?[^\W\d_]{1,3}$")
_ROMAN = re.compile(r"[IVX]{1,6}$")


def _keeps_stop(text: str, before: list[Cut], cuts: list[Cut], index: int, table: WordTable) -> bool:
    word = text[before[-1][0] : before[-1][1]]
    rest = cuts[index + 1 : index + 3]
    following = text[rest[0][0] : rest[0][1]] if rest else ""
    spaced = bool(rest) and rest[0][0] > cuts[index][1]
    opens = bool(following) and opens_sentence(
        following, text[slice(*rest[1])] if len(rest) > 1 else "", table.sentences
    )
    plain = word.lower() + "."
    kinds = table.abbreviations
    if plain in kinds.numbered:
        return following[:1].isdigit()
    if plain in kinds.also_words:
        return bool(following) and not opens
    if plain in kinds.never_ends:
        return bool(following)
    if plain in kinds.may_end or plain in kinds.mostly_ends:
        return True
    if _DOTTED.match(word) and not word.isdigit():
        return True
    if not following:
        return False
    if len(word) == 1 and word.isalpha():
        return (word.isupper() and not opens) or plain in kinds.parts
    if len(word) <= 2 and word.isdigit() and table.signs.ordinal_stop and spaced:
        if len(before) == 1:
            return True  # a numbered paragraph
        return following[0].isalpha() and not opens
    if table.signs.roman_stop and _ROMAN.match(word):
        return not opens
    if following[0].islower() and spaced and word.isalpha():
        return len(word) <= SHORT_UNKNOWN and not table.sentences.lowercase_starts
    return following in (",", ";", ":") and len(word) <= 2 * SHORT_UNKNOWN and word.isalpha()
