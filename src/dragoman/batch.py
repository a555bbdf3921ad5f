"""Many stories: cut into batches, shared out over processes, coded, and given back in the order they came."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct

from dragoman.coders import Batch, CoderLoad, Finish, Load, StoryCoder, code_batch, load_once
from dragoman.errors import DragomanError
from dragoman.inputs import Given, Kept, is_kept, take_inputs, text_length
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources import Refusal
from dragoman.sources.columns import Columns
from dragoman.workers import Killed, Workers

T = TypeVar("T")

_STORIES, _CHARACTERS = 24, 40_000
"""What a batch holds at most: sentences enough to sort them by length, few enough to share out evenly."""

_ALONE = 40_000
"""Characters up to which one process is done before several would have started."""


def code_few(
    inputs: Sequence[str | Path],
    *,
    language: str | None = None,
    published: str | None = None,
    overlay: Overlay = NONE,
    columns: Columns | None = None,
    load: Load | None = None,
) -> Iterator[tuple[Story, StoryRecord] | Refusal]:
    """Each story of `inputs` with its record, in order and as it is made, in this process.

    Raises `DragomanError` when the options cannot be used or the coder cannot be loaded.
    """
    coder: StoryCoder | None = None
    for batch in cut_batches(take_inputs(inputs, language, published=published, columns=columns)):
        if coder is None and not all(isinstance(given, Refusal) for given in batch):
            coder = (load or CoderLoad(None, overlay, reading=not all(map(is_kept, inputs))))()
        if coder is None:
            yield from (given for given in batch if isinstance(given, Refusal))
        else:
            yield from code_batch(coder, batch, _pair)


def cut_batches(taken: Iterable[Given]) -> Iterator[list[Given]]:
    """What was taken in, in order, in batches of a few dozen stories; a very long one stands alone."""
    return cut_given(taken, _STORIES, _CHARACTERS)


def cut_given(taken: Iterable[Given], stories: int, characters: int) -> Iterator[list[Given]]:
    """What was taken in, in order, in runs of at most so many members and characters, and always alike.

    A story that is longer stands alone.
    """
    run: list[Given] = []
    held = 0
    for given in taken:
        length = text_length(given)
        if run and (len(run) >= stories or held + length > characters):
            yield run
            run, held = [], 0
        run.append(given)
        held += length
    if run:
        yield run


def code_batches(
    taken: Iterable[Given], load: Load, finish: Finish[T], *, processes: int | None = None
) -> Iterator[list[T | Refusal]]:
    """What `finish` makes of everything taken, in order, a batch at a time, with one member for each.

    `processes` None uses every core this process may run on, and one for small inputs. Nothing is loaded
    while nothing was taken but refusals. Raises `DragomanError` when the coder cannot be loaded.
    """
    return code_cut(cut_batches(taken), load, finish, processes=processes)


def code_cut(
    batches: Iterator[list[Given]], load: Load, finish: Finish[T], *, processes: int | None = None
) -> Iterator[list[T | Refusal]]:
    """What `code_batches` gives, of batches that are cut already."""
    if processes is not None and processes < 1:
        raise DragomanError(f"{processes} processes cannot work", remedy="give 1 or more")
    return _code_batches(batches, load, finish, processes or count_cores())


def _pair(story: Story, parse: Parse, record: StoryRecord) -> tuple[Story, StoryRecord]:
    return story, record


def _code_batches(
    batches: Iterator[Batch], load: Load, finish: Finish[T], processes: int
) -> Iterator[list[T | Refusal]]:
    first: list[Batch] = []
    length = 0
    for batch in batches:
        first.append(batch)
        length += sum(map(text_length, batch))
        if length > _ALONE:
            break
    if length == 0:
        # Nothing could be taken in: that needs no model.
        for batch in first:
            yield [given for given in batch if isinstance(given, Refusal)]
    elif processes == 1 or length <= _ALONE:
        coder = load()
        yield from (code_batch(coder, batch, finish) for batch in chain(first, batches))
    else:
        start = BatchStart(load, finish)
        with Workers(start, processes) as workers:
            for batch, answer in workers.run(chain(first, batches)):
                yield code_apart(batch, start) if isinstance(answer, Killed) else answer


class BatchStart(Struct, Generic[T], frozen=True):
    """What a worker process calls to have what codes its batches."""

    load: Load
    finish: Finish[T]

    def __call__(self) -> Callable[[Batch], list[T | Refusal]]:
        return partial(code_batch, load_once(self.load), finish=self.finish)


def code_apart(batch: Batch, start: BatchStart[T]) -> list[T | Refusal]:
    """The outcomes of a batch that ended its process: its stories one by one, in a process of their own.

    A story that ends that too becomes a `Refusal`, and the others are coded.
    """
    outcomes: list[T | Refusal] = []
    with Workers(start, 1) as alone:
        for (given,), answer in alone.run([given] for given in batch):
            outcomes += [refuse_killer(given, answer)] if isinstance(answer, Killed) else answer
    return outcomes


def refuse_killer(given: Given, killed: Killed) -> Refusal:
    """The refusal of a story that ends the process that codes it."""
    if isinstance(given, Refusal):
        return given
    identity = given.story.id if isinstance(given, Kept) else given.id
    return Refusal(
        f"story {identity}", f"ended the process that coded it ({killed.how})", "report it with its text"
    )


def count_cores() -> int:
    """How many cores this process may run on."""
    # Fewer than the machine has when a scheduler or container set this process on some of them.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
