"""Written forms: from what stands in the files to every sequence of words a text may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.atlas.schema import Endings, Forms


def expand_form(written: str) -> list[str]:
    """ "Rus+sen" gives "Rus" and "Russen"; a form without a plus gives itself."""
    stem, plus, ending = written.partition("+")
    return [stem, stem + ending] if plus else [written]


def expand_forms(forms: Forms, language: str) -> list[str]:
    """All forms that hold in the language, singular and plural."""
    written = [*forms.get(language, []), *forms.get("all", [])]
    return [form for each in written for form in expand_form(each)]


def inflect_adjective(form: str, endings: Endings) -> list[str]:
    """The adjective and its inflected forms in a language; endings that change the stem come first."""
    if form.endswith(tuple(endings.adjective_keep)):
        return [form]
    for old, new in endings.adjective_double.items():
        if form.endswith(old):
            return [form, form[: -len(old)] + new]
    return [form, *(form + ending for ending in endings.adjective)]


def spell_variants(form: str, endings: Endings) -> Iterator[tuple[str, ...]]:
    """The form as sequences of words, for the ways a text may be cut into words.

    A hyphenated word is given whole and cut at the hyphen; a possessive ending is given as a word of
    its own where the language cuts it so. A form that begins with a small letter is given with a
    capital too, for the start of a sentence, and every form as the other half of the press spells it.
    """
    small = form[:1].isalpha() and not form[:1].isupper()
    for spelling in dict.fromkeys(
        respelled
        for one in ((form, form[0].upper() + form[1:]) if small else (form,))
        for respelled in (one, respell(one, endings.respelled))
    ):
        words = spelling.split()
        cut = [part for word in words for part in split_ending(word, endings.split)]
        yield tuple(cut)
        if any("-" in word for word in cut):
            yield tuple(part for word in cut for part in split_hyphens(word))


def respell(form: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The form as the other half of the press writes it ("Defense" as "Defence"), or itself."""
    words = form.split(" ")
    for at, word in enumerate(words):
        for one, other in (way for pair in pairs for way in (pair, pair[::-1])):
            if word.endswith(one):
                words[at] = word[: -len(one)] + other
                break
    return " ".join(words)


def split_ending(word: str, endings: Iterable[str]) -> list[str]:
    """The word, with a possessive ending cut off as a word of its own."""
    for ending in endings:
        if word.endswith(ending) and len(word) > len(ending):
            return [word[: -len(ending)], ending]
    return [word]


def split_hyphens(word: str) -> list[str]:
    """The parts of a hyphenated word and the hyphens between them."""
    parts = word.split("-")
    return [piece for at, part in enumerate(parts) for piece in (["-", part] if at else [part]) if piece]
