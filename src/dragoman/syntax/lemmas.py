"""How a lemma is made from a form: a pair of edit scripts, one for each end of the word.

The model chooses among the scripts seen in training, so a word never met before still gets its
lemma. A *head script* tells the case and what happens at the front, a *tail script* what happens
at the end:

    "opgericht" → "op_richten"    head "l2-2+_"   (lower; keep 2, drop 2, put "_"), tail "0+en"
    "Cities"    → "city"          head "l0-0+"    tail "3+y"
    "was"       → "be"            head "=be"      (the whole lemma, where nothing is shared), tail "0+"
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from dragoman.errors import ModelError

_HEAD = re.compile(r"([klTU])(\d+)-(\d+)\+(.*)", re.S)
_TAIL = re.compile(r"(\d+)\+(.*)", re.S)
SAME = ("k0-0+", "0+")


def derive_scripts(form: str, lemma: str) -> tuple[str, str]:
    """The head and tail script that turn `form` into `lemma`."""
    case, base = _choose_case(form, lemma)
    match = SequenceMatcher(None, base, lemma, autojunk=False).find_longest_match()
    if match.size < min(2, len(lemma)):
        return f"={lemma}", "0+"
    front, wanted = base[: match.a], lemma[: match.b]
    kept = 0
    while kept < min(len(front), len(wanted)) and front[kept] == wanted[kept]:
        kept += 1
    head = f"{case}{kept}-{len(front) - kept}+{wanted[kept:]}"
    tail = f"{len(base) - match.a - match.size}+{lemma[match.b + match.size :]}"
    return head, tail


def apply_scripts(form: str, head: str, tail: str) -> str:
    """The lemma of `form`; the form itself where the scripts do not fit it."""
    if head.startswith("="):
        return head[1:]
    front, end = _HEAD.fullmatch(head), _TAIL.fullmatch(tail)
    if front is None or end is None:
        return form
    base = _set_case(form, front[1])
    kept, dropped, cut = int(front[2]), int(front[3]), int(end[1])
    if kept + dropped + cut > len(base):
        return base
    return base[:kept] + front[4] + base[kept + dropped : len(base) - cut] + end[2]


def _choose_case(form: str, lemma: str) -> tuple[str, str]:
    if lemma == lemma.lower():
        return "l", form.lower()
    for case in "kTU":
        base = _set_case(form, case)
        if base[:1] == lemma[:1] and (case != "k" or base.isupper() == lemma.isupper()):
            return case, base
    return "k", form


def _set_case(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    if case == "T":
        return form[:1].upper() + form[1:].lower()
    if case == "U":
        return form.upper()
    return form


# ── what is known of a language's words; compounds: "vredeswens" → "vrede_wens" ──


class Lexicon(Struct, frozen=True):
    """What treebanks and word lists tell about the lemmas of a language, all in lower case.

    `words` are lemmas and other words known to exist. Of compounds, `whole` maps lemmas seen to
    their form with the parts set off, themselves where they have none; `left` maps the written
    form of a first part, linking letters included, to its lemma; `right` holds the lemmas seen as
    last part. `verbs` maps separable verbs written as one word to their lemma.
    """

    words: frozenset[str]
    whole: Mapping[str, str]
    left: Mapping[str, str]
    right: frozenset[str]
    verbs: Mapping[str, str]


_SHORTEST_PART = 3  # letters


def load_lexicon(path: Path) -> Lexicon:
    """Reads a table of lines `kind TAB written TAB lemma`, kind being word, verb, whole, left or right.

    Where the lemma is as written, it is left out.
    """
    kinds = ("word", "verb", "whole", "left", "right")
    tables: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise ModelError(str(problem), where=str(path), remedy="reinstall dragoman") from problem
    for number, line in enumerate(lines, 1):
        kind, _, rest = line.partition("\t")
        written, _, lemma = rest.partition("\t")
        if kind not in tables or not written:
            raise ModelError(
                f"cannot read {line!r}",
                where=f"{path}:{number}",
                remedy="kind TAB written TAB lemma, kind one of " + ", ".join(tables),
            )
        tables[kind][written] = lemma or written
    words = (
        frozenset(tables["word"]) | tables["whole"].keys() | tables["right"].keys() | tables["verb"].keys()
    )
    return Lexicon(words, tables["whole"], tables["left"], frozenset(tables["right"]), tables["verb"])


def choose_lemma(form: str, head: str, tails: Sequence[str], known: Container[str]) -> str:
    """The lemma by the first tail script that gives a known word; by the first of all if none does."""
    first = apply_scripts(form, head, tails[0])
    for tail in tails:
        lemma = apply_scripts(form, head, tail) if tail != tails[0] else first
        if lemma.rpartition("_")[2].lower() in known:
            return lemma
    return first


def split_compound(lemma: str, lexicon: Lexicon) -> str:
    """The lemma with `_` between the parts; unchanged where the lexicon knows no such parts."""
    known = lexicon.whole.get(lemma.lower())
    if known is not None:
        return known if lemma.islower() or known.replace("_", "") != lemma.lower() else lemma
    if not lexicon.right or "_" in lemma or len(lemma) < 2 * _SHORTEST_PART:
        return lemma
    before, hyphen, after = lemma.rpartition("-")
    if hyphen and before and after and not after[0].isupper():
        return f"{before}_{lexicon.whole.get(after, after)}"
    for cut in range(_SHORTEST_PART, len(lemma) - _SHORTEST_PART + 1):
        right = lemma[cut:]
        if right in lexicon.right:
            left = lexicon.left.get(lemma[:cut].lower())
            if left is not None:
                first = left if lemma[0].islower() else left[:1].upper() + left[1:]
                return f"{first}_{lexicon.whole.get(right, right)}"
    return lemma
