"""Dragoman reads news stories and keeps the record of who did what to whom, and who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from dragoman.store.desk import Desk

__version__ = "0.1.0"


def open(path: str | PathLike[str]) -> Desk:
    """The store at `path`, for asking: `dragoman.open("news.db").events(actor="USA", recipient="CHN")`.

    An archive, by its folder or address, is asked alike. Raises StoreError when there is no store, or one of
    another version.
    """
    from pathlib import Path

    given = path if isinstance(path, str) else Path(path)
    if _may_be_archive(given):
        from dragoman.archive.desk import ArchiveDesk

        return ArchiveDesk(given)

    from dragoman.store.desk import Desk

    return Desk(Path(path))


def _may_be_archive(path: str | Path) -> bool:
    from pathlib import Path

    return ":/" in str(path) or Path(path).is_dir()
