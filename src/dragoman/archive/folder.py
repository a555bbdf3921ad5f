"""A folder of files, on this machine or behind an fsspec address: the one place that knows the difference.

Names are relative to the folder and use `/`. A file appears whole or not at all.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from dragoman.errors import StoreError

_WORK = ".work"
"""Files on their way: nobody reads there."""
_HOST = platform.node().replace(".", "-")
_DAY = 86_400  # seconds


class Folder(Protocol):
    """What an archive asks of the place it lies in."""

    address: str
    """The folder as a user names it, without a stroke at its end."""
    files: Any
    """What an engine needs to open the addresses of files here: an fsspec file system, or None for paths."""

    def list_names(self, folder: str) -> list[str]:
        """The names of the files right in that folder within, in order; none when it is not there."""

    def list_all(self) -> list[str]:
        """The names of all files but those on their way, in order."""

    def stamp(self, folder: str) -> object:
        """What changes when files come to that folder within, or go."""

    def tell_changed(self, folder: str) -> float | None:
        """When files last came to that folder within or went, in seconds of the epoch; None if unknown."""

    def read(self, name: str) -> bytes | None:
        """What the file holds; None when there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Puts the file in place, over one of the same name."""

    def put(self, name: str, path: Path) -> None:
        """Puts a file of this machine in place, over one of the same name; it may be moved."""

    def remove(self, name: str) -> None:
        """Takes the file away, if it is there."""

    def locate(self, name: str) -> str:
        """The address of the file for an engine that reads it."""

    def work(self) -> Any:
        """A context: an empty folder of this machine for files that are then put in place."""

    def clear_work(self) -> None:
        """Removes what processes that were killed left on its way."""


class LocalFolder:
    """A folder of this machine, or of a disk that several machines share."""

    files: Any = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    def list_names(self, folder: str) -> list[str]:
        try:
            with os.scandir(self.path / folder) as entries:
                return sorted(entry.name for entry in entries if _is_shown(entry.name) and entry.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def list_all(self) -> list[str]:
        found = (path for path in self.path.rglob("*") if path.is_file())
        names = (path.relative_to(self.path) for path in found)
        return sorted(name.as_posix() for name in names if all(map(_is_shown, name.parts)))

    def stamp(self, folder: str) -> object:
        try:
            return (self.path / folder).stat().st_mtime_ns
        except FileNotFoundError:
            return None

    def tell_changed(self, folder: str) -> float | None:
        try:
            return (self.path / folder).stat().st_mtime
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        with self.work() as work:
            path = work / "file"
            path.write_bytes(content)
            self.put(name, path)

    def put(self, name: str, path: Path) -> None:
        target = self.path / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file:
                os.fsync(file.fileno())  # a power cut must not leave a manifest without its files
            os.replace(path, target)
        except OSError as error:
            raise _tell(error, self.address) from error

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def locate(self, name: str) -> str:
        return str(self.path / name)

    @contextmanager
    def work(self) -> Iterator[Path]:
        # On the same disk, so that putting in place is a change of name.
        path = self.path / _WORK / f"{_HOST}.{os.getpid()}.{uuid4().hex}"
        try:
            with suppress(FileNotFoundError):
                path.mkdir(parents=True)
            path.mkdir(parents=True, exist_ok=True)  # another may have taken the empty one above it away
        except OSError as error:
            raise _tell(error, self.address) from error
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            with suppress(OSError):
                path.parent.rmdir()  # the last one out

    def clear_work(self) -> None:
        for path in (self.path / _WORK).glob("*"):
            host, pid, *_ = f"{path.name}..".split(".")
            # Of another machine's processes nothing is known but how long they were silent.
            if host == _HOST and pid.isdigit():
                left = not _is_running(int(pid))
            else:
                left = time.time() - path.stat().st_mtime > _DAY
            if left:
                shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            (self.path / _WORK).rmdir()


class RemoteFolder:
    """A folder behind an address that fsspec knows: `s3://…`, `gs://…`, `memory://…`."""

    def __init__(self, address: str) -> None:
        self.files, self._root = _find_files(address)
        self.address = address.rstrip("/")

    def list_names(self, folder: str) -> list[str]:
        self.files.invalidate_cache()
        try:
            entries = self.files.ls(self._join(folder), detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        names = (entry["name"].rpartition("/")[2] for entry in entries if entry["type"] == "file")
        return sorted(filter(_is_shown, names))

    def list_all(self) -> list[str]:
        self.files.invalidate_cache()
        try:
            paths = self.files.find(self._root)
        except FileNotFoundError:
            return []
        start = len(self._root.rstrip("/")) + 1
        return sorted(path[start:] for path in paths if all(map(_is_shown, path[start:].split("/"))))

    def stamp(self, folder: str) -> object:
        return self.list_names(folder)

    def tell_changed(self, folder: str) -> float | None:
        return None

    def read(self, name: str) -> bytes | None:
        try:
            content: bytes = self.files.cat_file(self._join(name))
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        path = self._join(name)
        try:
            self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            if _is_whole_at_once(self.files):
                self.files.pipe_file(path, content)
            else:
                partial = self._join(f"{_WORK}/{uuid4().hex}")
                self.files.makedirs(partial.rpartition("/")[0], exist_ok=True)
                self.files.pipe_file(partial, content)
                self.files.mv(partial, path)
        except OSError as error:
            raise _tell(error, self.address) from error

    def put(self, name: str, path: Path) -> None:
        self.write(name, path.read_bytes())

    def remove(self, name: str) -> None:
        with suppress(OSError):
            self.files.rm_file(self._join(name))

    def locate(self, name: str) -> str:
        return str(self.files.unstrip_protocol(self._join(name)))

    @contextmanager
    def work(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="dragoman-") as path:
            yield Path(path)

    def clear_work(self) -> None:
        """Nothing: what is on its way stands in a folder of the machine that writes it."""

    def _join(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


def open_folder(address: str | Path) -> Folder:
    """The folder at a path or address; nothing is made or looked up yet.

    Raises StoreError when the address needs fsspec, or a library of fsspec's, that is not installed.
    """
    told = tell_address(address)
    if told.startswith("file://"):
        return LocalFolder(Path(told.removeprefix("file://")))
    return RemoteFolder(told) if "://" in told else LocalFolder(Path(told))


def tell_address(address: str | Path) -> str:
    """The address as it was written: a `Path` makes one stroke of the two in `s3://bucket`."""
    told = re.sub(r"^([A-Za-z][A-Za-z0-9+.-]+):/(?!/)", r"\1://", str(address))
    return re.sub(r"^file://(?!/)", "file:///", told)


def is_folder(address: str | Path) -> bool:
    """Whether a user means a folder: it is there, its name ends with a stroke, or it is an fsspec address."""
    told = tell_address(address)
    if "://" in told:
        return not told.startswith(("http://", "https://"))
    return told.endswith(("/", os.sep)) or Path(told).is_dir()


def _find_files(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        remedy = "pip install 'dragoman[fsspec]', or name a folder of this machine"
        raise StoreError("needs fsspec, which is not installed", where=address, remedy=remedy) from error
    try:
        files, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise StoreError(f"cannot be reached ({error})", where=address, remedy="install it") from error
    except ValueError as error:
        known = "name a folder, or an address that fsspec knows, such as s3://bucket/folder"
        raise StoreError(f"is no address of a folder ({error})", where=address, remedy=known) from error
    return files, root


def _is_whole_at_once(files: Any) -> bool:
    """Whether a file there appears only when all of it has been sent: so it is with object stores."""
    protocol = files.protocol
    names = {protocol} if isinstance(protocol, str) else set(protocol)
    return bool(names & {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"})


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True


def _is_shown(name: str) -> bool:
    return not name.startswith(".")


def _tell(error: OSError, address: str) -> StoreError:
    return StoreError(
        f"cannot be written to ({error})", where=address, remedy="check the folder and its permissions"
    )
