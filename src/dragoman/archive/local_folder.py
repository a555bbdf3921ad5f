"""A folder of this machine, or of a disk that several machines share; its methods are told in folder.py."""

from __future__ import annotations

import os
import platform
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from dragoman.errors import StoreError

WORK = ".work"
"""Files on their way: nobody reads there."""
_HOST = platform.node().replace(".", "-")
_DAY = 86_400  # seconds


class LocalFolder:
    """A folder of this machine, or of a disk that several machines share."""

    files: Any = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    def list_names(self, folder: str) -> list[str]:
        try:
            with os.scandir(self.path / folder) as entries:
                return sorted(entry.name for entry in entries if is_shown(entry.name) and entry.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def list_all(self) -> list[str]:
        found = (path for path in self.path.rglob("*") if path.is_file())
        names = (path.relative_to(self.path) for path in found)
        return sorted(name.as_posix() for name in names if all(map(is_shown, name.parts)))

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
            raise tell_unwritable(error, self.address) from error

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def locate(self, name: str) -> str:
        return str(self.path / name)

    @contextmanager
    def work(self) -> Iterator[Path]:
        # On the same disk, so that putting in place is a change of name.
        path = self.path / WORK / f"{_HOST}.{os.getpid()}.{uuid4().hex}"
        try:
            with suppress(FileNotFoundError):
                path.mkdir(parents=True)
            path.mkdir(parents=True, exist_ok=True)  # another may have taken the empty one above it away
        except OSError as error:
            raise tell_unwritable(error, self.address) from error
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            with suppress(OSError):
                path.parent.rmdir()  # the last one out

    def clear_work(self) -> None:
        for path in (self.path / WORK).glob("*"):
            host, pid, *_ = f"{path.name}..".split(".")
            # Of another machine's processes nothing is known but how long they were silent.
            if host == _HOST and pid.isdigit():
                left = not _is_running(int(pid))
            else:
                left = time.time() - path.stat().st_mtime > _DAY
            if left:
                shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            (self.path / WORK).rmdir()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another user's
    return True


def is_shown(name: str) -> bool:
    """Whether the name is of a file that counts: those on their way do not."""
    return not name.startswith(".")


def tell_unwritable(error: OSError, address: str) -> StoreError:
    """The error as a user is told it."""
    return StoreError(
        f"cannot be written to ({error})", where=address, remedy="check the folder and its permissions"
    )
