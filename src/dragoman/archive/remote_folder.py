"""A folder behind an address that fsspec knows; its methods are told in folder.py."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from dragoman.archive.local_folder import WORK, is_shown, tell_unwritable
from dragoman.errors import StoreError


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
        return sorted(filter(is_shown, names))

    def list_all(self) -> list[str]:
        self.files.invalidate_cache()
        try:
            paths = self.files.find(self._root)
        except FileNotFoundError:
            return []
        start = len(self._root.rstrip("/")) + 1
        return sorted(path[start:] for path in paths if all(map(is_shown, path[start:].split("/"))))

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
                partial = self._join(f"{WORK}/{uuid4().hex}")
                self.files.makedirs(partial.rpartition("/")[0], exist_ok=True)
                self.files.pipe_file(partial, content)
                self.files.mv(partial, path)
        except OSError as error:
            raise tell_unwritable(error, self.address) from error

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
