"""A run into an archive: its input cut into parts, those that are there passed over, the rest coded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from msgspec import Struct

from dragoman.archive.folder import open_folder
from dragoman.archive.manifests import Counts, begin_archive, is_archive, list_done, list_parts
from dragoman.cluster.engines import LOCAL, find_engine
from dragoman.cluster.parts import CHARACTERS, STORIES, Part, cut_parts
from dragoman.coders import Load
from dragoman.errors import StoreError
from dragoman.inputs import Given
from dragoman.records import Versions

CUT = {"stories": STORIES, "characters": CHARACTERS}


class Archived(Struct, frozen=True, kw_only=True):
    """What a run did: `counts` of all the archive now holds, `before` of what was there when it began."""

    counts: Counts
    before: Counts
    parts: int
    seconds: float


def code_archive(
    taken: Iterator[Given],
    root: str,
    load: Load,
    versions: Versions,
    *,
    data: str | None = None,
    engine: str = LOCAL,
    address: str | None = None,
    processes: int | None = None,
    resume: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Archived:
    """Code everything `taken` into the archive at `root`, part by part, in whatever order they are done.

    With `resume` the parts that the archive has are passed over; the input must be the same as when it was
    begun. `data` is the digest of all data that records are made with. `progress` is called with the numbers
    coded and refused so far. Raises DragomanError when the archive holds parts and `resume` is not set, when
    it was begun with other data or from other stories, or when it or the engine cannot be used.
    """
    started = time.monotonic()
    code_parts = find_engine(engine, address)
    _check_root(root, resume=resume)
    begin_archive(root, versions, CUT, data)
    counts = before = sum((one.counts for one in list_parts(root)), Counts())
    waiting = _Waiting(root, list_done(root))
    if progress and before.stories:
        progress(before.coded, before.refused)
    for manifest in code_parts(
        waiting.leave_done(cut_parts(taken)), load, root, processes=processes, address=address
    ):
        counts += manifest.counts
        if progress:
            progress(counts.coded, counts.refused)
    waiting.check_end()
    open_folder(root).clear_work()
    return Archived(counts=counts, before=before, parts=waiting.parts, seconds=time.monotonic() - started)


def _check_root(root: str, *, resume: bool) -> None:
    if is_archive(root):
        if not resume and list_parts(root):
            raise StoreError(
                "holds parts of an earlier run",
                where=root,
                remedy="go on with that run by --resume, or name a new folder",
            )
    elif open_folder(root).list_all():
        raise StoreError(
            "is a folder with other things in it", where=root, remedy="name a new folder for the archive"
        )


class _Waiting:
    """The parts that are still to be coded, found as they are asked for."""

    def __init__(self, root: str, done: dict[int, str]) -> None:
        self._root = root
        self._done = done
        self.parts = 0

    def leave_done(self, parts: Iterator[Part]) -> Iterator[Part]:
        """The parts that the archive lacks. Raises StoreError for one it has from other stories."""
        for part in parts:
            self.parts += 1
            had = self._done.get(part.number)
            if had is None:
                yield part
            elif had != part.digest:
                raise StoreError(
                    f"part {part.number} was made from other stories than those that now come there",
                    where=self._root,
                    remedy="give the same input with the same options as before, or name a new folder",
                )

    def check_end(self) -> None:
        """Raises StoreError when the archive has parts that the input, now at its end, has not."""
        more = [number for number in self._done if number >= self.parts]
        if more:
            raise StoreError(
                f"has {len(more)} parts more than this input (from part {min(more)} on)",
                where=self._root,
                remedy="give the whole input again, or name a new folder",
            )
