"""A folder of files, on this machine or behind an fsspec address: the one place that knows the difference.

Names are relative to the folder and use `/`. A file appears whole or not at all.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Protocol

from dragoman.archive.local_folder import LocalFolder
from dragoman.archive.remote_folder import RemoteFolder


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
