"""Clusters hold together: one wrong pair does not chain two events."""

from __future__ import annotations

from dragoman.identity.clusters import Link, join_groups


def join(
    weights: dict[tuple[int, int], float | None], by_hand: tuple[tuple[int, int], ...] = ()
) -> list[list[int]]:
    events = sorted({event for pair in weights for event in pair})
    links = [Link(*pair, weight) for pair, weight in weights.items() if weight is not None and weight >= 0.5]
    links += [Link(*pair, 1.0, by_hand=True) for pair in by_hand]

    def weigh(one: int, other: int) -> float | None:
        return weights.get((min(one, other), max(one, other)), 0.0)

    return join_groups([[event] for event in events], links, weigh, 0.5)


def test_what_is_one_pair_by_pair_is_one_cluster() -> None:
    assert join({(1, 2): 0.9, (2, 3): 0.8, (1, 3): 0.7}) == [[1, 2, 3]]


def test_one_wrong_pair_chains_nothing() -> None:
    weights: dict[tuple[int, int], float | None] = {(1, 2): 0.95, (3, 4): 0.95, (2, 3): 0.8}
    assert join(weights) == [[1, 2], [3, 4]]


def test_what_a_story_tells_apart_stays_apart() -> None:
    assert join({(1, 2): 0.9, (2, 3): 0.8, (1, 3): None}) == [[1, 2], [3]]


def test_what_a_person_says_comes_first() -> None:
    assert join({(1, 2): 0.1, (2, 3): 0.9}, by_hand=((1, 2),)) == [[1, 2], [3]]


def test_a_group_that_is_one_stays_one() -> None:
    assert join_groups([[1, 2]], [], lambda one, other: 0.0, 0.5) == [[1, 2]]
