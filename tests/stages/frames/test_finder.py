"""Entries of the lexicon found in a sentence."""

from __future__ import annotations

from hand_made import find_actors, make_tree

from dragoman.codebook.codebook import load_codebook
from dragoman.languages.lexicon import load_lexicon
from dragoman.stages.frames.finder import FrameFinder, fillers


def frames(words: str, language: str = "en") -> dict[str, str]:
    """Predicate forms and the frames they evoke."""
    actors = find_actors(words, language=language)
    finder = FrameFinder(load_lexicon(language), load_codebook(), actors)
    tree = actors.trees[0]
    return {tree.tokens[at].form: one.item.entry.frame for at, one in finder.find(tree).items()}


def test_a_verb_evokes_its_frame() -> None:
    words = "China/China/PROPN/nsubj<2 condemned/condemn/VERB/root<0 Israel/Israel/PROPN/obj<2"
    assert frames(words) == {"condemned": "condemn"}


def test_a_dutch_verb_matches_apart_and_joined() -> None:
    apart = (
        "Iran/Iran/PROPN/nsubj<2 riep/op_roepen/VERB/root<0 Irak/Irak/PROPN/obj<2 op/op/ADP/compound:prt<2"
    )
    joined = (
        "Iran/Iran/PROPN/nsubj<4 heeft/hebben/AUX/aux<4 Irak/Irak/PROPN/obj<4 opgeroepen/oproepen/VERB/root<0"
    )
    assert frames(apart, "nl")["riep"] == frames(joined, "nl")["opgeroepen"]


def test_function_words_evoke_nothing() -> None:
    assert frames("The/the/DET/det<2 bridge/bridge/NOUN/root<0") == {}


def test_a_slot_is_stepped_down_by_an_arrow() -> None:
    tree = make_tree(
        "talks/talk/NOUN/root<0 about/about/ADP/case<4 Iran/Iran/PROPN/nmod:poss<4 arms/arm/NOUN/nmod<1"
    )
    assert fillers(tree, {"nmod:about": [3]}, "nmod:about>owner") == [2]


def test_a_phrase_may_be_attached_to_verb_or_noun() -> None:
    tree = make_tree("talks/talk/NOUN/root<0 with/with/ADP/case<3 Iran/Iran/PROPN/nmod<1")
    assert fillers(tree, {"nmod:with": [2]}, "obl:with") == [2]
    assert fillers(tree, {"obl:with": [2]}, "nmod:with") == [2]
