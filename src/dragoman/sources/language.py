"""Which language a story is in: as stated, or as its text shows; and whether Dragoman can use it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dragoman.errors import DataError, SourceError
from dragoman.tables import read_table

_SURE = 0.5
"""From this probability on, detection is believed against the languages that can be coded. Of 511
development texts in Dutch and English all but one reached .93, the one a single short sentence."""

_SHORT = 60
"""Characters under which an unsure detection settles for the likelier language that can be coded: a
word or a headline then gives an honest empty record instead of a refusal."""

_SAMPLE = 20_000
"""Characters that detection looks at: more of a text never changed its answer."""

_ENOUGH, _KINDS, _SHARE, _RIVAL = 30, 5, 0.1, 0.1
"""A text of so many words, with so many different ones that give a language away, these making up such a
part of it, and those of another hardly a part of that, is in that language. The model, which takes 0.6 s to
load, agrees with all such texts that were tried (docs/decisions/detection.md)."""

UNDETERMINED = "und"
"""The ISO 639 code of a language that cannot be told."""

_WORD = re.compile(r"[^\W\d_]+")
_TONGUES = Path(__file__).with_name("languages.toml")
_PACKS = Path(__file__).parent.parent / "languages"


class Tongue(Struct, frozen=True, forbid_unknown_fields=True):
    """A language that can be told apart: its English name, further codes for it, words that give it away."""

    name: str
    also: tuple[str, ...] = ()
    sure: frozenset[str] = frozenset()


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    language: dict[str, Tongue]


@cache
def load_tongues(path: Path = _TONGUES) -> dict[str, Tongue]:
    """The languages detection tells apart, by code. Raises `DataError` when the table is malformed."""
    try:
        return read_table(path, _Table).language
    except msgspec.MsgspecError as error:
        remedy = "a language has a name and may have a list also"
        raise DataError(str(error), where=str(path), remedy=remedy) from error


@cache
def list_coded() -> tuple[str, ...]:
    """The languages whose events can be coded: those with function words and a lexicon beside them."""
    return tuple(sorted(pack.parent.name for pack in _PACKS.glob("*/function.toml")))


def match_language(stated: str, allowed: Sequence[str]) -> str:
    """The two-letter code for a stated language ("nl", "nl-BE", "dut").

    Raises `SourceError` when it is not one of `allowed`.
    """
    code = stated.strip().lower().replace("_", "-").split("-")[0]
    tongues = load_tongues()
    code = next((own for own, tongue in tongues.items() if code in (own, *tongue.also)), code)
    if code in allowed:
        return code
    name = f"{tongues[code].name} ({code})" if code in tongues else f"“{stated}”"
    raise SourceError(f"the language {name} cannot be used here", remedy=f"give {_offer(allowed)}")


def detect_language(text: str, allowed: Sequence[str], hint: str | None = None) -> str:
    """The language of `text`, one of `allowed`. `hint`, what its page or feed states, is believed only
    where the text does not tell.

    Raises `SourceError` when the text looks like another language, or is long and looks like none.
    """
    sure = tell_surely(text)
    if sure is not None and sure in allowed:
        return sure
    ranking = _rank_languages(text[:_SAMPLE])
    best, probability = ranking[0]
    if best in allowed:
        return best
    if probability < _SURE and hint:
        return match_language(hint, allowed)
    if probability < _SURE and len(text) < _SHORT:
        return next(code for code, _ in ranking if code in allowed)
    remedy = f"give {_offer(allowed)}, or name the language with --language when this is wrong"
    if probability < _SURE:
        raise SourceError("is in a language that could not be told", remedy=remedy)
    raise SourceError(f"looks {load_tongues()[best].name} ({best})", remedy=remedy)


def name_language(stated: str | None, text: str) -> str:
    """The code of the language a story states, else of the one its text shows; `und` when neither tells."""
    try:
        tongues = tuple(load_tongues())
        if stated:
            return match_language(stated, tongues)
        if sure := tell_surely(text):
            return sure
        best, probability = _rank_languages(text[:_SAMPLE])[0]
        return best if probability >= _SURE else UNDETERMINED
    except SourceError:
        return UNDETERMINED


def tell_surely(text: str) -> str | None:
    """The language of a text that its most frequent words give away at once; None in any doubt."""
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    total = words.total()
    if total < _ENOUGH:
        return None
    found = {
        code: [words[word] for word in tongue.sure if word in words]
        for code, tongue in load_tongues().items()
    }
    rival, best = sorted(found, key=lambda code: sum(found[code]))[-2:]
    share = sum(found[best]) / total
    clear = share >= _SHARE and len(found[best]) >= _KINDS and sum(found[rival]) <= _RIVAL * sum(found[best])
    return best if clear else None


def _offer(allowed: Sequence[str]) -> str:
    tongues = load_tongues()
    names = [f"{tongues[code].name} ({code})" if code in tongues else code for code in allowed]
    return " or ".join(names) if len(names) < 3 else ", ".join(names)


def _rank_languages(text: str) -> list[tuple[str, float]]:
    ranking: list[tuple[str, float]] = _load_identifier().rank(text)
    return ranking


@cache
def _load_identifier() -> Any:
    # Loaded at first need: numpy and the table of features take most of a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in load_tongues() if code in identifier.labels])
    return identifier
