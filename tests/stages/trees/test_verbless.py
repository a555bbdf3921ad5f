"""A verb that the parser took for a preposition becomes the root; other sentences stay as they are."""

from __future__ import annotations

from hand_made import make_tree

from dragoman.languages.forms import load_forms
from dragoman.stages.trees.tree import Tree
from dragoman.stages.trees.verbless import find_verb, free_described


def read(words: str) -> tuple[Tree, Tree]:
    """The tree of an English sentence, before and after."""
    before = make_tree(words)
    return before, find_verb(before, load_forms("en"))


def test_a_preposition_that_is_a_verbs_form_is_the_verb_between_two_names() -> None:
    _, after = read("Kim/Kim/PROPN/root<0 met/met/ADP/case<3 Xi/Xi/PROPN/nmod<1")
    assert [(after.tokens[at].upos, after.relations[at]) for at in range(3)] == [
        ("PROPN", "nsubj"),
        ("VERB", "root"),
        ("PROPN", "obj"),
    ]
    assert after.lemma(1) == "meet"


def test_a_name_taken_for_a_verb_is_the_subject() -> None:
    _, after = read("Blinken/blinken/VERB/root<0 met/met/ADP/case<3 Wang/Wang/PROPN/nmod<1")
    assert (after.tokens[0].upos, after.relations[0]) == ("PROPN", "nsubj")


def test_a_sentence_with_a_verb_stays_as_it_is() -> None:
    before, after = read(
        "Kim/Kim/PROPN/nsubj<2 spoke/speak/VERB/root<0/VerbForm=Fin with/with/ADP/case<4 Xi/Xi/PROPN/obl<2"
    )
    assert after is before


def test_a_phrase_without_a_form_of_a_verb_stays_as_it_is() -> None:
    before, after = read("Talks/talk/NOUN/root<0 in/in/ADP/case<3 Geneva/Geneva/PROPN/nmod<1")
    assert after is before


def describe(words: str) -> list[tuple[str, str]]:
    """Tag and relation of every token of an English sentence after a look for a past tense."""
    tree = free_described(make_tree(words), load_forms("en"))
    return list(zip(tree.tags, tree.relations, strict=True))


def test_a_past_tense_between_a_name_and_its_object_is_the_verb() -> None:
    words = (
        "Chad/Chad/PROPN/compound<4 relaxed/relaxed/ADJ/amod<4 visa/visa/NOUN/compound<4 "
        "rules/rule/NOUN/root<0 ././PUNCT/punct<4"
    )
    assert describe(words) == [
        ("PROPN", "nsubj"),
        ("VERB", "root"),
        ("NOUN", "compound"),
        ("NOUN", "obj"),
        ("PUNCT", "punct"),
    ]


def test_an_article_shows_that_a_word_describes() -> None:
    words = "The/the/DET/det<4 Chad/Chad/PROPN/compound<4 relaxed/relaxed/ADJ/amod<4 rules/rule/NOUN/root<0"
    assert describe(words)[2] == ("ADJ", "amod")


def test_a_past_tense_taken_for_a_predicate_is_the_verb() -> None:
    assert describe("Students/student/NOUN/nsubj<2 rioted/rioted/ADJ/root<0")[1] == ("VERB", "root")
