"""The engine of one machine: its own worker processes, one a core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.archive.manifests import Manifest
from dragoman.batch import count_cores
from dragoman.cluster.parts import Part
from dragoman.cluster.work import PartStart, code_part, code_part_apart
from dragoman.coders import Load
from dragoman.workers import Killed, Workers

_OWN_MEMORY = "memory:"
"""Addresses of files that only the process has that wrote them."""


def code_parts(
    parts: Iterable[Part],
    load: Load,
    root: str,
    *,
    processes: int | None = None,
    address: str | None = None,
) -> Iterator[Manifest]:
    """The manifests of all parts, as they are written.

    `processes` None uses every core this process may run on; `address` is for engines of several machines.
    A story that ends its process costs itself alone. Raises DragomanError when the coder cannot be loaded
    or the archive cannot be written to.
    """
    if root.startswith(_OWN_MEMORY):
        yield from (code_part(part, load, root) for part in parts)
        return
    with Workers(PartStart(load, root), processes or count_cores()) as workers:
        for part, answer in workers.run(parts, ordered=False):
            yield code_part_apart(part, load, root) if isinstance(answer, Killed) else answer
