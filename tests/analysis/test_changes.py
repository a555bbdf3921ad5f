"""Change points: those that were planted are found, and few where none is."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.analysis.changes import find_splits, gain_of_mean, gain_of_rate


def plant(seed: int, levels: tuple[float, ...], each: int = 20) -> tuple[list[float], list[float]]:
    """Sums of scores and numbers of events of periods whose mean scores step through the levels."""
    random = np.random.default_rng(seed)
    events = random.poisson(8, each * len(levels)) + 1.0
    means = np.repeat(levels, each)
    scores = [
        float(random.normal(mean, 4, int(count)).sum()) for mean, count in zip(means, events, strict=True)
    ]
    return scores, list(events)


def test_a_planted_change_is_found_with_its_place_and_levels() -> None:
    scores, events = plant(1, (2.0, -2.0))
    [split] = find_splits(scores, events, gain_of_mean)
    assert abs(split.at - 20) <= 1
    assert split.before == pytest.approx(2.0, abs=0.7) and split.after == pytest.approx(-2.0, abs=0.7)


def test_two_changes_are_found_in_order() -> None:
    scores, events = plant(2, (0.0, -4.0, 1.0))
    assert [round(split.at, -1) for split in find_splits(scores, events, gain_of_mean)] == [20, 40]


def test_a_change_of_rate_is_found() -> None:
    random = np.random.default_rng(3)
    counts = [float(count) for count in random.poisson([2.0] * 15 + [8.0] * 15)]
    [split] = find_splits(counts, [50.0] * 30, gain_of_rate)
    assert abs(split.at - 15) <= 1 and split.after > 2 * split.before


def test_a_rate_that_follows_what_is_read_is_no_change() -> None:
    random = np.random.default_rng(4)
    read = [100.0] * 15 + [400.0] * 15
    counts = [float(random.poisson(one / 25)) for one in read]
    assert find_splits(counts, read, gain_of_rate) == []


def test_series_without_a_change_rarely_show_one() -> None:
    alarms = 0
    for seed in range(60):
        scores, events = plant(seed, (-1.0,), each=24)
        alarms += bool(find_splits(scores, events, gain_of_mean))
    assert alarms <= 3


def test_periods_without_weight_are_passed_over() -> None:
    scores, events = plant(5, (3.0, -3.0), each=8)
    events[9] = scores[9] = 0.0
    [split] = find_splits(scores, events, gain_of_mean)
    assert abs(split.at - 8) <= 2


def test_a_short_series_has_none() -> None:
    assert find_splits([9.0, 9.0, -9.0, -9.0], [1.0] * 4, gain_of_mean) == []


def test_the_same_series_gives_the_same_answer() -> None:
    scores, events = plant(6, (1.0, -1.0))
    assert find_splits(scores, events, gain_of_mean) == find_splits(scores, events, gain_of_mean)
