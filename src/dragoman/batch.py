"""Many stories: taken in, shared out over processes, coded, and written in the order they came."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec
from msgspec import Struct

from dragoman.coders import Batch, CoderLoad, Finish, Load, StoryCoder, code_batch, load_once
from dragoman.errors import DragomanError, SourceError
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


class Coded(Struct, frozen=True):
    """A story's record as one line of UTF-8 JSON without its newline, and how many events it holds."""

    line: bytes
    events: int


class Summary(Struct, frozen=True):
    """What a run did: stories coded, events in them, what was refused and why, seconds it took."""

    coded: int
    events: int
    refused: tuple[Refusal, ...]
    seconds: float


def code_stories(
    inputs: Sequence[str | Path],
    output: Path | None,
    *,
    language: str | None = None,
    published: str | None = None,
    processes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    parses: Path | None = None,
    overlay: Overlay = NONE,
    columns: Columns | None = None,
    load: Load | None = None,
) -> Summary:
    """Code every story of `inputs` into `output`, one JSON record a line, in input order.

    `output` None writes to standard output as records come; a file appears whole, when all is done.
    `processes` None uses every core this process may run on, and one for small inputs. `progress` is
    called with the numbers coded and refused so far. Whatever befalls one story is a `Refusal` in the
    summary and costs only that story. Raises `DragomanError` when the output cannot be written, the
    options cannot be used, or the coder cannot be loaded. What the file `parses` holds is not read again,
    nor are the stories of inputs that are themselves such files. `overlay` is laid over the shipped data;
    `columns` says which column of a table is which part of a story.
    """
    started = time.monotonic()
    load = load or CoderLoad(parses, overlay, reading=not all(map(is_kept, inputs)))
    _check_output(output, inputs)
    leave_out = [output] if output else []
    taken = take_inputs(inputs, language, published=published, leave_out=leave_out, columns=columns)
    coded = events = 0
    refused: list[Refusal] = []
    with _open_output(output) as file:
        for outcomes in code_batches(taken, load, encode_record, processes=processes):
            for outcome in outcomes:
                if isinstance(outcome, Coded):
                    file.write(outcome.line + b"\n")
                    coded += 1
                    events += outcome.events
                else:
                    refused.append(outcome)
            if output is None:
                file.flush()
            if progress:
                progress(coded, len(refused))
    return Summary(coded, events, tuple(refused), time.monotonic() - started)


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
    if processes is not None and processes < 1:
        raise DragomanError(f"{processes} processes cannot work", remedy="give 1 or more")
    return _code_batches(cut_batches(taken), load, finish, processes or _count_cores())


def encode_record(story: Story, parse: Parse, record: StoryRecord) -> Coded:
    """The record as a line of the output contract."""
    return Coded(msgspec.json.encode(record), len(record.events))


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


def _check_output(output: Path | None, inputs: Sequence[str | Path]) -> None:
    if output is None:
        return
    if output.is_dir():
        raise SourceError("is a folder", where=str(output), remedy="name a file for the records")
    if not output.parent.is_dir():
        raise SourceError(
            "has no folder to stand in", where=str(output), remedy=f"make {output.parent} first"
        )
    if any(str(given) != "-" and Path(given).resolve() == output.resolve() for given in inputs):
        raise SourceError("is also an input", where=str(output), remedy="name another file for the records")


@contextmanager
def _open_output(output: Path | None) -> Iterator[BinaryIO]:
    """A file that takes its name only when everything is written, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise SourceError(what, where=str(output), remedy="check the folder and its permissions") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _count_cores() -> int:
    # Fewer than the machine has when a scheduler or container set this process on some of them.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
