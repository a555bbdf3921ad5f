"""Folders: every file in them, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def list_files(folder: Path) -> Iterator[Path]:
    """The files under `folder`, sorted; hidden ones and links to folders are passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place, name)
