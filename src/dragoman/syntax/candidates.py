"""The one regular expression that finds candidates for words, built from a language's table."""

from __future__ import annotations

import re
from functools import cache

from dragoman.languages.tables import load_table

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
def compile_candidates(language: str) -> re.Pattern[str]:
    """The pattern whose matches, left to right, hold every visible character of a text in `language`."""
    table = load_table(language)
    signs = table.signs
    leading = [r"['’‘](?=\d\d(?!\w))"]
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
        head = rf"(?:{head}|[\"'‘“„]\w{{1,20}}[\"'’”]-(?=\w)|\([^\W\d_]{{1,12}}-?\)(?=\w))"
    word = rf"{head}\w[\w\u0300-\u036f\u200c\u200d]*(?:(?:{'|'.join(links)})[\w\u0300-\u036f]*)*{tail}"
    thousands = ""
    if signs.spaced_thousands:
        thousands = r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d+)?(?![\w])|"
    runs = _RUNS if signs.repeated_marks == "cut" else rf"[!?]{{2,}}|{_RUNS}"
    degree = r"°[CF](?!\w)|n°|N°|"
    return re.compile(rf"{_WEB}|{thousands}{_SMILEY}|{runs}|{degree}{elided}{word}|\S")
