"""What is reckoned from the samples of a long run."""

from __future__ import annotations

import pytest

from benchmarks.large_run import Sample, time_tenths


def sample(at: float, cpu: float, stories: int) -> Sample:
    return {"at": at, "cpu": cpu, "stories": stories, "memory": {}}


def test_tenths_are_timed_between_samples() -> None:
    samples = [sample(n, 2.0 * n, 10 * n) for n in range(11)]
    tenths = time_tenths(samples, 100)
    assert [cpu for cpu, _ in tenths] == pytest.approx([2.0] * 10)
    assert [at for _, at in tenths] == pytest.approx([1.0] * 10)


def test_a_run_that_was_taken_up_goes_on_counting() -> None:
    first = [sample(n, 2.0 * n, 10 * n) for n in range(6)]
    second = [sample(n, 2.0 * n, max(50, 30 + 10 * n)) for n in range(8)]
    tenths = time_tenths([*first, {"killed": 50, "seconds": 5.0}, *second, {"finished": True}], 100)
    assert [cpu for cpu, _ in tenths] == pytest.approx([2.0] * 5 + [6.0] + [2.0] * 4)
