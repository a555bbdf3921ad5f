"""The fit of confidence, and how its reliability is told."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from dragoman.codebook.confidence import load_confidence
from evaluation.calibration import bin_shares, cross_validate, draw, error, fit, render, tell

GOOD, BAD = ("type:AID", "actor:atlas"), ("type:AID", "actor:none")


def test_a_sign_of_right_records_weighs_more() -> None:
    weights = fit([GOOD] * 20 + [BAD] * 20, [True] * 18 + [False] * 2 + [True] * 4 + [False] * 16)
    assert tell(weights, GOOD) > 0.75
    assert tell(weights, BAD) < 0.35


def test_a_rare_sign_gets_no_weight() -> None:
    assert "actor:none" not in fit([GOOD] * 20 + [BAD], [True] * 21)


def test_every_record_is_judged_by_other_stories() -> None:
    rows = [(f"story {n}", GOOD if n % 2 else BAD, n % 2 == 1) for n in range(40)]
    told, truth = cross_validate(rows)
    assert len(told) == len(rows)
    assert told[truth == 1].min() > told[truth == 0].max()


def test_the_error_is_the_weighted_distance() -> None:
    bins = bin_shares(np.array([0.15, 0.15, 0.95, 0.95]), np.array([0.0, 0.0, 1.0, 1.0]))
    assert error(bins) == pytest.approx(0.1)


def test_the_plot_has_a_dot_for_each_tenth() -> None:
    assert draw([(0.2, 0.3, 5), (0.9, 0.9, 50)], 55, 0.01).count("<circle") == 2


def test_weights_are_written_as_the_coder_reads_them() -> None:
    written = tomllib.loads(render({"": 0.5, "long": -0.1}))
    assert written["base"] == 0.5 and written["weights"] == {"long": -0.1}


def test_what_was_set_by_hand_stays() -> None:
    assert tomllib.loads(render({"": 0.5}))["set"] == load_confidence().set
