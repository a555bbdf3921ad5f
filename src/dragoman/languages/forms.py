"""The inflected forms of a language's lexicon: what a form belongs to, whatever lemma the model chose.

A model learns lemmas from a treebank; the verbs of news are partly rarer than that, and strong ones
follow no rule it could learn ("zwoer" → "zweren"). `forms.tsv` lists the forms of every word of the
lexicon; where a form is listed, its lemma stands. A separable verb gets its particle back from the
clause, also where the parser hung the particle on the clause that follows ("kondigde aan dat").
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import DataError
from dragoman.languages.function import FOLDER
from dragoman.overlay import NONE, Overlay
from dragoman.records import Sentence, Token

KINDS = ("VERB", "NOUN", "ADJ")
PARTICLE = "compound:prt"
NOMINAL = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "nmod",
    "obl",
)  # of a participle taken for a verb: "gevangenen"
PARTICLE_TAGS = ("ADP", "ADV", "ADJ", "NOUN", "PART", "X")
NOT_A_PARTICLE = ("punct", "nsubj", "nsubj:pass", "conj", "cc", "root", "flat", "fixed", "det", "amod")
CLAUSE_TAGS = ("VERB", "AUX", "ADJ")
STRAY = ("obj", "iobj", "expl:pv", "expl")
OPENS_A_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM")
INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
SHORTEST_HEAD = 5  # letters: a shorter listed form does not count as the last part of a compound


class Forms(msgspec.Struct, frozen=True):
    """Lemma by form, for each part of speech; `separable` holds the verbs that have a particle."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    separable: frozenset[str]


@cache
def load_forms(language: str, overlay: Overlay = NONE) -> Forms | None:
    """The forms of `language`, None when none are listed; raises DataError with file and line.

    A form that the overlay lists has the lemma it has there.
    """
    shipped = FOLDER / language / "forms.tsv"
    paths = [*([shipped] if shipped.exists() else []), *overlay.files(language, "forms.tsv")]
    if not paths:
        return None
    tables: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    separable: set[str] = set()
    for path in paths:
        _read_forms(path, tables, separable)
    return Forms(tables["VERB"], tables["NOUN"], tables["ADJ"], frozenset(separable))


def _read_forms(path: Path, tables: dict[str, dict[str, str]], separable: set[str]) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        lemma, _, rest = line.partition("\t")
        kind, _, forms = rest.partition("\t")
        if kind not in tables or not forms:
            raise DataError(
                f"cannot read {line!r}",
                where=f"{path}:{number}",
                remedy=f"lemma TAB {' or '.join(KINDS)} TAB forms with a space between",
            )
        tables[kind].update(dict.fromkeys(forms.split(" "), lemma))
        if kind == "VERB" and "_" in lemma:
            separable.add(lemma)


def mend_lemmas(sentence: Sentence, forms: Forms | None) -> Sentence:
    """The sentence with the lemma of every listed form put right; itself where nothing changes."""
    if forms is None:
        return sentence
    mended: dict[int, Token] = {}
    for at, token in enumerate(sentence.tokens):
        if token.upos in INFLECTED:
            lemma = _find_lemma(sentence.tokens, at, token, forms)
            if lemma is not None and lemma != token.lemma:
                mended[at] = msgspec.structs.replace(token, lemma=lemma)
    if not mended:
        return sentence
    tokens = tuple([mended.get(at, token) for at, token in enumerate(sentence.tokens)])
    return msgspec.structs.replace(sentence, tokens=tokens)


def _find_lemma(tokens: tuple[Token, ...], at: int, token: Token, forms: Forms) -> str | None:
    form, tag = token.form.lower(), token.upos
    if tag == "NOUN":
        return _find_noun(token, form, forms)
    if tag == "VERB" and token.deprel in NOMINAL and form in forms.nouns and form not in forms.verbs:
        return forms.nouns[form]
    verb = forms.verbs.get(form) if tag in ("VERB", "AUX") or "VerbForm" in token.feats else None
    if verb is None:
        return forms.adjectives.get(form)
    return verb if "_" in verb or not forms.separable else _join_particle(tokens, at, verb, forms)


def _find_noun(token: Token, form: str, forms: Forms) -> str | None:
    nouns = forms.nouns
    lemma = nouns.get(form)
    if lemma is None:
        known = token.lemma.lower().replace("_", "")
        if form == known:
            return None
        for cut in range(2, len(form) - SHORTEST_HEAD + 1):
            if form[cut:] in nouns:
                lemma = form[:cut] + nouns[form[cut:]]
                break
        return None if lemma == known else lemma
    return None if lemma == token.lemma or lemma == token.lemma.lower().replace("_", "") else lemma


def _join_particle(tokens: tuple[Token, ...], at: int, verb: str, forms: Forms) -> str:
    """The verb with its particle; an idiom's preposition ("in beslag", "aan de kaak") is no particle."""
    loose = stray = None
    heads = {kid.head for kid in tokens}
    for place, other in enumerate(tokens):
        if other.upos not in PARTICLE_TAGS or other.deprel in NOT_A_PARTICLE or place == at:
            continue
        if place + 1 in heads:
            continue
        joined = f"{other.form.lower()}_{verb}"
        after = tokens[min(place + 1, len(tokens) - 1)].upos
        if joined not in forms.separable:
            if other.head == at + 1 and other.deprel == PARTICLE and other.upos in ("ADP", "ADV"):
                above = tokens[tokens[at].head - 1] if tokens[at].head else None
                elsewhere = (
                    above is not None and f"{other.form.lower()}_{_base(above, forms)}" in forms.separable
                )
                loose = loose if elsewhere or after in OPENS_A_PHRASE else joined
            continue
        if other.head == at + 1 and other.deprel == PARTICLE:
            return joined
        above = tokens[other.head - 1] if other.head else None
        if place < at or above is None:
            continue
        if other.deprel == "case" and (above.upos not in CLAUSE_TAGS or _is_noun_like(tokens, other.head)):
            if _is_stray(tokens, at, place):
                stray = stray or joined
            continue
        if other.deprel == "mark" and after != "SCONJ":
            continue
        if other.deprel == PARTICLE and f"{other.form.lower()}_{_base(above, forms)}" in forms.separable:
            continue
        if other.head == at + 1 or above.head == at + 1:
            loose = loose or joined
    return loose or stray or verb


def _is_stray(tokens: tuple[Token, ...], at: int, place: int) -> bool:
    """Whether the preposition at `place` is the finite verb's particle: core arguments take none.

    Neither does a common noun between that verb and its infinitive ("riep Israël op de grens te openen").
    """
    noun = tokens[tokens[place].head - 1]
    clause = tokens[noun.head - 1] if noun.head else None
    if "VerbForm=Fin" not in tokens[at].feats or clause is None:
        return False
    if noun.head == at + 1:
        return noun.deprel in STRAY
    marked = any(t.head == noun.head and t.deprel == "mark" and t.upos != "SCONJ" for t in tokens[place:])
    if clause.head != at + 1 or not marked or "VerbForm=Inf" not in clause.feats:
        return False
    return noun.deprel in STRAY or (noun.deprel.startswith("obl") and noun.upos == "NOUN")


def _is_noun_like(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether the infinitive with that number has an article ("voor het neerhalen van een toestel")."""
    return any(token.head == number and token.deprel == "det" for token in tokens)


def _base(token: Token, forms: Forms) -> str:
    return forms.verbs.get(token.form.lower(), token.lemma.rpartition("_")[2])
