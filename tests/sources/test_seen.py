"""What came before is known, and costs little."""

from __future__ import annotations

import random
import tracemalloc

from dragoman.sources.seen import Seen


def test_what_was_added_is_there_and_nothing_else() -> None:
    chance = random.Random(1)
    seen, known = Seen(), set()
    for _ in range(6_000):
        text = f"story-{chance.randrange(5_000)}"
        assert (text in seen) == (text in known)
        assert seen.add(text) == (text not in known)
        known.add(text)
    assert len(seen) == len(known)


def test_a_text_costs_a_few_bytes() -> None:
    tracemalloc.start()
    seen = Seen()
    for number in range(100_000):
        seen.add(f"https://news.example/2026/11/{number}")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 30 * 100_000
    assert "\udcff" not in seen and seen.add("\udcff")
