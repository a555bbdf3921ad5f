"""How often change points are found where one is planted and where none is.

`python -m evaluation.changes` prints the figures.

Series are like those of dyads: months of a few stories, each story with a few events whose scores are drawn
from PLOVER's own. False alarms are counted on series whose months are shuffled, so that whatever their
levels, no month is the turn of anything; both measures of a series (score, attention) count, as in
`trace_dyad`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.analysis.changes import find_splits, gain_of_mean, gain_of_rate

SCORES = np.array([2.5, 2.5, 4.0, 5.0, 9.5, 10.0, 6.5, -1.0, -2.0, -2.0, -3.5, -3.0, -6.0, -6.5, -7.0, -9.0])
READ = 400  # stories read a month
KINDS = ((36, 5, 2), (36, 5, 4), (36, 20, 2), (84, 5, 2), (84, 5, 4), (84, 20, 2))
"""Months, stories a month, and how much lower scores lie from a month on."""

Months = npt.NDArray[np.float64]


def plant_months(
    random: np.random.Generator, months: int, stories: float, turn: int | None, shift: float, rise: float
) -> Months:
    """Months as rows of summed score, events, stories and stories read; from `turn` on scores lie `shift`
    lower and there are `rise` times the stories.
    """
    rows = []
    for month in range(months):
        turned = turn is not None and month >= turn
        told = random.poisson(stories * (rise if turned else 1))
        events = int((random.poisson(0.8, told) + 1).sum())
        scores = random.choice(SCORES, events) - (shift if turned else 0)
        rows.append((scores.sum(), events, told, READ + random.integers(-100, 100)))
    return np.array(rows, dtype=np.float64)


def list_turns(months: Months) -> tuple[list[int], list[int]]:
    """The months at which the score, and the attention, came to stand on another level."""
    scores = find_splits(list(months[:, 0]), list(months[:, 1]), gain_of_mean)
    shares = find_splits(list(months[:, 2]), list(months[:, 3]), gain_of_rate)
    return [split.at for split in scores], [split.at for split in shares]


def count_false_alarms(series: int, months: int, stories: float, seed: int = 0) -> float:
    """The share of shuffled series, with a planted change before they were shuffled, that show a change."""
    random = np.random.default_rng(seed)
    alarms = 0
    for _ in range(series):
        made = plant_months(random, months, stories, months // 2, 2.0, 1.3)
        random.shuffle(made)
        alarms += any(map(bool, list_turns(made)))
    return alarms / series


def count_found(
    series: int, months: int, stories: float, shift: float, seed: int = 1
) -> tuple[float, float, float]:
    """Of series with one planted change of score: the share in which any is found, in which it is found
    within two months, and in which more than one is.
    """
    random = np.random.default_rng(seed)
    found = near = several = 0
    for _ in range(series):
        turn = int(random.integers(months // 4, 3 * months // 4))
        scores, _ = list_turns(plant_months(random, months, stories, turn, shift, 1.0))
        found += bool(scores)
        near += any(abs(at - turn) <= 2 for at in scores)
        several += len(scores) > 1
    return found / series, near / series, several / series


def tell_figures(series: int) -> Sequence[str]:
    """The figures as lines of a table."""
    lines = ["months  stories  shift  found  within 2 months  more than one"]
    for months, stories, shift in KINDS:
        found, near, several = count_found(series, months, stories, shift)
        lines.append(f"{months:6}  {stories:7}  {shift:5}  {found:5.3f}  {near:15.3f}  {several:13.3f}")
    lines += ["", "months  stories  false alarms on shuffled series (score or attention)"]
    for months, stories in ((24, 3), (36, 5), (60, 10), (84, 20)):
        lines.append(f"{months:6}  {stories:7}  {count_false_alarms(series, months, stories):.3f}")
    return lines


def main() -> None:
    """Measures, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--series", type=int, default=400, help="series of each kind")
    started = time.monotonic()
    print("\n".join(tell_figures(parser.parse_args().series)))
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
