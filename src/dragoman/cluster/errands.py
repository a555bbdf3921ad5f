"""What an engine of several machines carries: a part with all that its worker needs, and the answer back.

Both are bytes, so that an engine need know nothing of ours. A worker is looked at before it codes: whether
its Dragoman, the archive it sees and the user's words are those of the run. One that is not fit must code
nothing, rather than code otherwise.
"""

from __future__ import annotations

import pickle
import socket
import threading
import time
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dragoman import __version__
from dragoman.archive.folder import open_folder
from dragoman.archive.manifests import ABOUT, Manifest, find_part
from dragoman.cluster.parts import Part, pack_part, unpack_part
from dragoman.cluster.work import code_part
from dragoman.coders import CoderLoad, Load
from dragoman.errors import DragomanError, StoreError
from dragoman.overlay import NONE, open_overlay

TRIES = 4
"""How often an engine tries a part, on whatever workers, before it is given up."""

_LOOKS, _PAUSE = 3, 1.0
"""Looks for the archive, and seconds between two: a shared disk may show a new file late."""


class Errand(Struct, frozen=True):
    """The parts of one run into the archive at `root`, as an engine carries them.

    `about` is the archive's description, by which a worker knows that it sees the same archive.
    """

    load: Load
    root: str
    about: bytes

    def pack(self, part: Part) -> bytes:
        """The part with all that its worker needs, for `run_errand`."""
        return _ENCODER.encode(_Packed(pack_part(part), pickle.dumps(self.load), self.root, self.about))


def open_errand(load: Load, root: str) -> Errand:
    """The errand of a run; its paths are made whole, for workers stand in other folders.

    Raises StoreError when the archive was not begun.
    """
    if isinstance(load, CoderLoad) and load.kept is not None:
        load = replace(load, kept=load.kept.absolute())
    if "://" not in root:
        root = str(Path(root).absolute())
    about = open_folder(root).read(ABOUT)
    if about is None:
        raise StoreError("is no archive: it has no archive.json", where=root, remedy="begin it first")
    return Errand(load, root, about)


def run_errand(packed: bytes, version: str) -> bytes:
    """Code a part where it was carried to; the answer, for `read_answer`.

    A part that is there already, from an earlier try, is not coded again. Troubles that no further try would
    mend are an answer; others are raised as they come, so that the engine tries again.
    """
    if version != __version__:
        what = f"has Dragoman {__version__}, and this run has {version}"
        return _tell(DragomanError(what, remedy="install the same version on every machine"))
    errand = _DECODER.decode(packed)
    # A worker that runs several threads loads the coder once all the same, and uses it in turn.
    with _ONE_AT_A_TIME:
        try:
            part = unpack_part(errand.part)
            load = _prepare_load(errand.load)
            _check_archive(errand.root, errand.about)
            manifest = find_part(errand.root, part.number, part.digest)
            return _ENCODER.encode(_Answer(manifest or code_part(part, load, errand.root)))
        except _Passing as error:
            raise RuntimeError(str(error)) from error
        except DragomanError as error:
            return _tell(error)


def read_answer(answer: bytes) -> Manifest:
    """The manifest that came back. Raises DragomanError for a trouble that came in its place."""
    found = _ANSWERS.decode(answer)
    if found.manifest is None:
        raise DragomanError(f"{found.host}: {found.what}", where=found.where, remedy=found.remedy)
    return found.manifest


def tell_failure(number: int, error: BaseException) -> DragomanError:
    """The error of a part that failed at every try."""
    if isinstance(error, ModuleNotFoundError):
        what = f"a worker lacks a library ({error})"
        return DragomanError(what, remedy="install Dragoman on every machine, in the same version")
    kind = "" if isinstance(error, RuntimeError) else f"{type(error).__name__}: "
    return DragomanError(
        f"part {number} failed {TRIES} times ({kind}{error})", remedy="mend it, then go on with --resume"
    )


_Passing = (StoreError, OSError)
"""Troubles that may pass: an object store that does not answer, a disk that is full."""


class _Packed(Struct, frozen=True, array_like=True):
    part: bytes
    load: bytes
    root: str
    about: bytes


class _Answer(Struct, frozen=True, array_like=True):
    manifest: Manifest | None
    what: str = ""
    where: str | None = None
    remedy: str | None = None
    host: str = ""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)
_ANSWERS = msgspec.msgpack.Decoder(_Answer)
_ONE_AT_A_TIME = threading.Lock()


@cache
def _prepare_load(pickled: bytes) -> Load:
    """The load, once it is known that the folders of words it names are here what they are elsewhere."""
    load: Load = pickle.loads(pickled)
    overlay = load.overlay if isinstance(load, CoderLoad) else NONE
    paths = [folder.path for folder in overlay.folders]
    if open_overlay(paths) != overlay:
        raise DragomanError(
            "has other words there than the run",
            where=", ".join(paths),
            remedy="keep them on a disk that all machines share, and leave them alone while it runs",
        )
    return load


@cache
def _check_archive(root: str, about: bytes) -> None:
    for look in range(_LOOKS):
        if look:
            time.sleep(_PAUSE)
        if open_folder(root).read(ABOUT) == about:
            return
    raise DragomanError(
        "does not see the archive",
        where=root,
        remedy="give a folder that all machines share, or an address such as s3://bucket/folder",
    )


def _tell(error: DragomanError) -> bytes:
    return _ENCODER.encode(_Answer(None, error.what, error.where, error.remedy, socket.gethostname()))
