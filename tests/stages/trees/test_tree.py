"""The questions asked of a tree."""

from __future__ import annotations

from hand_made import make_tree

from dragoman.stages.trees.relations import matches
from dragoman.stages.trees.tree import list_within

BECAUSE = (
    "Trade/trade/NOUN/nsubj<2 fell/fall/VERB/root<0/VerbForm=Fin because/because/ADP/case<5 "
    "of/of/ADP/fixed<3 sanctions/sanction/NOUN/obl<2"
)
NOT_SEEN = (
    "Nobody/nobody/PRON/nsubj<4 has/have/AUX/aux<4/VerbForm=Fin not/not/PART/advmod<4 "
    "seen/see/VERB/root<0/VerbForm=Part it/it/PRON/obj<4"
)


def test_a_relation_stands_for_its_subtypes() -> None:
    assert matches("obl:arg", ("obl",))
    assert matches("flat:name", ("flat",))


def test_a_passive_subject_is_no_subject_and_a_relative_clause_no_plain_one() -> None:
    assert not matches("nsubj:pass", ("nsubj",))
    assert not matches("acl:relcl", ("acl",))


def test_a_preposition_is_told_with_its_fixed_parts() -> None:
    tree = make_tree(BECAUSE)
    assert tree.case(4) == "because_of"
    assert tree.case(0) == ""


def test_negation_is_found_where_it_stands() -> None:
    assert make_tree(NOT_SEEN).is_negated(3) == 2
    assert make_tree(BECAUSE).is_negated(1) is None


def test_below_is_in_text_order_and_edges_are_its_ends() -> None:
    tree = make_tree(BECAUSE)
    assert tree.below(4) == [2, 3, 4]
    assert tree.edges(4) == (2, 4)
    assert tree.above(3) == [2, 4, 1]


def test_a_participle_is_finite_by_its_auxiliary() -> None:
    assert make_tree(NOT_SEEN).is_finite(3)
    assert not make_tree("To/to/PART/mark<2 win/win/VERB/root<0/VerbForm=Inf").is_finite(1)


def test_a_span_is_cut_from_the_story() -> None:
    tree = make_tree(BECAUSE)
    text = "Trade fell because of sanctions"
    assert tree.span(2, 4, text).text == "because of sanctions"


def test_dependents_are_found_by_a_relation_that_no_tree_has_had_before() -> None:
    known = make_tree(BECAUSE)
    assert known.kids(1, "nsubj", "brandnew") == [0]
    new = make_tree(BECAUSE.replace("NOUN/obl<2", "NOUN/brandnew:arg<2"))
    assert new.kids(1, "brandnew") == [4]
    assert new.kid(1, "brandnew", "nsubj") == 0
    assert known.kids(1, "brandnew") == []


def test_what_phrases_of_some_prepositions_hang_on_is_told() -> None:
    tree = make_tree(BECAUSE)
    assert tree.list_hosts(frozenset({"because"})) == {1}
    assert tree.list_hosts(frozenset({"in"})) == set()


def test_edges_hold_where_a_subtree_is_parted_by_another() -> None:
    tree = make_tree(
        "A/a/DET/det<2 hearing/hearing/NOUN/nsubj<4 is/be/AUX/aux<4 scheduled/schedule/VERB/root<0 "
        "on/on/ADP/case<7 the/the/DET/det<7 issue/issue/NOUN/nmod<2"
    )
    assert [tree.edges(at) for at in (1, 3, 6)] == [(0, 6), (0, 6), (4, 6)]


def test_the_sentences_that_hold_a_part_of_the_text_are_found() -> None:
    trees = [make_tree(BECAUSE)]
    end = trees[0].sentence.end
    assert list(list_within(trees, 0, 1)) == trees
    assert list(list_within(trees, end, end + 5)) == []
