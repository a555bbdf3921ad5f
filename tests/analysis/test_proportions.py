"""Shares and their bands, against published examples."""

from __future__ import annotations

import pytest

from dragoman.analysis.proportions import bound_difference, bound_share, make_share


def test_a_share_has_wilsons_interval() -> None:
    assert bound_share(make_share(81, 263)) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_a_difference_has_newcombes_interval() -> None:
    assert bound_difference(make_share(56, 70), make_share(48, 80)) == pytest.approx(
        (0.0524, 0.3339), abs=1e-4
    )


def test_few_give_no_interval() -> None:
    assert bound_share(make_share(1, 4)) is None
    assert bound_difference(make_share(5, 5), make_share(0, 0)) is None


def test_a_share_of_nothing_is_none() -> None:
    assert make_share(0, 0).share is None
