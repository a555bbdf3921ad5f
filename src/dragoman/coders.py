"""What reads and codes stories, how a process comes to have it, and a batch coded with it.

What is made of a coded story is the caller's to say: a `Finish` is called where the story was coded, so that
only what it returns travels between processes.
"""

from __future__ import annotations

import atexit
import gc
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from dragoman.errors import DataError
from dragoman.inputs import Given, Kept
from dragoman.overlay import NONE, Overlay
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources.refusals import Refusal

GARBAGE = 50_000
"""Objects made between two looks for garbage: a story leaves a few dozen that refer to each other."""


class StoryCoder(Protocol):
    """What reads and codes stories: `dragoman.pipeline.Coder`, or a stand-in."""

    def read(self, stories: Sequence[Story]) -> list[Parse]: ...

    def code(self, story: Story, parse: Parse) -> StoryRecord: ...


T = TypeVar("T")
Batch: TypeAlias = Sequence[Given]
Load: TypeAlias = Callable[[], StoryCoder]
Finish: TypeAlias = Callable[[Story, Parse, StoryRecord], T]
"""What is made of a story that was coded; a function of a module, so that it can be named to a process."""


class CoderLoad(Struct, frozen=True):
    """What a process calls to have its coder. Equal loads are equal, so that a process loads but once."""

    kept: Path | None = None
    overlay: Overlay = NONE
    reading: bool = True

    def __call__(self) -> StoryCoder:
        return load_coder(self.kept, self.overlay, reading=self.reading)


def load_coder(kept: Path | None = None, overlay: Overlay = NONE, *, reading: bool = True) -> StoryCoder:
    """The coder with its model, lexicon and atlas. Raises `DragomanError` when one of them is amiss.

    `kept` is a file of parses, as `dragoman parse --output` writes it: what it holds is not read again.
    Without `reading` the model is loaded only when a story must be read after all.
    """
    from dragoman.pipeline import Coder

    looking = gc.isenabled()
    gc.disable()
    try:
        coder = Coder.load(kept, overlay, reading=reading)
    finally:
        if looking:
            gc.enable()
    # The tables stay for as long as the process does: looking through them for garbage again and again cost
    # 3 % of the code half, and looking at Python's pace through what a story makes another 8 %.
    gc.freeze()
    gc.set_threshold(GARBAGE)
    # At the end they are garbage again: what is still frozen then, duckdb reports as leaked.
    atexit.register(_end)
    return coder


def _end() -> None:
    """Gives the frozen tables back; the process looks through them once at its end, not twice."""
    gc.unfreeze()
    gc.disable()


@cache
def load_once(load: Load) -> StoryCoder:
    """The coder of this process: made at the first call, the same at each further call of an equal `load`."""
    return load()


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
        # Whatever it is, it must not cost the other stories; its kind and words go into the list.
        what = f"could not be coded ({type(error).__name__}: {error})"
        return Refusal(f"story {story.id}", what, "report it with the story's text")
