"""Dragoman reads news stories and keeps the record of who did what to whom, and who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from dragoman.store.desk import Desk

__version__ = "0.1.0"


def open(path: str | PathLike[str]) -> Desk:
    """The store at `path`, for asking: `dragoman.open("news.db").events(actor="USA", recipient="CHN")`.

    Raises StoreError when there is no store, or one of another version.
    """
    from pathlib import Path

    from dragoman.store.desk import Desk

    return Desk(Path(path))
