"""A subordinator opens its clause, wherever the parser hung it."""

from __future__ import annotations

from hand_made import make_sentence

from dragoman.languages.function import load_function
from dragoman.stages.subordinators import raise_marks


def test_a_subordinator_on_the_subject_is_the_clauses() -> None:
    words = (
        "beurzen/beurs/NOUN/nsubj<2 dalen/dalen/VERB/root<0/VerbForm=Fin als/als/SCONJ/mark<4 "
        "soldaten/soldaat/NOUN/nsubj<6 hebben/hebben/AUX/aux<6/VerbForm=Fin "
        "geschoten/schieten/VERB/advcl<2/VerbForm=Part"
    )
    mended = raise_marks(make_sentence(words), load_function("nl"))
    assert mended.tokens[2].head == 6


def test_a_subordinator_of_a_noun_alone_stays() -> None:
    words = "hij/hij/PRON/nsubj<2 spreekt/spreken/VERB/root<0 als/als/SCONJ/mark<4 vriend/vriend/NOUN/obl<2"
    sentence = make_sentence(words)
    assert raise_marks(sentence, load_function("nl")) == sentence
