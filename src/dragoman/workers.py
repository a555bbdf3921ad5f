"""The hands of a batch run: stories coded in this process or in several, each failure kept to its story.

What is made of a coded story is the caller's to say: a `Finish` is called where the story was coded, so that
only what it returns travels between processes.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from types import TracebackType
from typing import Generic, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from dragoman.errors import DataError, DragomanError
from dragoman.inputs import Given, Kept
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources.refusals import Refusal

_AHEAD = 3
"""Batches under way for each process: enough that none waits, few enough that memory stays flat."""


class StoryCoder(Protocol):
    """What reads and codes stories: `dragoman.pipeline.Coder`, or a stand-in."""

    def read(self, stories: Sequence[Story]) -> list[Parse]: ...

    def code(self, story: Story, parse: Parse) -> StoryRecord: ...


class _Unready(Struct, frozen=True):
    # An error of data or model, taken apart: a worker process cannot send the exception itself.
    what: str
    where: str | None
    remedy: str | None


T = TypeVar("T")
Batch: TypeAlias = Sequence[Given]
Load: TypeAlias = Callable[[], StoryCoder]
Finish: TypeAlias = Callable[[Story, Parse, StoryRecord], T]
"""What is made of a story that was coded; a function of a module, so that it can be named to a process."""


def code_batch(coder: StoryCoder, batch: Batch, finish: Finish[T]) -> list[T | Refusal]:
    """What `finish` makes of each story of `batch`, in order; a story that fails becomes a `Refusal`.

    Raises DataError when a file of words, meanings or actors is amiss, for that holds for every story.
    """
    stories = [given for given in batch if isinstance(given, Story)]
    parses: Sequence[Parse | None] = ()
    try:
        if stories:
            parses = coder.read(stories)
    except Exception:
        # One of them cannot be read: each is read alone below, so that only that one is lost.
        parses = [None] * len(stories)
    waiting = deque(zip(stories, parses, strict=True))
    outcomes: list[T | Refusal] = []
    for given in batch:
        if isinstance(given, Story):
            outcomes.append(_code_story(coder, *waiting.popleft(), finish))
        elif isinstance(given, Kept):
            outcomes.append(_code_story(coder, given.story, given.parse, finish))
        else:
            outcomes.append(given)
    return outcomes


def _code_story(coder: StoryCoder, story: Story, parse: Parse | None, finish: Finish[T]) -> T | Refusal:
    try:
        if parse is None:
            (parse,) = coder.read([story])
        return finish(story, parse, coder.code(story, parse))
    except DataError:
        raise
    except Exception as error:
        return _refuse_story(story, error)


def _refuse_story(story: Story, error: Exception) -> Refusal:
    # Whatever it is, it must not cost the other stories; its kind and words go into the list.
    what = f"could not be coded ({type(error).__name__}: {error})"
    return Refusal(f"story {story.id}", what, "report it with the story's text")


class Workers(Generic[T]):
    """Processes that code batches, in the order given. A context: leaving it ends the processes.

    Processes are spawned, not forked: the parent may already run threads (a progress bar, the model
    runtime), and a fork would copy their locks in whatever state they are.
    """

    def __init__(self, load: Load, processes: int, finish: Finish[T]) -> None:
        self._load = load
        self._finish_story = finish
        self._processes = processes
        self._pool = _open_pool(processes)

    def __enter__(self) -> Workers[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def code_batches(self, batches: Iterable[Batch]) -> Iterator[list[T | Refusal]]:
        """The outcomes of each batch, in order. A story that kills its process becomes a `Refusal`.

        Raises `DragomanError` when the coder itself cannot be loaded.
        """
        waiting: deque[tuple[Batch, Future[list[T | Refusal] | _Unready], ProcessPoolExecutor]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch), self._pool))
            if len(waiting) >= _AHEAD * self._processes:
                yield self._finish(*waiting.popleft())
        while waiting:
            yield self._finish(*waiting.popleft())

    def _submit(self, batch: Batch) -> Future[list[T | Refusal] | _Unready]:
        try:
            return self._pool.submit(_work, self._load, batch, self._finish_story)
        except BrokenProcessPool:
            self._renew(self._pool)
            return self._pool.submit(_work, self._load, batch, self._finish_story)

    def _finish(
        self, batch: Batch, future: Future[list[T | Refusal] | _Unready], pool: ProcessPoolExecutor
    ) -> list[T | Refusal]:
        try:
            return _unwrap(future.result())
        except BrokenProcessPool:
            self._renew(pool)
            return self._code_apart(batch)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is broken:
            broken.shutdown(wait=False)
            self._pool = _open_pool(self._processes)

    def _code_apart(self, batch: Batch) -> list[T | Refusal]:
        """The outcomes of a batch that was under way when a process died, perhaps of one of its stories.

        Raises `DragomanError` when no process can start at all, so that no story is blamed for it.
        """
        with _open_pool(1) as pool:
            try:
                pool.submit(_greet).result()
            except BrokenProcessPool as error:
                remedy = "in a script, start it under `if __name__ == '__main__':`, or use one process"
                raise DragomanError("worker processes cannot start", remedy=remedy) from error
            try:
                return _unwrap(pool.submit(_work, self._load, batch, self._finish_story).result())
            except BrokenProcessPool:
                if len(batch) > 1:
                    return [outcome for given in batch for outcome in self._code_apart([given])]
        only = batch[0]
        if isinstance(only, Refusal):
            return [only]
        identity = only.story.id if isinstance(only, Kept) else only.id
        return [Refusal(f"story {identity}", "ended the process that coded it", "report it with its text")]


def _open_pool(processes: int) -> ProcessPoolExecutor:
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=spawning, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    # Ctrl+C is the parent's to handle: it cancels what waits, and the workers end with their batch.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _load_once(load: Load) -> StoryCoder:
    return load()


def _greet() -> None:
    """Nothing: that it comes back shows that a process can start."""


def _work(load: Load, batch: Batch, finish: Finish[T]) -> list[T | Refusal] | _Unready:
    try:
        return code_batch(_load_once(load), batch, finish)
    except DragomanError as error:
        return _Unready(error.what, error.where, error.remedy)


def _unwrap(result: list[T | Refusal] | _Unready) -> list[T | Refusal]:
    if isinstance(result, _Unready):
        raise DragomanError(result.what, where=result.where, remedy=result.remedy)
    return result
