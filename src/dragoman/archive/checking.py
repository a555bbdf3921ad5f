"""What an archive holds, and whether it is whole: every file there, nothing beside, no id twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from dragoman.archive.engine import Engine
from dragoman.archive.folder import Folder, open_folder
from dragoman.archive.manifests import (
    ABOUT,
    PARTS,
    Counts,
    Manifest,
    list_parts,
    list_superseded,
    read_about,
    tell_held,
)
from dragoman.archive.tables import NAMES
from dragoman.errors import StoreError
from dragoman.records import Versions

_LISTED = 20  # ids that are named


class Info(Struct, frozen=True, kw_only=True):
    """An archive in numbers. `parts` were written, and lie in `files` files, of which `packs` hold several.

    `data` is the digest of the words, codebook, atlas and model it was begun with. `bytes` is by table; days
    bound the publication of its stories.
    """

    address: str
    schema: int
    begun: str
    data: str | None
    cut: dict[str, int]
    parts: int
    packs: int
    files: int
    counts: Counts
    bytes: dict[str, int]
    first_day: str | None
    last_day: str | None
    versions: tuple[Versions, ...]

    @property
    def size(self) -> int:
        """All bytes."""
        return sum(self.bytes.values())


class Problem(Struct, frozen=True):
    """Something amiss: the file or folder, what is wrong, what to do."""

    where: str
    what: str
    remedy: str


def describe_archive(root: str | Path) -> Info:
    """The archive in numbers, told by its manifests. Raises StoreError when the folder is no archive."""
    folder = open_folder(root)
    about = read_about(folder)
    parts = list_parts(folder)
    counts = Counts()
    for one in parts:
        counts += one.counts
    sizes: Counter[str] = Counter({name: 0 for name in NAMES})
    for one in parts:
        for file in one.files:
            sizes[file.table] += file.bytes
    bounds = [day for one in parts for day in (one.first_day, one.last_day) if day is not None]
    return Info(
        address=folder.address,
        schema=about.schema,
        begun=about.begun,
        data=about.data,
        cut=about.cut,
        parts=sum(len(tell_held(one)) for one in parts),
        packs=sum(bool(one.holds) for one in parts),
        files=sum(len(one.files) for one in parts),
        counts=counts,
        bytes=dict(sizes),
        first_day=min(bounds, default=None),
        last_day=max(bounds, default=None),
        versions=tuple(dict.fromkeys(version for one in parts for version in one.versions)),
    )


def check_archive(
    root: str | Path, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Problem, ...]:
    """All that is amiss with the archive; every byte is read. Raises StoreError when it is no archive.

    `progress` is called with the files read so far, and the problems found.
    """
    folder = open_folder(root)
    read_about(folder)
    parts = list_parts(folder)
    problems: list[Problem] = []
    read = 0
    for one in parts:
        for file in one.files:
            content = folder.read(file.name)
            again = f"remove {PARTS}/{one.name}.json and run dragoman code with --resume"
            if content is None:
                problems.append(Problem(file.name, "is missing", again))
            elif hashlib.sha256(content).hexdigest() != file.sha256:
                problems.append(Problem(file.name, "is not as it was written", again))
            read += 1
            if progress:
                progress(read, len(problems))
    problems += _find_gaps(parts)
    problems += _find_strays(folder, parts)
    if not problems:
        problems += _find_twice(folder)
    return tuple(problems)


def _find_gaps(parts: Sequence[Manifest]) -> Iterator[Problem]:
    numbers = {held.number for one in parts for held in tell_held(one)}
    missing = sorted(set(range(max(numbers, default=-1) + 1)) - numbers)
    if missing:
        told = ", ".join(map(str, missing[:_LISTED])) + (" …" if len(missing) > _LISTED else "")
        yield Problem(PARTS, f"parts are missing: {told}", "run dragoman code with --resume")


def _find_strays(folder: Folder, parts: Sequence[Manifest]) -> Iterator[Problem]:
    superseded = list_superseded(folder)
    for one in superseded:
        remedy = "dragoman archive compact takes it away; nothing is told twice"
        yield Problem(f"{PARTS}/{one.name}.json", "is held by a pack, and still there", remedy)
    known = {ABOUT}
    for one in (*parts, *superseded):
        known |= {f"{PARTS}/{one.name}.json", *(file.name for file in one.files)}
    for name in folder.list_all():
        if name not in known:
            remedy = "remove it, unless a run is writing just now"
            yield Problem(name, "belongs to no part", remedy)


def _find_twice(folder: Folder) -> Iterator[Problem]:
    engine = Engine(folder)
    try:
        for table, key, remedy in (
            ("stories", "id", "give every story its own id, and code them again"),
            ("stories", "story", "report it"),
            ("events", "event", "report it"),
            ("statements", "statement", "report it"),
        ):
            sql = f"SELECT {key} FROM {table} GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT {_LISTED}"
            for (value,) in engine.execute(sql).fetchall():
                yield Problem(table, f"{key} {value} stands there more than once", remedy)
    except StoreError as error:
        yield Problem(error.where or folder.address, error.what, error.remedy or "")
    finally:
        engine.close()
