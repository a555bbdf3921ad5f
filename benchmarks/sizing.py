"""How large a cluster must be: `python -m benchmarks.sizing` prints the table of docs/cluster.md.

The rates are those measured on one core, from RESULTS.md, ENGINES.md and STORE.md beside this file; give your
own, and your own numbers of stories: `python -m benchmarks.sizing --stories 40000000 --words 250 --rate 12`.
A story is taken for one of 400 words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from msgspec import Struct

STORY_WORDS = 400


class Rates(Struct, frozen=True):
    """Stories a second and core, read and coded or only coded; kB a story in an archive and in a store."""

    reading: float = 8.8
    """RESULTS.md: 17.6 by the clock with two cores and two processes, start included."""
    coding: float = 82.0
    """RESULTS.md: the code half from kept parses, on one core."""
    archive: float = 8.2
    """ENGINES.md: 12.7 kB for a story of 3,723 characters, so 8.2 for one of 2,400."""
    store: float = 38.0
    """STORE.md: 30 kB for a story of 1,900 characters, so 38 for one of 2,400."""


RUNS = (
    ("a day of the world's news", 1e6),
    ("a decade of one paper", 1e6),
    ("a year of the world's news", 365e6),
    ("a decade of the world's news", 3.65e9),
)


def list_rows(runs: tuple[tuple[str, float], ...], rates: Rates, words: float) -> Iterator[str]:
    """The table: core hours, cores by the time a run may take, and disk."""
    share = words / STORY_WORDS
    yield (
        "| what | stories | core hours, read and coded | core hours, coded again | cores for 1 hour | 1 day "
        "| 1 week | archive | in a store |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name, stories in runs:
        hours = stories * share / rates.reading / 3600
        again = stories * share / rates.coding / 3600
        cores = [f"{max(1, -(-hours // time)):,.0f}" for time in (1, 24, 168)]
        disk = [tell_size(stories * share * kilobytes * 1e3) for kilobytes in (rates.archive, rates.store)]
        cells = [f"{stories:,.0f}", f"{hours:,.0f}", f"{again:,.0f}", *cores, *disk]
        yield f"| {name} | {' | '.join(cells)} |"


def tell_size(size: float) -> str:
    """Bytes in GB or TB."""
    return f"{size / 1e9:,.0f} GB" if size < 1e12 else f"{size / 1e12:,.1f} TB"


def main() -> None:
    """Parse the command line and print the table."""
    plain = Rates()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=float, help="how many (default: the runs of the documentation)")
    parser.add_argument("--words", type=float, default=STORY_WORDS, help="of a story (400)")
    parser.add_argument("--rate", type=float, default=plain.reading, help="read and coded a second and core")
    parser.add_argument("--coding", type=float, default=plain.coding, help="coded a second and core")
    parser.add_argument("--archive", type=float, default=plain.archive, help="kB a story in an archive")
    parser.add_argument("--store", type=float, default=plain.store, help="kB a story in a store")
    asked = parser.parse_args()
    runs = RUNS if asked.stories is None else (("yours", asked.stories),)
    for row in list_rows(runs, Rates(asked.rate, asked.coding, asked.archive, asked.store), asked.words):
        print(row)


if __name__ == "__main__":
    main()
