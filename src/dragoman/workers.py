"""Worker processes: each makes what it needs once and then takes task after task; one that dies is replaced.

Processes are spawned, not forked: the parent may already run threads (a progress bar, the model runtime), and
a fork would copy their locks in whatever state they are. Each has its own pipe, so that a process that is
killed costs the task it had and no other.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct

from dragoman.errors import DragomanError

A = TypeVar("A")
R = TypeVar("R")
Start: TypeAlias = Callable[[], Callable[[A], R]]
"""What a worker calls once to have what does the tasks. It travels to the process, as a module's function or
a struct of such."""

_AHEAD = 3
"""Tasks held for each process, under way, done out of turn and waiting: enough that none waits, few enough
that memory stays flat."""
_TRIES = 2
"""How many processes a task may cost: the first may have died of something else."""
_STARTS = 3
"""Processes in a row that may die before they are ready."""
_PATIENCE = 5.0
"""Seconds that an idle process has to end by itself."""


class Killed(Struct, frozen=True):
    """In place of an answer: the task ended every process that took it up; `how` the last one ended."""

    how: str


class _Ready(Struct, frozen=True):
    pass


class _Failed(Struct, frozen=True):
    # An error taken apart: a worker process cannot send the exception itself.
    what: str
    where: str | None
    remedy: str | None


class _Task(Generic[A]):
    def __init__(self, number: int, given: A) -> None:
        self.number = number
        self.given = given
        self.deaths = 0


class _Worker(Generic[A]):
    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.task: _Task[A] | None = None


class Workers(Generic[A, R]):
    """At most so many processes that `start` makes ready, each begun when there is work for it.

    A context: leaving it ends them.
    """

    def __init__(self, start: Start[A, R], processes: int) -> None:
        self._start = start
        self._failed_starts = 0
        self._processes = processes
        self._crew: list[_Worker[A]] = []

    def __enter__(self) -> Workers[A, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._crew:
            worker.pipe.close()  # an idle one ends by that
            if kind is not None or worker.task is not None:
                worker.process.terminate()
        for worker in self._crew:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def run(self, tasks: Iterable[A], *, ordered: bool = True) -> Iterator[tuple[A, R | Killed]]:
        """Each task with its answer, in the order given or, without `ordered`, as they are done.

        A task whose process dies is given to another; when that dies too, its answer is `Killed`. `tasks`
        are asked for as they are needed. Raises DragomanError when no process can start, or when a task
        or the start raised in the process.
        """
        numbered = enumerate(tasks)
        exhausted = False
        queue: deque[_Task[A]] = deque()
        done: dict[int, tuple[A, R | Killed]] = {}
        turn = 0
        under_way = 0
        while True:
            for worker in self._crew:
                if queue and worker.ready and worker.task is None:
                    self._give(worker, queue)
            starting = sum(not worker.ready for worker in self._crew)
            if len(queue) > starting and len(self._crew) < self._processes:
                self._crew.append(self._hire())
            while done and (not ordered or turn in done):
                yield done.pop(turn if ordered else next(iter(done)))
                turn += 1
                under_way -= 1
            if exhausted and not under_way:
                return
            room = not exhausted and under_way < _AHEAD * self._processes
            idle = not self._crew or any(one.ready and one.task is None for one in self._crew)
            heard = wait([worker.pipe for worker in self._crew], 0 if room else None)
            for worker in [one for one in self._crew if one.pipe in heard]:
                self._hear(worker, queue, done)
            if room and (idle or not heard):
                coming = [_Task(*pair) for pair in islice(numbered, 1)]
                exhausted = not coming
                queue += coming
                under_way += len(coming)

    def _give(self, worker: _Worker[A], queue: deque[_Task[A]]) -> None:
        try:
            worker.pipe.send(queue[0].given)
        except (BrokenPipeError, ConnectionResetError):
            worker.ready = False  # it died while it had nothing to do; that is heard next
            return
        worker.task = queue.popleft()

    def _hear(
        self, worker: _Worker[A], queue: deque[_Task[A]], done: dict[int, tuple[A, R | Killed]]
    ) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, queue, done)
            return
        if isinstance(answer, _Failed):
            raise DragomanError(answer.what, where=answer.where, remedy=answer.remedy)
        if isinstance(answer, _Ready):
            worker.ready = True
            self._failed_starts = 0
            return
        task, worker.task = worker.task, None
        assert task is not None, "an answer follows a task"
        done[task.number] = (task.given, answer)

    def _replace(
        self, worker: _Worker[A], queue: deque[_Task[A]], done: dict[int, tuple[A, R | Killed]]
    ) -> None:
        worker.pipe.close()
        worker.process.join()
        how = _tell_end(worker.process.exitcode)
        if worker.task is not None:
            worker.task.deaths += 1
            if worker.task.deaths < _TRIES:
                queue.appendleft(worker.task)
            else:
                done[worker.task.number] = (worker.task.given, Killed(how))
        elif not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                remedy = (
                    "free memory, or use one process; in a script, start it under "
                    "`if __name__ == '__main__':`"
                )
                raise DragomanError(f"worker processes cannot start ({how})", remedy=remedy)
        self._crew.remove(worker)  # another is begun when there is work

    def _hire(self) -> _Worker[A]:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=_serve, args=(theirs, self._start), daemon=True)
        process.start()
        theirs.close()  # so that the process's end is heard as the end of the pipe
        return _Worker(process, ours)


def _tell_end(code: int | None) -> str:
    if code is not None and code < 0:
        return f"killed by signal {-code}"
    return f"ended with status {code}"


def _serve(pipe: Connection, start: Start[A, R]) -> None:
    """The life of a worker process: it ends when the other end of the pipe is closed, or gone."""
    # Ctrl+C is the parent's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = _attempt(start)
        if isinstance(work, _Failed):
            pipe.send(work)
            return
        pipe.send(_Ready())
        while True:
            given = pipe.recv()
            pipe.send(_attempt(partial(work, given)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _attempt(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except DragomanError as error:
        return _Failed(error.what, error.where, error.remedy)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        what = f"a worker process failed ({type(error).__name__}: {error})"
        return _Failed(what, None, "report it with what stands above")
