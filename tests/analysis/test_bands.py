"""Draws of stories: the same for the same stories, Poisson in mean and spread, each period for itself."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.analysis.bands import draw_periods, list_bands


def test_the_same_stories_give_the_same_draws_whatever_other_periods_hold() -> None:
    one = draw_periods([[(1, 2.0)] * 6], [20230501])
    two = draw_periods([[(3, -9.0)] * 4, [(1, 2.0)] * 6], [20230401, 20230501])
    assert (one.scores[0] == two.scores[1]).all()


@pytest.mark.parametrize("stories", [1, 7, 60])
def test_the_number_of_stories_drawn_has_the_mean_and_variance_of_poisson(stories: int) -> None:
    drawn = draw_periods([[(1, 1.0)] * stories] * 200, range(200)).events
    assert drawn.mean() == pytest.approx(stories, rel=0.02)
    assert drawn.var() == pytest.approx(stories, rel=0.05)


def test_periods_and_kinds_are_drawn_apart() -> None:
    drawn = draw_periods([[(1, 0.0), (2, 0.0)]] * 50, range(50)).events
    apart = np.corrcoef(drawn)[np.triu_indices(50, 1)]
    assert abs(apart.mean()) < 0.01 and np.abs(apart).max() < 0.25


def test_bands_are_the_quantiles_of_what_is_known() -> None:
    draws = np.random.default_rng(5).normal(size=(400, 3))
    draws[:100, 1] = np.nan
    draws[:300, 2] = np.nan
    first, second, third = list_bands(draws.T)
    assert first == tuple(np.quantile(draws[:, 0], [0.025, 0.975]).round(3))
    assert second == tuple(np.nanquantile(draws[:, 1], [0.025, 0.975]).round(3))
    assert third is None


def test_more_kinds_than_are_drawn_at_once_give_what_each_period_gives_alone() -> None:
    stories = [[(1 + at, float(kind)) for kind in range(30)] for at in range(200)]
    together = draw_periods(stories, range(200)).scores
    for at in (0, 133, 199):
        assert together[at] == pytest.approx(draw_periods([stories[at]], [at]).scores[0])
