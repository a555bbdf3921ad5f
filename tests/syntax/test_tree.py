"""Trees from arc scores."""

from __future__ import annotations

from itertools import product

import numpy as np

from dragoman.syntax.tree import choose_heads, find_best_tree


def is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads)):
        node, steps = word, 0
        while node and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node:
            return False
    return heads[1:].count(0) == 1


def test_the_best_tree_is_found_among_all() -> None:
    dice = np.random.default_rng(1)
    for _ in range(40):
        size = int(dice.integers(2, 6))
        scores = dice.normal(size=(size, size)).astype(np.float32)
        trees = ([0, *heads] for heads in product(range(size), repeat=size - 1))
        totals = [sum(float(scores[d, t[d]]) for d in range(1, size)) for t in trees if is_tree(t)]
        heads = find_best_tree(scores).tolist()
        assert is_tree(heads)
        assert abs(sum(float(scores[d, heads[d]]) for d in range(1, size)) - max(totals)) < 1e-4


def test_sentences_of_a_batch_do_not_see_each_other() -> None:
    scores = np.random.default_rng(2).normal(size=(2, 6, 6)).astype(np.float32)
    together = choose_heads(scores, np.array([5, 3]))
    alone = choose_heads(scores[1:, :4, :4], np.array([3]))
    assert together[1].tolist() == [*alone[0].tolist(), 0, 0]


def test_every_sentence_gets_one_root() -> None:
    scores = np.random.default_rng(3).normal(size=(20, 12, 12)).astype(np.float32)
    for heads in choose_heads(scores, np.full(20, 11)):
        assert is_tree(heads.tolist())


def test_a_sentence_without_words_is_no_trouble() -> None:
    assert choose_heads(np.zeros((1, 3, 3), dtype=np.float32), np.array([0])).tolist() == [[0, 0, 0]]


def test_equal_scores_in_a_long_sentence_end_in_time() -> None:
    assert is_tree(find_best_tree(np.zeros((250, 250), dtype=np.float32)).tolist())
