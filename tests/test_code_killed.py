"""`dragoman code`, really killed: taken up again, its output has the bytes of a run nobody disturbed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.kill_code import kill_code


@pytest.mark.parametrize(("archive", "processes"), [(False, 1), (False, 2), (True, 1)])
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, archive: bool, processes: int) -> None:
    chance = random.Random(3)
    assert kill_code(tmp_path, chance, archive=archive, processes=processes, stories=120, most=3) > 0
