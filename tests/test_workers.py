"""Worker processes: order, deaths, errors. Tasks are numbers; what they do is named by the worker's start."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from dragoman.errors import DataError, DragomanError
from dragoman.workers import Killed, Workers

DEADLY, FATAL_ONCE, WRONG, BROKEN = 1_000, 1_001, 1_002, 1_003


class Start(Struct, frozen=True):
    """`folder` is where a worker leaves word that it died once, so that it does not die again."""

    folder: Path

    def __call__(self) -> Callable[[int], int]:
        return self.double

    def double(self, number: int) -> int:
        if number == DEADLY:
            os._exit(7)
        if number == FATAL_ONCE and not (self.folder / "died").exists():
            (self.folder / "died").touch()
            os.kill(os.getpid(), 9)
        if number == WRONG:
            raise DataError("`lema` is no key", where="nl/verbs.toml:12", remedy="lemma")
        if number == BROKEN:
            raise ValueError("no such luck")
        return 2 * number


def die() -> Callable[[int], int]:
    os._exit(3)


def test_answers_come_in_the_order_of_the_tasks_and_all_that_were_given(tmp_path: Path) -> None:
    with Workers(Start(tmp_path), 2) as workers:
        assert list(workers.run(range(30))) == [(n, 2 * n) for n in range(30)]
        assert sorted(workers.run(range(30), ordered=False)) == [(n, 2 * n) for n in range(30)]


def test_a_task_that_ends_its_process_is_tried_again_and_then_told(tmp_path: Path) -> None:
    with Workers(Start(tmp_path), 2) as workers:
        answers = dict(workers.run([1, DEADLY, 2, FATAL_ONCE, 3]))
    assert answers == {
        1: 2,
        DEADLY: Killed("ended with status 7"),
        2: 4,
        FATAL_ONCE: 2 * FATAL_ONCE,
        3: 6,
    }


@pytest.mark.parametrize(("task", "told"), [(WRONG, r"nl/verbs\.toml:12: `lema`"), (BROKEN, "no such luck")])
def test_what_is_raised_in_a_process_is_raised_here(tmp_path: Path, task: int, told: str) -> None:
    with pytest.raises(DragomanError, match=told), Workers(Start(tmp_path), 1) as workers:
        list(workers.run([1, task]))


def test_processes_that_cannot_start_are_one_error_and_no_task_is_blamed() -> None:
    with (
        pytest.raises(DragomanError, match=r"cannot start \(ended with status 3\)"),
        Workers(die, 2) as workers,
    ):
        list(workers.run([1]))


def test_tasks_are_asked_for_only_as_they_are_needed(tmp_path: Path) -> None:
    asked: list[int] = []

    def give() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    with Workers(Start(tmp_path), 1) as workers:
        answers = workers.run(give())
        assert next(answers) == (0, 0)
        assert len(asked) <= 4
        answers.close()
