"""Heads for all words of a sentence: the best tree with one root, from arc scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_FORBIDDEN = np.float32(-1e9)
_ROOT_TRIALS = 400  # roots tried times words: bounds the time a sentence can take


def choose_heads(scores: Scores, lengths: Heads) -> Heads:
    """The heads of a batch of sentences.

    `scores[s, d, h]` tells how well word h (0: the root) heads word d of sentence s; `lengths` counts
    the words of each sentence. Returns [sentence, word]: the head of each word, column 0 and what
    lies past the end of a sentence are 0. Every sentence gets a tree with exactly one root.
    """
    size = scores.shape[1]
    places = np.arange(size)
    inside = places[None, :] <= lengths[:, None]
    allowed = np.where(inside[:, None, :] & ~np.eye(size, dtype=bool), scores, _FORBIDDEN)
    heads: Heads = allowed.argmax(2).astype(np.int64)
    words = inside & (places > 0)
    heads[~words] = 0
    for row in np.flatnonzero(~_are_trees(heads, words)):
        end = int(lengths[row]) + 1
        heads[row, :end] = find_best_tree(allowed[row, :end, :end])
    return heads


def find_best_tree(scores: Scores) -> Heads:
    """The heads of the highest-scoring tree with exactly one root (column 0); heads[0] is 0.

    Every word is tried as the root, the most promising first, until no other can do better. Very
    long sentences stop sooner: their tree is the best for the roots tried.
    """
    size = len(scores)
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    as_root = weights[1:, 0].copy()
    weights[:, 0] = -np.inf
    best = weights[1:].max(1) if size > 2 else np.zeros(1)
    bounds = best.sum() - best + as_root
    chosen, reached = np.zeros(size, dtype=np.int64), -np.inf
    for word in np.argsort(-bounds)[: max(1, _ROOT_TRIALS // size)]:
        if bounds[word] <= reached:
            break
        rooted = weights.copy()
        rooted[word + 1] = -np.inf
        rooted[word + 1, 0] = as_root[word]
        heads = _find_arborescence(rooted)
        total = float(rooted[np.arange(1, size), heads[1:]].sum())
        if total > reached:
            chosen, reached = heads, total
    return chosen


def _are_trees(heads: Heads, words: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which sentences have one root and no cycle: every word must reach 0 by following heads."""
    reached = heads
    for _ in range(max(1, int(heads.shape[1]).bit_length())):
        reached = np.take_along_axis(reached, reached, axis=1)
    no_cycle = (reached == 0).all(1)
    one_root = ((heads == 0) & words).sum(1) == 1
    return np.asarray(no_cycle & (one_root | ~words.any(1)))


def _find_arborescence(weights: NDArray[np.float64]) -> Heads:
    """Chu-Liu-Edmonds: `weights[d, h]`; contracts a cycle, solves the smaller graph, opens it again."""
    size = len(weights)
    heads: Heads = weights.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads.tolist())
    if not cycle:
        return heads
    outside = np.ones(size, dtype=bool)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    rows = weights[cycle]
    into = rows[:, rest] - rows[np.arange(len(cycle)), heads[cycle]][:, None]  # cost of leaving the cycle
    out = weights[rest][:, cycle]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = weights[rest][:, rest]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out.max(1)
    solved = _find_arborescence(small)
    for place in range(1, len(rest)):
        head = solved[place]
        heads[rest[place]] = cycle[out[place].argmax()] if head == len(rest) else rest[head]
    entry = solved[-1]
    heads[cycle[into[:, entry].argmax()]] = rest[entry]
    return heads


def _find_cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, in order; empty when there is none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle, after = [node], heads[node]
            while after != node:
                cycle.append(after)
                after = heads[after]
            return cycle
    return []
