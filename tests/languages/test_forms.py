"""Lemmas put right from the listed forms of a lexicon."""

from __future__ import annotations

import pytest

from dragoman.languages.forms import load_forms, mend_lemmas
from dragoman.records import Sentence, Token


def sentence(*rows: str) -> Sentence:
    """Rows of "form lemma UPOS head relation"."""
    tokens = []
    start = 0
    for row in rows:
        form, lemma, upos, head, relation = row.split()
        tokens.append(Token(form, start, start + len(form), lemma, upos, "", int(head), relation))
        start += len(form) + 1
    return Sentence(0, start, 0, tuple(tokens))


def lemmas(*rows: str) -> list[str]:
    return [token.lemma for token in mend_lemmas(sentence(*rows), load_forms("nl")).tokens]


def test_a_strong_past_finds_its_verb() -> None:
    assert lemmas("Iran Iran PROPN 2 nsubj", "zwoer zwoeren VERB 0 root") == ["Iran", "zweren"]


def test_a_particle_joins_its_verb() -> None:
    found = lemmas("viel valen VERB 0 root", "Irak Irak PROPN 1 nsubj", "Iran Iran PROPN 1 obj",
                   "aan aan ADP 1 compound:prt")  # fmt: skip
    assert found[0] == "aan_vallen"


def test_a_particle_hung_on_the_next_clause_comes_back() -> None:
    found = lemmas("kondigde kondigen VERB 0 root", "aan aan ADP 4 case", "dat dat SCONJ 4 mark",
                   "vertrekt vertrekken VERB 1 ccomp")  # fmt: skip
    assert found[0] == "aan_kondigen"


def test_the_preposition_of_an_idiom_is_no_particle() -> None:
    found = lemmas("nam in_nemen VERB 0 root", "het het DET 3 det", "schip schip NOUN 1 obj",
                   "in in ADP 1 compound:prt", "beslag beslag NOUN 4 fixed")  # fmt: skip
    assert found[0] == "nemen"


def test_a_compound_takes_the_lemma_of_its_last_part() -> None:
    assert lemmas("hulptroepen hulptroe NOUN 0 root") == ["hulptroep"]


@pytest.mark.parametrize("form", ["heden", "wandelt"])
def test_an_unlisted_word_keeps_its_lemma(form: str) -> None:
    assert lemmas(f"{form} iets VERB 0 root") == ["iets"]


def test_a_language_without_forms_stays_as_it_is() -> None:
    one = sentence("zwoer zwoeren VERB 0 root")
    assert mend_lemmas(one, load_forms("de")) is one
