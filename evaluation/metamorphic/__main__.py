"""Changes texts in ways whose effect on the records is known, and counts how often the coder follows.

Usage: python -m evaluation.metamorphic [--kind KIND] [--failures] [--json]

exchange    two countries change places in sentences of gold: the codes do, and nothing else changes
swap        the same in the texts of the conformance suite
passive     a clause of our own in the passive gives what it gives in the active
negation, denial, condition, possibility, report, hearsay     factuality or speaker move as they should
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.pipeline import Coder
from dragoman.scoring.gold import read_gold
from evaluation.conformance.cases import load_cases
from evaluation.metamorphic.clauses import LANGUAGES, make_changes, make_passives
from evaluation.metamorphic.exchange import make_exchanges
from evaluation.metamorphic.judging import Judged, judge_variants

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def count_verdicts(judged: Sequence[Judged]) -> dict[tuple[str, str], Counter[str]]:
    """By kind of change and language: how often each verdict was given."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in judged:
        found.setdefault((one.variant.kind, one.variant.language), Counter())[one.verdict] += 1
    return found


def share_right(counts: Counter[str]) -> float | None:
    """The share of variants judged right, of those whose original gives a record."""
    judged = sum(counts.values()) - counts["silent"]
    return counts["right"] / judged if judged else None


def main() -> int:
    """Prints the share of right variants by kind and language, with the classes of failure."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.metamorphic",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kind", help="one kind of change")
    parser.add_argument("--failures", action="store_true", help="print every failure")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    coder = Coder.load()
    folders = [root / language for root in (GOLD, SHARED) for language in LANGUAGES]
    gold = [story for folder in folders if folder.is_dir() for story in read_gold(folder)]
    variants = [*make_passives(), *make_changes()]
    if options.kind in (None, "exchange"):
        variants += make_exchanges(gold, coder, "exchange")
    if options.kind in (None, "swap"):
        variants += make_exchanges(load_cases(), coder, "swap")
    variants = [one for one in variants if options.kind in (None, one.kind)]
    judged = judge_variants(variants, coder)
    counts = count_verdicts(judged)
    if options.failures:
        for one in judged:
            if one.verdict not in ("right", "silent"):
                print(f"{one.variant.kind}: {one.verdict}\n    {one.variant.original}\n        {one.before}")
                print(f"    {one.variant.text}\n        {one.after}")
    if options.json:
        rows = [
            {"kind": kind, "language": language, "right": share_right(row), "verdicts": row}
            for (kind, language), row in counts.items()
        ]
        print(json.dumps(rows, indent=1))
    else:
        print(f"{'kind':12} {'language':9}{'variants':>9}{'silent':>8}{'right':>8}  failures")
        for (kind, language), row in counts.items():
            wrong = ", ".join(f"{n} {v}" for v, n in row.most_common() if v not in ("right", "silent"))
            share = share_right(row)
            print(
                f"{kind:12} {language:9}{sum(row.values()):9}{row['silent']:8}"
                f"{'-' if share is None else f'{share:.3f}':>8}  {wrong}"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
