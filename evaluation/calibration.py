"""Fits the confidence of records on gold, and shows how reliable it is.

Usage: python -m evaluation.calibration GOLD... [--write]
GOLD is a gold file or a folder of them. A published record is right when gold has it, with type and
participants; records that gold leaves free are not counted. The weights are those of a logistic regression
with a quadratic penalty; how reliable they are is told by stories they were not fitted on (ten folds of
whole stories): the table and the plot (reliability.svg) hold, for each tenth of confidence, the share of
records that are right, and the expected calibration error (Naeini et al., AAAI 2015): the mean distance of
confidence and share, weighted by records. `--write` replaces codebook/confidence.toml and the plot.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.confidence import PATH, load_confidence
from dragoman.pipeline import Coder
from dragoman.scoring.gold import GoldStory, read_gold
from dragoman.scoring.output import view_records
from dragoman.scoring.score import judge_events
from dragoman.stages.events.confidence import list_signs
from evaluation.measure import APART, code_gold

FOLDS = 10
PENALTY = 2.0  # how strongly a weight is drawn to nothing: as if it had been seen this often both ways
ROUNDS = 30
RARE = 5  # signs on fewer records than this get no weight
BINS = 10
PLOT = Path(__file__).with_name("reliability.svg")
HEADER = """\
# How sure a record is: log odds by sign, fitted on gold by `python -m evaluation.calibration --write`;
# the signs stand in stages/events/confidence.py, how reliable they are in evaluation/reliability.svg.
"""

Floats = NDArray[np.float64]


def gather(gold: Sequence[GoldStory], coder: Coder) -> list[tuple[str, tuple[str, ...], bool]]:
    """Story, signs and rightness of every published record that gold judges."""
    records = code_gold(gold, coder)
    output = view_records(records)
    rows = []
    for story, record in zip(gold, records, strict=True):
        for event, right in zip(record.events, judge_events(story, output[record.id]), strict=True):
            if right is not None:
                rows.append((story.id, list_signs(event), right))
    return rows


def fit(signs: Sequence[tuple[str, ...]], right: Sequence[bool]) -> dict[str, float]:
    """Weights by sign in log odds, the base under ""; Newton's method."""
    counts: dict[str, int] = {}
    for row in signs:
        for sign in row:
            counts[sign] = counts.get(sign, 0) + 1
    names = ["", *sorted(sign for sign, count in counts.items() if count >= RARE)]
    places = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(signs), len(names)))
    x[:, 0] = 1.0
    for at, row in enumerate(signs):
        for sign in row:
            if sign in places:
                x[at, places[sign]] = 1.0
    y = np.asarray(right, dtype=np.float64)
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 0.0
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-(x @ weights)))
        gradient = x.T @ (p - y) + penalty * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def tell(weights: dict[str, float], signs: tuple[str, ...]) -> float:
    """The confidence that the weights give."""
    return float(1.0 / (1.0 + np.exp(-(weights[""] + sum(weights.get(sign, 0.0) for sign in signs)))))


def cross_validate(rows: Sequence[tuple[str, tuple[str, ...], bool]]) -> tuple[Floats, Floats]:
    """Confidence of each record by weights fitted on other stories, and whether it is right."""
    stories = sorted({story for story, _, _ in rows})
    fold = {story: at % FOLDS for at, story in enumerate(stories)}
    told, truth = [], []
    for number in range(FOLDS):
        inside = [row for row in rows if fold[row[0]] != number]
        weights = fit([signs for _, signs, _ in inside], [right for _, _, right in inside])
        for story, signs, right in rows:
            if fold[story] == number:
                told.append(tell(weights, signs))
                truth.append(float(right))
    return np.asarray(told), np.asarray(truth)


def bin_shares(told: Floats, truth: Floats) -> list[tuple[float, float, int]]:
    """For each tenth with records: mean confidence, share right, number of records."""
    tenth = np.minimum((told * BINS).astype(int), BINS - 1)
    return [
        (float(told[tenth == b].mean()), float(truth[tenth == b].mean()), int((tenth == b).sum()))
        for b in range(BINS)
        if (tenth == b).any()
    ]


def error(bins: Sequence[tuple[float, float, int]]) -> float:
    """The expected calibration error, between 0 and 1."""
    total = sum(count for _, _, count in bins)
    return sum(abs(told - share) * count for told, share, count in bins) / total


def draw(bins: Sequence[tuple[float, float, int]], records: int, wrong: float) -> str:
    """The reliability plot as SVG: a dot a tenth, as large as it has records; the diagonal is perfect."""
    side, edge = 320, 48
    most = max(count for _, _, count in bins)
    dots = [
        f'<circle cx="{edge + told * side:.1f}" cy="{edge + (1 - share) * side:.1f}" '
        f'r="{3 + 9 * (count / most) ** 0.5:.1f}" fill="#1f6feb" fill-opacity="0.75">'
        f"<title>{count} records, confidence {told:.2f}, right {share:.2f}</title></circle>"
        for told, share, count in bins
    ]
    ticks = [
        f'<text x="{edge + t / 5 * side:.0f}" y="{edge + side + 18}" text-anchor="middle">{t / 5:.1f}</text>'
        f'<text x="{edge - 8}" y="{edge + (1 - t / 5) * side + 4:.0f}" text-anchor="end">{t / 5:.1f}</text>'
        for t in range(6)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge}" '
            'font-family="sans-serif" font-size="12">',
            '<rect width="100%" height="100%" fill="white"/>',
            f'<text x="{edge}" y="24" font-size="14">Confidence and the share of right records</text>',
            f'<text x="{edge}" y="40">{records} records, calibration error {wrong:.3f}</text>',
            f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#999"/>',
            f'<line x1="{edge}" y1="{edge + side}" x2="{edge + side}" y2="{edge}" stroke="#999" '
            'stroke-dasharray="4"/>',
            *ticks,
            *dots,
            f'<text x="{edge + side / 2}" y="{edge + side + 38}" text-anchor="middle">confidence</text>',
            "</svg>",
        ]
    )


def render(weights: dict[str, float]) -> str:
    """The weights as the TOML file that the coder reads."""
    lines = [HEADER + f"base = {weights['']}", "", "[weights]"]
    lines += [f'"{name}" = {weight}' for name, weight in sorted(weights.items()) if name]
    lines += ["", "# By hand, for gold has too few of them.", "[set]"]
    lines += [f'"{name}" = {weight}' for name, weight in sorted(load_confidence().set.items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Prints the reliability table; with --write also replaces the weights and the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="replace the weights and the plot")
    options = parser.parse_args()
    gold = [story for path in options.gold for story in read_gold(path, without=APART)]
    rows = gather(gold, Coder.load())
    told, truth = cross_validate(rows)
    bins = bin_shares(told, truth)
    print(f"{'confidence':>10}{'right':>8}{'records':>9}")
    for mean, share, count in bins:
        print(f"{mean:10.2f}{share:8.2f}{count:9}")
    wrong = error(bins)
    print(f"{len(rows)} records, {truth.mean():.3f} right, expected calibration error {wrong:.3f}")
    if options.write:
        PATH.write_text(render(fit([s for _, s, _ in rows], [r for _, _, r in rows])), encoding="utf-8")
        PLOT.write_text(draw(bins, len(rows), wrong), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
