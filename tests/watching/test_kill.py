"""A real process, really killed: the store then equals that of a run nobody disturbed."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.kill import kill_watch


def test_a_watch_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    assert 0 < kill_watch(tmp_path, random.Random(7), stories=12, most=3, language="nl") <= 3
