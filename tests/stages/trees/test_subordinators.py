"""A subordinator opens its clause, wherever the parser hung it."""

from __future__ import annotations

from hand_made import make_sentence

from dragoman.languages.function import load_function
from dragoman.languages.lexicon import load_lexicon
from dragoman.stages.trees.subordinators import bind_infinitives, raise_marks
from dragoman.stages.trees.tree import Tree


def test_a_subordinator_on_the_subject_is_the_clauses() -> None:
    words = (
        "beurzen/beurs/NOUN/nsubj<2 dalen/dalen/VERB/root<0/VerbForm=Fin als/als/SCONJ/mark<4 "
        "soldaten/soldaat/NOUN/nsubj<6 hebben/hebben/AUX/aux<6/VerbForm=Fin "
        "geschoten/schieten/VERB/advcl<2/VerbForm=Part"
    )
    mended = raise_marks(Tree(make_sentence(words), 0, load_function("nl"))).sentence
    assert mended.tokens[2].head == 6


def test_a_subordinator_of_a_noun_alone_stays() -> None:
    words = "hij/hij/PRON/nsubj<2 spreekt/spreken/VERB/root<0 als/als/SCONJ/mark<4 vriend/vriend/NOUN/obl<2"
    sentence = make_sentence(words)
    assert raise_marks(Tree(sentence, 0, load_function("nl"))).sentence == sentence


def test_what_somebody_threatens_to_do_is_content() -> None:
    words = (
        "Mali/Mali/PROPN/nsubj<2 threatened/threaten/VERB/root<0/VerbForm=Fin to/to/PART/mark<4 "
        "attack/attack/VERB/advcl<2/VerbForm=Inf"
    )
    bound = bind_infinitives(Tree(make_sentence(words), 0, load_function("en")), load_lexicon("en"))
    assert bound.tokens[3].deprel == "xcomp"


def test_what_somebody_came_to_do_is_its_purpose() -> None:
    words = (
        "Mali/Mali/PROPN/nsubj<2 came/come/VERB/root<0/VerbForm=Fin to/to/PART/mark<4 "
        "fight/fight/VERB/advcl<2/VerbForm=Inf"
    )
    sentence = make_sentence(words)
    assert bind_infinitives(Tree(sentence, 0, load_function("en")), load_lexicon("en")).sentence == sentence
