"""The work of a part, the same under every engine: coded and written where it runs.

Run twice, by a retry or by two workers at once, it leaves the same bytes: a part is there once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from dragoman.archive.flat import CodedStory
from dragoman.archive.manifests import Manifest
from dragoman.archive.parts import write_part
from dragoman.batch import BatchStart, cut_batches, refuse_killer
from dragoman.cluster.parts import Part
from dragoman.coders import Load, code_batch, load_once
from dragoman.errors import DragomanError
from dragoman.inputs import Given, tell_story
from dragoman.records import Parse, Story, StoryRecord
from dragoman.sources import Refusal
from dragoman.workers import Killed, Workers


def code_part(part: Part, load: Load, root: str) -> Manifest:
    """Code the part and write it into the archive at `root`; its manifest.

    The coder is loaded once in this process. A story that fails is among the part's refusals. Raises
    DragomanError when the coder cannot be loaded or the archive cannot be written to.
    """
    coder = load_once(load)
    coded: list[CodedStory] = []
    refused: list[Refusal] = []
    for batch in cut_batches(part.given):
        for given, outcome in zip(batch, code_batch(coder, batch, CodedStory), strict=True):
            if isinstance(outcome, CodedStory):
                coded.append(outcome)
            else:
                # The story of one that could not be coded stays in the archive, without a record.
                refused.append(replace(outcome, story=tell_story(given)))
    return write_part(root, part.number, coded, refused, part.digest)


class PartStart(Struct, frozen=True):
    """What a worker process calls to have what codes its parts: with the coder loaded, so that a process
    that cannot load it is told from one that a story ends."""

    load: Load
    root: str

    def __call__(self) -> Callable[[Part], Manifest]:
        load_once(self.load)
        return partial(code_part, load=self.load, root=self.root)


def code_part_apart(part: Part, load: Load, root: str) -> Manifest:
    """Code and write a part that ended the process that coded it; its manifest.

    Its stories are tried one by one in a process of their own. Those that end that process are refused.
    Raises DragomanError when the part ends a process even without them.
    """
    spared = refuse_killers(part, load)
    with Workers(PartStart(load, root), 1) as alone:
        ((_, answer),) = alone.run([spared])
    if isinstance(answer, Killed):
        raise DragomanError(
            f"part {part.number} ends every process that writes it ({answer.how}), though each of its "
            "stories can be coded alone",
            where=root,
            remedy="free memory, then go on with --resume",
        )
    return answer


def refuse_killers(part: Part, load: Load) -> Part:
    """The part with every story that ends the process that codes it replaced by its refusal."""
    given: list[Given] = []
    with Workers(BatchStart(load, _forget), 1) as alone:
        for (one,), answer in alone.run([one] for one in part.given):
            if isinstance(answer, Killed):
                one = replace(refuse_killer(one, answer), story=tell_story(one))
            given.append(one)
    return replace(part, given=tuple(given))


def _forget(story: Story, parse: Parse, record: StoryRecord) -> None:
    """Nothing is made of a story that is only tried."""
