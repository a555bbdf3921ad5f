"""Folders: every story file in them, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def list_files(folder: Path, endings: Collection[str]) -> Iterator[Path]:
    """The files under `folder` that end in one of `endings`, sorted; hidden ones and links to folders
    are passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if path.suffix.lower() in endings and not name.startswith("."):
                yield path
